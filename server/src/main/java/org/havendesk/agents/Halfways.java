package org.havendesk.agents;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who has shown the first proof and owes another one. Holds for ten minutes and lets nobody in by itself. */
@Component
@Transactional
class Halfways {
    static final Duration LIFE = Duration.ofMinutes(10);

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final JdbcClient db;
    private final Clock clock;

    Halfways(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * @param how the first proof was given
     * @param proved whether the second one was given as well
     */
    record Known(AgentId agent, String how, boolean proved) {}

    String begin(TenantId tenant, AgentId agent, String how, boolean proved) {
        var token = Tokens.next();
        db.sql("""
                INSERT INTO agent_halfway (tenant_id, token_hash, agent_id, how, proved, expires_at)
                VALUES (:tenant, :hash, :agent, :how, :proved, :expires)
                """)
                .param("tenant", tenant.value())
                .param("hash", Tokens.hash(token))
                .param("agent", agent.value())
                .param("how", how)
                .param("proved", proved)
                .param("expires", Timestamp.from(clock.instant().plus(LIFE)))
                .update();
        return token;
    }

    Optional<Known> find(TenantId tenant, String token) {
        if (!TOKEN.matcher(token).matches()) {
            return Optional.empty();
        }
        return db.sql("""
                SELECT agent_id, how, proved FROM agent_halfway
                 WHERE tenant_id = :tenant AND token_hash = :hash AND expires_at > :now
                """)
                .param("tenant", tenant.value())
                .param("hash", Tokens.hash(token))
                .param("now", Timestamp.from(clock.instant()))
                .query((row, line) ->
                        new Known(new AgentId(row.getObject(1, UUID.class)), row.getString(2), row.getBoolean(3)))
                .optional();
    }

    /** Whether they are halfway in until now; from now on they are not, and of several who ask at once one is told so. */
    boolean take(TenantId tenant, String token) {
        return db.sql("DELETE FROM agent_halfway WHERE tenant_id = :tenant AND token_hash = :hash")
                        .param("tenant", tenant.value())
                        .param("hash", Tokens.hash(token))
                        .update()
                == 1;
    }

    /** Whatever an agent had begun is over: they are in, or somebody changed how they get in. */
    void forget(TenantId tenant, AgentId agent) {
        db.sql("DELETE FROM agent_halfway WHERE tenant_id = :tenant AND agent_id = :agent")
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .update();
    }

    int sweep(TenantId tenant) {
        return db.sql("DELETE FROM agent_halfway WHERE tenant_id = :tenant AND expires_at <= :now")
                .param("tenant", tenant.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
