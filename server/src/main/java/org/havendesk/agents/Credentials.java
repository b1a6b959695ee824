package org.havendesk.agents;

import org.havendesk.platform.Actor;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the operator hands to the owner of an account that was made for them. */
@Service
public class Credentials {
    private final AgentRows rows;
    private final Passwords passwords;
    private final ApiKeys keys;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Credentials(
            AgentRows rows,
            Passwords passwords,
            ApiKeys keys,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.passwords = passwords;
        this.keys = keys;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @throws Invalid naming the field {@code password}, when it is too short, too long, or easy to guess for this person */
    public void check(String password, String name, EmailAddress email) {
        PasswordRules.check("password", password, name, email, SecurityRules.Password.USUAL);
    }

    /** The agent signs in with this password from now on. A link that was mailed to them works all the same. */
    public void setPassword(Actor actor, TenantId tenant, AgentId agent, String password) {
        var hash = passwords.hash(password);
        transaction.executeWithoutResult(state -> {
            rows.setPassword(tenant, agent, hash);
            events.publishEvent(new Happened(tenant, actor, "agent.password", "agent", agent.value(), ""));
        });
    }

    /** A key with which a program does what the agent may do. It can be read here and never again. */
    public String makeKey(Actor actor, TenantId tenant, AgentId agent, String name) {
        return keys.make(actor, tenant, agent, name).key();
    }
}
