package org.havendesk.agents;

import java.util.Optional;
import java.util.Set;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.TooMany;
import org.havendesk.platform.Unauthenticated;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A key for whoever shows name and password, and the code of their second factor. */
@Service
class KeySignIn {
    private final SignIn signIn;
    private final Agents agents;
    private final ApiKeys keys;
    private final TransactionTemplate transaction;

    KeySignIn(SignIn signIn, Agents agents, ApiKeys keys, PlatformTransactionManager transactions) {
        this.signIn = signIn;
        this.agents = agents;
        this.keys = keys;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @throws Unauthenticated when the proofs are not right
     * @throws StepNeeded when one is missing
     * @throws TooMany when it was tried too often
     */
    ApiKeys.Made make(
            TenantId tenant, String email, String password, Optional<String> code, NewKey wanted, Client client) {
        var id = signIn.proved(tenant, email, password, code, client);
        return transaction.execute(state -> {
            var agent = agents.acting(tenant, id).orElseThrow(() -> new Unauthenticated("credentials"));
            return keys.make(agent, Set.of(KeyScopes.EVERYTHING), wanted);
        });
    }
}
