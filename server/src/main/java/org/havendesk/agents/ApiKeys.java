package org.havendesk.agents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keys for programs. A key does what its maker may do at the moment it is shown, and ends with them. */
@Service
@Transactional
class ApiKeys {
    /** So that a key that got lost can be recognised where it turns up. */
    static final String PREFIX = "hd_";

    private static final int MAX_NAME = 100;
    private static final int MAX_KEYS = 50;

    private final JdbcClient db;
    private final Passes passes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApiKeys(JdbcClient db, Passes passes, ApplicationEventPublisher events, Clock clock) {
        this.db = db;
        this.passes = passes;
        this.events = events;
        this.clock = clock;
    }

    /** A key as its maker sees it later. */
    record ApiKey(
            UUID id,
            String name,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    /** A key on the one occasion that it can be read. */
    record NewKey(UUID id, String name, String key) {}

    @Transactional(readOnly = true)
    List<ApiKey> of(Agent agent) {
        return db.sql("""
                SELECT id, name, created_at, last_used_at FROM api_key
                 WHERE tenant_id = :tenant AND agent_id = :agent
                 ORDER BY created_at DESC, id DESC
                 LIMIT :max
                """)
                .param("tenant", agent.tenant().value())
                .param("agent", agent.id().value())
                .param("max", MAX_KEYS)
                .query(ApiKeys::key)
                .list();
    }

    /**
     * @throws Invalid when the name is empty or too long
     * @throws Conflict when there are too many already
     */
    NewKey make(Agent agent, String name) {
        agent.require(Permission.USE_API);
        if (of(agent).size() >= MAX_KEYS) {
            throw new Conflict("apikeys", MAX_KEYS);
        }
        var made = make(Actor.of(agent), agent.tenant(), agent.id(), name);
        events.publishEvent(new Noticed(agent.tenant(), agent.id(), Notice.NEW_KEY, Optional.empty()));
        return made;
    }

    /**
     * A key for an agent, made by somebody else.
     *
     * @throws Invalid when the name is empty or too long
     */
    NewKey make(Actor actor, TenantId tenant, AgentId agent, String name) {
        var stripped = name.strip();
        new Invalid.Check()
                .that(!stripped.isEmpty(), "name", "required")
                .that(stripped.length() <= MAX_NAME, "name", "tooLong", MAX_NAME)
                .done();
        var made = new NewKey(Ids.next(), stripped, PREFIX + Tokens.next());
        db.sql("""
                INSERT INTO api_key (tenant_id, id, key_hash, agent_id, name, created_at)
                VALUES (:tenant, :id, :hash, :agent, :name, :now)
                """)
                .param("tenant", tenant.value())
                .param("id", made.id())
                .param("hash", Tokens.hash(made.key()))
                .param("agent", agent.value())
                .param("name", made.name())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        events.publishEvent(new Happened(tenant, actor, "apikey.made", "apikey", made.id(), ""));
        return made;
    }

    /** @throws NotFound when this agent has no such key */
    void end(Agent agent, UUID id) {
        var done = db.sql("DELETE FROM api_key WHERE tenant_id = :tenant AND agent_id = :agent AND id = :id")
                .param("tenant", agent.tenant().value())
                .param("agent", agent.id().value())
                .param("id", id)
                .update();
        if (done == 0) {
            throw new NotFound("apikey");
        }
        passes.forget(agent.tenant());
        events.publishEvent(Happened.by(agent, "apikey.ended", "apikey", id));
    }

    private static ApiKey key(ResultSet row, int line) throws SQLException {
        var used = row.getTimestamp("last_used_at");
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getTimestamp("created_at").toInstant(),
                used == null ? null : used.toInstant());
    }
}
