package org.havendesk.agents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Networks;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keys for programs. A key does what its maker may do at the moment it is shown, and of that what it was made for, from
 * where and as long as it was made for. It ends with its maker.
 */
@Service
@Transactional
class ApiKeys {
    /** So that a key that got lost can be recognised where it turns up. */
    static final String PREFIX = "hd_";

    private static final int MAX_NAME = 100;
    private static final int MAX_INSTALLATION = 100;
    private static final int MAX_NETWORKS = 5_000;
    private static final int MAX_KEYS = 50;
    /** The type of a key by which a directory provisions agents. */
    static final String DIRECTORY = "S";

    private static final Set<String> TYPES = Set.of("A", "C", "P", DIRECTORY, "T", "W");

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

    /**
     * A key as its maker sees it later.
     *
     * @param networks from where it may be used; empty: from anywhere
     */
    record ApiKey(
            UUID id,
            String name,
            String type,
            List<String> scopes,
            String networks,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    /** A key on the one occasion that it can be read. */
    record Made(
            UUID id,
            String name,
            String key,
            List<String> scopes,
            @Nullable Instant expiresAt) {}

    @Transactional(readOnly = true)
    List<ApiKey> of(Agent agent) {
        return db.sql("""
                SELECT id, name, type, scopes, networks, created_at, expires_at, last_used_at FROM api_key
                 WHERE tenant_id = :tenant AND agent_id = :agent AND grant_id IS NULL
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
     * A key for the asker's own programs, with no more rights than they have.
     *
     * @param limits the scopes of the key by which they ask; {@code *} when they ask by a session
     * @throws Invalid when something of it cannot be used
     * @throws Conflict when there are too many already
     */
    Made make(Agent agent, Set<String> limits, NewKey wanted) {
        agent.require(Permission.USE_API);
        check(agent, limits, wanted);
        wanted.installation().ifPresent(installation -> replace(agent, installation));
        if (of(agent).size() >= MAX_KEYS) {
            throw new Conflict("apikeys", MAX_KEYS);
        }
        var made = add(Actor.of(agent), agent.tenant(), agent.id(), wanted);
        events.publishEvent(new Noticed(agent.tenant(), agent.id(), Notice.NEW_KEY, Optional.empty()));
        return made;
    }

    /**
     * A key for an agent, made by somebody else, for all that the agent may do.
     *
     * @throws Invalid when the name is empty or too long
     */
    Made make(Actor actor, TenantId tenant, AgentId agent, String name) {
        checkName(new Invalid.Check(), name).done();
        return add(actor, tenant, agent, NewKey.named(name));
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

    private void check(Agent agent, Set<String> limits, NewKey wanted) {
        var grantable = RouteTable.grantable(agent.permissions());
        var all = Set.of(KeyScopes.EVERYTHING);
        var directory = wanted.scopes().equals(Set.of(KeyScopes.SCIM));
        var check = checkName(new Invalid.Check(), wanted.name())
                .that(
                        wanted.scopes().equals(all)
                                || (directory && limits.equals(all) && agent.may(Permission.MANAGE_ADMINS))
                                || (!wanted.scopes().isEmpty() && grantable.containsAll(wanted.scopes())),
                        "scopes",
                        "scopes")
                .that(limits.equals(all) || limits.containsAll(wanted.scopes()), "scopes", "scopes")
                .that(TYPES.contains(wanted.type()), "type", "value")
                .that(wanted.type().equals(DIRECTORY) == directory, "type", "value")
                .that(wanted.networks().length() <= MAX_NETWORKS, "networks", "tooLong", MAX_NETWORKS)
                .that(
                        wanted.expiresAt()
                                .filter(at -> !at.isAfter(clock.instant()))
                                .isEmpty(),
                        "expiresAt",
                        "value")
                .that(
                        wanted.installation()
                                .filter(text -> text.isBlank() || text.length() > MAX_INSTALLATION)
                                .isEmpty(),
                        "installation",
                        "value");
        try {
            Networks.parse(wanted.networks());
        } catch (Networks.Unreadable e) {
            check.that(false, "networks", "network", e.entry());
        }
        check.done();
    }

    private static Invalid.Check checkName(Invalid.Check check, String name) {
        var stripped = name.strip();
        return check.that(!stripped.isEmpty(), "name", "required")
                .that(stripped.length() <= MAX_NAME, "name", "tooLong", MAX_NAME)
                .that(stripped.chars().noneMatch(Character::isISOControl), "name", "value");
    }

    private void replace(Agent agent, String installation) {
        db.sql("DELETE FROM api_key WHERE tenant_id = :tenant AND agent_id = :agent AND install_id = :installation")
                .param("tenant", agent.tenant().value())
                .param("agent", agent.id().value())
                .param("installation", installation)
                .update();
        passes.forget(agent.tenant());
    }

    private Made add(Actor actor, TenantId tenant, AgentId agent, NewKey wanted) {
        var scopes = wanted.scopes().stream().sorted().toList();
        var made = new Made(
                Ids.next(),
                wanted.name().strip(),
                PREFIX + Tokens.next(),
                scopes,
                wanted.expiresAt().orElse(null));
        db.sql("""
                INSERT INTO api_key (tenant_id, id, key_hash, agent_id, name, scopes, type, networks, expires_at, install_id,
                                     created_at)
                VALUES (:tenant, :id, :hash, :agent, :name, :scopes, :type, :networks, :expires, :installation, :now)
                """)
                .param("tenant", tenant.value())
                .param("id", made.id())
                .param("hash", Tokens.hash(made.key()))
                .param("agent", agent.value())
                .param("name", made.name())
                .param("scopes", scopes.toArray(String[]::new))
                .param("type", wanted.type())
                .param("networks", Networks.parse(wanted.networks()).text())
                .param("expires", wanted.expiresAt().map(Timestamp::from).orElse(null))
                .param("installation", wanted.installation().orElse(null))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        events.publishEvent(new Happened(tenant, actor, "apikey.made", "apikey", made.id(), ""));
        return made;
    }

    private static ApiKey key(ResultSet row, int line) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("type"),
                Arrays.asList((String[]) row.getArray("scopes").getArray()),
                row.getString("networks"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("last_used_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
