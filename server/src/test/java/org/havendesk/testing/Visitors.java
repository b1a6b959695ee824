package org.havendesk.testing;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Tenants;
import org.havendesk.platform.Tokens;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings visitors to the running program. */
public final class Visitors {
    private final Environment environment;
    private final JdbcClient db;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Visitors(Environment environment, JdbcClient db, Clock clock, PlatformTransactionManager transactions) {
        this.environment = environment;
        this.db = db;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Somebody whom nobody knows, at an account's host. */
    public Visitor at(Cast.Acme account) {
        return atHost(account.subdomain() + ".localhost");
    }

    /** @param host with a port, when it shall be another one */
    public Visitor atHost(String host) {
        return new Visitor(environment.getRequiredProperty("local.server.port", Integer.class), host);
    }

    /** An agent in a browser, signed in already. */
    public Visitor as(Cast.Acme account, Agent agent) {
        var token = Tokens.next();
        var now = clock.instant();
        Tenants.run(
                agent.tenant(),
                () -> transaction.executeWithoutResult(state -> db.sql("""
                INSERT INTO agent_session
                  (tenant_id, token_hash, id, agent_id, created_at, last_seen_at, expires_at, ip, user_agent)
                VALUES (:tenant, :hash, :id, :agent, :now, :now, :expires, '127.0.0.1', 'Test')
                """)
                        .param("tenant", agent.tenant().value())
                        .param("hash", Tokens.hash(token))
                        .param("id", UUID.randomUUID())
                        .param("agent", agent.id().value())
                        .param("now", Timestamp.from(now))
                        .param("expires", Timestamp.from(now.plus(Duration.ofDays(14))))
                        .update()));
        return at(account).withCookie("hd_session", token);
    }
}
