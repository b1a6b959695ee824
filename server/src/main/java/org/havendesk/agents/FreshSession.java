package org.havendesk.agents;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Problem;
import org.havendesk.platform.web.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether the person at a screen showed who they are a short while ago. What changes the ways in asks for it, so that whoever
 * finds an open screen cannot make themselves a door. A key is never fresh.
 */
@Component
@Transactional
class FreshSession {
    static final Duration LIFE = Duration.ofMinutes(10);

    private final JdbcClient db;
    private final Clock clock;

    FreshSession(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** They have to show once more who they are. */
    static final class Stale extends Problem {
        Stale() {
            super(403, "problem.forbidden.stale");
        }
    }

    /** @throws Stale when it is longer ago than ten minutes, or they are no person at a screen */
    @Transactional(readOnly = true)
    void require(SignedIn signedIn) {
        var proved = signedIn.session().flatMap(session -> provedAt(signedIn.agent(), session));
        if (proved.filter(at -> at.plus(LIFE).isAfter(clock.instant())).isEmpty()) {
            throw new Stale();
        }
    }

    /** They have shown it now. */
    void renew(Agent agent, UUID session) {
        db.sql("""
                UPDATE agent_session SET proved_at = :now
                 WHERE tenant_id = :tenant AND agent_id = :agent AND id = :id
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", agent.tenant().value())
                .param("agent", agent.id().value())
                .param("id", session)
                .update();
    }

    private Optional<Instant> provedAt(Agent agent, UUID session) {
        return db.sql("""
                SELECT coalesce(proved_at, created_at) FROM agent_session
                 WHERE tenant_id = :tenant AND agent_id = :agent AND id = :id
                """)
                .param("tenant", agent.tenant().value())
                .param("agent", agent.id().value())
                .param("id", session)
                .query((row, line) -> row.getTimestamp(1).toInstant())
                .optional();
    }
}
