package org.havendesk.agents;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The browsers that an agent is known to use. One that was not used for a year is forgotten. */
@Component
@Transactional
class Devices {
    static final Duration KEPT = Duration.ofDays(365);

    /** So that a program without cookies does not fill the table. */
    private static final int MOST = 50;

    private final JdbcClient db;
    private final Clock clock;

    Devices(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Whether this agent signed in with this device before. */
    @Transactional(readOnly = true)
    boolean knows(TenantId tenant, AgentId agent, String token) {
        return db.sql("""
                SELECT count(*) FROM agent_device
                 WHERE tenant_id = :tenant AND agent_id = :agent AND token_hash = :hash
                """)
                        .param("tenant", tenant.value())
                        .param("agent", agent.value())
                        .param("hash", Tokens.hash(token))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Notes that an agent is here with this device. @return true when they have others, and this is none of them */
    boolean isNew(TenantId tenant, AgentId agent, String token) {
        var known = db.sql("""
                UPDATE agent_device SET last_seen_at = :now
                 WHERE tenant_id = :tenant AND agent_id = :agent AND token_hash = :hash
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .param("hash", Tokens.hash(token))
                .update();
        if (known > 0) {
            return false;
        }
        var others = db.sql("SELECT count(*) FROM agent_device WHERE tenant_id = :tenant AND agent_id = :agent")
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .query(Integer.class)
                .single();
        add(tenant, agent, token);
        return others > 0;
    }

    int sweep(TenantId tenant) {
        return db.sql("DELETE FROM agent_device WHERE tenant_id = :tenant AND last_seen_at <= :old")
                .param("tenant", tenant.value())
                .param("old", Timestamp.from(clock.instant().minus(KEPT)))
                .update();
    }

    private void add(TenantId tenant, AgentId agent, String token) {
        db.sql("""
                INSERT INTO agent_device (tenant_id, agent_id, token_hash, last_seen_at)
                VALUES (:tenant, :agent, :hash, :now) ON CONFLICT DO NOTHING
                """)
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .param("hash", Tokens.hash(token))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        db.sql("""
                DELETE FROM agent_device
                 WHERE tenant_id = :tenant AND agent_id = :agent
                   AND token_hash NOT IN (SELECT token_hash FROM agent_device
                                           WHERE tenant_id = :tenant AND agent_id = :agent
                                           ORDER BY last_seen_at DESC LIMIT :most)
                """)
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .param("most", MOST)
                .update();
    }
}
