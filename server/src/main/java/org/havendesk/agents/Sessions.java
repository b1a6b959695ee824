package org.havendesk.agents;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.AccessChanged;
import org.havendesk.platform.Actor;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Ids;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The browsers in which somebody is signed in. */
@Service
@Transactional
class Sessions {
    private final JdbcClient db;
    private final Passes passes;
    private final AgentSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Sessions(JdbcClient db, Passes passes, AgentSettings settings, ApplicationEventPublisher events, Clock clock) {
        this.db = db;
        this.passes = passes;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A new session, never one that was there before.
     *
     * @param how {@code password}, {@code invitation} or {@code enter}
     * @return the token for the cookie; only its hash is kept
     */
    String begin(TenantId tenant, AgentId agent, Client client, String how) {
        var token = Tokens.next();
        var now = clock.instant();
        db.sql("""
                INSERT INTO agent_session (tenant_id, token_hash, id, agent_id, created_at, last_seen_at, expires_at, ip, user_agent)
                VALUES (:tenant, :hash, :id, :agent, :now, :now, :expires, :ip, :browser)
                """)
                .param("tenant", tenant.value())
                .param("hash", Tokens.hash(token))
                .param("id", Ids.next())
                .param("agent", agent.value())
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(settings.sessionLife())))
                .param("ip", client.ip())
                .param("browser", client.userAgent())
                .update();
        db.sql("UPDATE agent SET last_seen_at = :now WHERE tenant_id = :tenant AND id = :agent")
                .param("now", Timestamp.from(now))
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .update();
        tell(tenant, agent, "session.begun", how);
        return token;
    }

    /** The session of this token is over, if there was one. */
    void end(TenantId tenant, String token) {
        db.sql("DELETE FROM agent_session WHERE tenant_id = :tenant AND token_hash = :hash RETURNING agent_id")
                .param("tenant", tenant.value())
                .param("hash", Tokens.hash(token))
                .query(UUID.class)
                .optional()
                .ifPresent(agent -> {
                    passes.forget(tenant);
                    tell(tenant, new AgentId(agent), "session.ended", "signed-out");
                    events.publishEvent(new AccessChanged(tenant, new AgentId(agent)));
                });
    }

    /**
     * Ends the sessions of an agent.
     *
     * @param but one that goes on
     */
    void endAll(TenantId tenant, AgentId agent, Optional<UUID> but) {
        db.sql("""
                DELETE FROM agent_session
                 WHERE tenant_id = :tenant AND agent_id = :agent AND id IS DISTINCT FROM cast(:but AS uuid)
                """)
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .param("but", but.orElse(null))
                .update();
        passes.forget(tenant);
        events.publishEvent(new AccessChanged(tenant, agent));
    }

    /** Rows of sessions that are over say where somebody was: they go. */
    int sweep(TenantId tenant) {
        var now = clock.instant();
        return db.sql("""
                DELETE FROM agent_session
                 WHERE tenant_id = :tenant AND (expires_at <= :now OR last_seen_at <= :idle)
                """)
                .param("tenant", tenant.value())
                .param("now", Timestamp.from(now))
                .param("idle", Timestamp.from(now.minus(settings.sessionIdle())))
                .update();
    }

    private void tell(TenantId tenant, AgentId agent, String action, String detail) {
        events.publishEvent(new Happened(tenant, new Actor.OfAgent(agent), action, "agent", agent.value(), detail));
    }
}
