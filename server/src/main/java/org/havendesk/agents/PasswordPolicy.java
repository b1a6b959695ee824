package org.havendesk.agents;

import java.util.Optional;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.TenantId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Judges a new password by the rules of its account. Called outside of a transaction: it may ask the network. */
@Component
class PasswordPolicy {
    private final SecurityRulesRows rules;
    private final AgentRows agents;
    private final Passwords passwords;
    private final LeakedRange online;
    private final TransactionTemplate transaction;

    PasswordPolicy(
            SecurityRulesRows rules,
            AgentRows agents,
            Passwords passwords,
            LeakedRange online,
            PlatformTransactionManager transactions) {
        this.rules = rules;
        this.agents = agents;
        this.passwords = passwords;
        this.online = online;
        this.transaction = new TransactionTemplate(transactions);
    }

    SecurityRules.Password of(TenantId tenant) {
        return transaction.execute(state -> rules.of(tenant)).password();
    }

    /** @throws Invalid naming {@code password}, when it is too short, easy to guess, known from leaks, or the old one */
    void check(TenantId tenant, Profile profile, String password) {
        var rule = of(tenant);
        PasswordRules.check("password", password, profile.name(), profile.email(), rule);
        if (isOld(tenant, profile.id(), password)) {
            throw Invalid.field("password", "passwordSame");
        }
        if (rule.leakedOnline() && online.has(password)) {
            throw Invalid.field("password", "passwordLeaked");
        }
    }

    private boolean isOld(TenantId tenant, AgentId agent, String password) {
        Optional<String> old = transaction.execute(state -> agents.passwordHash(tenant, agent));
        return old.isPresent() && passwords.matches(password, old);
    }
}
