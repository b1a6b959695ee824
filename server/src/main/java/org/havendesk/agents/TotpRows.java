package org.havendesk.agents;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Keys;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The secrets that agents share with their authenticator apps, encrypted with the account's key. */
@Component
class TotpRows {
    private final JdbcClient db;
    private final Keys keys;
    private final Clock clock;

    TotpRows(JdbcClient db, Keys keys, Clock clock) {
        this.db = db;
        this.keys = keys;
        this.clock = clock;
    }

    /** Takes the place of one that was offered before, and of none that is in use. */
    void offer(TenantId tenant, AgentId agent, byte[] secret) {
        db.sql("""
                INSERT INTO agent_totp AS t (tenant_id, agent_id, secret, created_at)
                VALUES (:tenant, :agent, :secret, :now)
                    ON CONFLICT (tenant_id, agent_id)
                    DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at
                 WHERE t.confirmed_at IS NULL
                """)
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .param("secret", keys.encrypt(tenant, secret, context(agent)))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** A secret that waits for its first code. */
    Optional<byte[]> offered(TenantId tenant, AgentId agent) {
        return secret(tenant, agent, "confirmed_at IS NULL");
    }

    /** The secret in use. */
    Optional<byte[]> used(TenantId tenant, AgentId agent) {
        return secret(tenant, agent, "confirmed_at IS NOT NULL");
    }

    /** The secret is in use from now on; the code of this step was its first. */
    boolean confirm(TenantId tenant, AgentId agent, long step) {
        return db.sql("""
                UPDATE agent_totp SET confirmed_at = :now, last_step = :step
                 WHERE tenant_id = :tenant AND agent_id = :agent AND confirmed_at IS NULL
                """)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("step", step)
                        .param("tenant", tenant.value())
                        .param("agent", agent.value())
                        .update()
                == 1;
    }

    /** Takes the code of a step, once: of two who show it at the same moment, one gets this. */
    boolean take(TenantId tenant, AgentId agent, long step) {
        return db.sql("""
                UPDATE agent_totp SET last_step = :step
                 WHERE tenant_id = :tenant AND agent_id = :agent AND confirmed_at IS NOT NULL AND last_step < :step
                """)
                        .param("step", step)
                        .param("tenant", tenant.value())
                        .param("agent", agent.value())
                        .update()
                == 1;
    }

    Optional<Instant> since(TenantId tenant, AgentId agent) {
        return db.sql("""
                SELECT confirmed_at FROM agent_totp
                 WHERE tenant_id = :tenant AND agent_id = :agent AND confirmed_at IS NOT NULL
                """)
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .query((row, line) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    boolean remove(TenantId tenant, AgentId agent) {
        return db.sql("DELETE FROM agent_totp WHERE tenant_id = :tenant AND agent_id = :agent")
                        .param("tenant", tenant.value())
                        .param("agent", agent.value())
                        .update()
                == 1;
    }

    private Optional<byte[]> secret(TenantId tenant, AgentId agent, String state) {
        return db.sql("SELECT secret FROM agent_totp WHERE tenant_id = :tenant AND agent_id = :agent AND " + state)
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .query(byte[].class)
                .optional()
                .map(cipher -> keys.decrypt(tenant, cipher, context(agent)));
    }

    private static String context(AgentId agent) {
        return "totp:" + agent;
    }
}
