package org.havendesk.agents;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What devices were asked to sign: each is good for one answer within five minutes, whether the answer is right or not. */
@Component
@Transactional
class PasskeyChallenges {
    static final Duration LIFE = Duration.ofMinutes(5);

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient db;
    private final Clock clock;

    PasskeyChallenges(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** What an answer is good for; it is good for nothing else. */
    enum Purpose {
        ADD("add"),
        CONFIRM("confirm"),
        SIGN_IN("sign-in"),
        STEP("step");

        private final String key;

        Purpose(String key) {
            this.key = key;
        }
    }

    /** @param agent who is to answer; empty when that is what the answer tells */
    byte[] next(TenantId tenant, Purpose purpose, Optional<AgentId> agent) {
        var challenge = new byte[BYTES];
        RANDOM.nextBytes(challenge);
        db.sql("""
                INSERT INTO passkey_challenge (tenant_id, challenge_hash, purpose, agent_id, expires_at)
                VALUES (:tenant, :hash, :purpose, :agent, :expires)
                """)
                .param("tenant", tenant.value())
                .param("hash", Tokens.sha256(challenge))
                .param("purpose", purpose.key)
                .param("agent", agent.map(AgentId::value).orElse(null))
                .param("expires", Timestamp.from(clock.instant().plus(LIFE)))
                .update();
        return challenge;
    }

    /** Whether this was asked for this purpose of this agent; it is asked no more then. */
    boolean take(TenantId tenant, byte[] challenge, Purpose purpose, Optional<AgentId> agent) {
        return db.sql("""
                DELETE FROM passkey_challenge
                 WHERE tenant_id = :tenant AND challenge_hash = :hash AND purpose = :purpose
                   AND agent_id IS NOT DISTINCT FROM cast(:agent AS uuid) AND expires_at > :now
                """)
                        .param("tenant", tenant.value())
                        .param("hash", Tokens.sha256(challenge))
                        .param("purpose", purpose.key)
                        .param("agent", agent.map(AgentId::value).orElse(null))
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    int sweep(TenantId tenant) {
        return db.sql("DELETE FROM passkey_challenge WHERE tenant_id = :tenant AND expires_at <= :now")
                .param("tenant", tenant.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
