package org.havendesk.agents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.havendesk.platform.Agent;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Answers to requests that carried an Idempotency-Key, kept for a day in case the client did not get them. */
@Component
@Transactional
class KeptAnswers {
    static final Duration KEPT = Duration.ofHours(24);

    private final JdbcClient db;
    private final Clock clock;

    KeptAnswers(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * What is known of a key.
     *
     * @param request fingerprint of the request that brought it first
     * @param answer empty while that request has not ended well
     */
    record Known(byte[] request, Optional<Answer> answer) {}

    record Answer(int status, byte[] body) {}

    /** Takes the key for this request; empty when it was free, else what it was used for. */
    Optional<Known> take(Agent agent, String key, byte[] request) {
        var now = clock.instant();
        db.sql("""
                DELETE FROM idempotent_answer
                 WHERE tenant_id = :tenant AND agent_id = :agent AND key_hash = :key AND created_at <= :old
                """)
                .param("tenant", agent.tenant().value())
                .param("agent", agent.id().value())
                .param("key", Tokens.hash(key))
                .param("old", Timestamp.from(now.minus(KEPT)))
                .update();
        var taken = db.sql("""
                INSERT INTO idempotent_answer (tenant_id, agent_id, key_hash, request, created_at)
                VALUES (:tenant, :agent, :key, :request, :now)
                    ON CONFLICT (tenant_id, agent_id, key_hash) DO NOTHING
                """)
                .param("tenant", agent.tenant().value())
                .param("agent", agent.id().value())
                .param("key", Tokens.hash(key))
                .param("request", request)
                .param("now", Timestamp.from(now))
                .update();
        return taken == 1 ? Optional.empty() : find(agent, key);
    }

    void keep(Agent agent, String key, Answer answer) {
        db.sql("""
                UPDATE idempotent_answer SET status = :status, body = :body
                 WHERE tenant_id = :tenant AND agent_id = :agent AND key_hash = :key
                """)
                .param("status", answer.status())
                .param("body", answer.body())
                .param("tenant", agent.tenant().value())
                .param("agent", agent.id().value())
                .param("key", Tokens.hash(key))
                .update();
    }

    /** The request changed nothing: its key may be used again. */
    void release(Agent agent, String key) {
        db.sql("DELETE FROM idempotent_answer WHERE tenant_id = :tenant AND agent_id = :agent AND key_hash = :key")
                .param("tenant", agent.tenant().value())
                .param("agent", agent.id().value())
                .param("key", Tokens.hash(key))
                .update();
    }

    int sweep(TenantId tenant) {
        return db.sql("DELETE FROM idempotent_answer WHERE tenant_id = :tenant AND created_at <= :old")
                .param("tenant", tenant.value())
                .param("old", Timestamp.from(clock.instant().minus(KEPT)))
                .update();
    }

    private Optional<Known> find(Agent agent, String key) {
        return db.sql("""
                SELECT request, status, body FROM idempotent_answer
                 WHERE tenant_id = :tenant AND agent_id = :agent AND key_hash = :key
                """)
                .param("tenant", agent.tenant().value())
                .param("agent", agent.id().value())
                .param("key", Tokens.hash(key))
                .query(KeptAnswers::known)
                .optional();
    }

    private static Known known(ResultSet row, int line) throws SQLException {
        var status = row.getObject("status", Integer.class);
        var answer = status == null ? Optional.<Answer>empty() : Optional.of(new Answer(status, row.getBytes("body")));
        return new Known(row.getBytes("request"), answer);
    }
}
