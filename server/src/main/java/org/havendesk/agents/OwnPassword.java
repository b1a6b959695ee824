package org.havendesk.agents;

import org.havendesk.platform.Agent;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.TooMany;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks once more for the password before something that whoever finds an open screen must not do. */
@Component
class OwnPassword {
    private final AgentRows rows;
    private final Passwords passwords;
    private final Limits limits;
    private final TransactionTemplate transaction;

    OwnPassword(AgentRows rows, Passwords passwords, Limits limits, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.passwords = passwords;
        this.limits = limits;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @param field of the request in which the password stands
     * @throws Invalid when it is not this agent's password
     * @throws TooMany when it was wrong too often
     */
    void check(Agent agent, String field, String password) {
        limits.tryCurrent(agent.tenant(), agent.id());
        var hash = transaction.execute(state -> rows.passwordHash(agent.tenant(), agent.id()));
        if (!passwords.matches(password, hash)) {
            throw Invalid.field(field, "passwordWrong");
        }
        limits.provedCurrent(agent.tenant(), agent.id());
    }
}
