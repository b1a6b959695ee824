package org.havendesk.agents;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.AccessChanged;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Ids;
import org.havendesk.platform.NotFound;
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
    private static final int MOST_SHOWN = 100;

    private final JdbcClient db;
    private final Passes passes;
    private final AgentSettings settings;
    private final Devices devices;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Sessions(
            JdbcClient db,
            Passes passes,
            AgentSettings settings,
            Devices devices,
            ApplicationEventPublisher events,
            Clock clock) {
        this.db = db;
        this.passes = passes;
        this.settings = settings;
        this.devices = devices;
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
        if (devices.isNew(tenant, agent, client.device())) {
            events.publishEvent(new Noticed(tenant, agent, Notice.NEW_DEVICE, Optional.of(client)));
        }
        return token;
    }

    /** A session that still holds. */
    record Known(UUID id, String ip, String userAgent, Instant createdAt, Instant lastSeenAt) {}

    /** Those that still hold, the last used first. */
    @Transactional(readOnly = true)
    List<Known> of(TenantId tenant, AgentId agent) {
        var now = clock.instant();
        return db.sql("""
                SELECT id, ip, user_agent, created_at, last_seen_at FROM agent_session
                 WHERE tenant_id = :tenant AND agent_id = :agent AND expires_at > :now AND last_seen_at > :idle
                 ORDER BY last_seen_at DESC, id
                 LIMIT :most
                """)
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .param("now", Timestamp.from(now))
                .param("idle", Timestamp.from(now.minus(settings.sessionIdle())))
                .param("most", MOST_SHOWN)
                .query((row, line) -> new Known(
                        row.getObject("id", UUID.class),
                        row.getString("ip"),
                        row.getString("user_agent"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("last_seen_at").toInstant()))
                .list();
    }

    /** @throws NotFound when this agent has no such session */
    void endOne(Agent agent, UUID session) {
        var done = db.sql("DELETE FROM agent_session WHERE tenant_id = :tenant AND agent_id = :agent AND id = :id")
                .param("tenant", agent.tenant().value())
                .param("agent", agent.id().value())
                .param("id", session)
                .update();
        if (done == 0) {
            throw new NotFound("session");
        }
        passes.forget(agent.tenant());
        tell(agent.tenant(), agent.id(), "session.ended", "by-hand");
        events.publishEvent(new AccessChanged(agent.tenant(), agent.id()));
    }

    /** Ends what an agent has open elsewhere. */
    void endOthers(Agent agent, Optional<UUID> current) {
        endAll(agent.tenant(), agent.id(), current);
        tell(agent.tenant(), agent.id(), "session.ended", "others");
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

    /** Rows of sessions that are over say where somebody was: they go, and so do the windows that are still open. */
    int sweep(TenantId tenant) {
        var now = clock.instant();
        return endUnprotected(tenant)
                + gone(tenant, db.sql("""
                DELETE FROM agent_session
                 WHERE tenant_id = :tenant AND (expires_at <= :now OR last_seen_at <= :idle)
                 RETURNING agent_id
                """).param("idle", Timestamp.from(now.minus(settings.sessionIdle()))));
    }

    /**
     * Ends the sessions of those who have no second factor though the account asks for one by now.
     *
     * @return how many
     */
    int endUnprotected(TenantId tenant) {
        return gone(tenant, db.sql("""
                DELETE FROM agent_session s
                 USING agent a, security_rules required
                 WHERE s.tenant_id = :tenant AND NOT s.vouched
                   AND a.tenant_id = s.tenant_id AND a.id = s.agent_id
                   AND required.tenant_id = s.tenant_id
                   AND ARRAY[a.role, a.role_id::text] && required.factor_roles
                   AND required.factor_from <= :now
                   AND NOT EXISTS (SELECT FROM agent_totp t
                                    WHERE t.tenant_id = a.tenant_id AND t.agent_id = a.id AND t.confirmed_at IS NOT NULL)
                   AND NOT EXISTS (SELECT FROM agent_passkey p
                                    WHERE p.tenant_id = a.tenant_id AND p.agent_id = a.id)
                 RETURNING s.agent_id
                """));
    }

    private int gone(TenantId tenant, JdbcClient.StatementSpec removal) {
        var whose = removal.param("tenant", tenant.value())
                .param("now", Timestamp.from(clock.instant()))
                .query(UUID.class)
                .list();
        if (!whose.isEmpty()) {
            passes.forget(tenant);
            whose.stream()
                    .distinct()
                    .forEach(agent -> events.publishEvent(new AccessChanged(tenant, new AgentId(agent))));
        }
        return whose.size();
    }

    private void tell(TenantId tenant, AgentId agent, String action, String detail) {
        events.publishEvent(new Happened(tenant, new Actor.OfAgent(agent), action, "agent", agent.value(), detail));
    }
}
