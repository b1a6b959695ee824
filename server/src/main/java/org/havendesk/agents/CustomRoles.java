package org.havendesk.agents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.Forbidden;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The roles that an account made for itself: copies of the agent's with permissions given or taken one by one. */
@Service
@Transactional
class CustomRoles {
    private static final int MAX = 50;
    private static final int MAX_NAME = 60;

    private final JdbcClient db;
    private final SecurityRulesRows rules;
    private final Sessions sessions;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CustomRoles(
            JdbcClient db, SecurityRulesRows rules, Sessions sessions, ApplicationEventPublisher events, Clock clock) {
        this.db = db;
        this.rules = rules;
        this.sessions = sessions;
        this.events = events;
        this.clock = clock;
    }

    /** @param agents how many have it */
    record Known(CustomRole role, int agents) {}

    @Transactional(readOnly = true)
    List<Known> all(Agent agent) {
        agent.require(Permission.MANAGE_AGENTS);
        return db.sql("""
                SELECT r.id, r.name, r.permissions,
                       (SELECT count(*) FROM agent a WHERE a.tenant_id = r.tenant_id AND a.role_id = r.id
                           AND a.state <> 'removed') AS agents
                  FROM agent_role r WHERE r.tenant_id = :tenant ORDER BY r.name
                """)
                .param("tenant", agent.tenant().value())
                .query((row, line) -> new Known(role(row, line), row.getInt("agents")))
                .list();
    }

    /** Which of the account's own roles there are, as ids. None of them goes before this transaction ends. */
    Set<String> lockIds(TenantId tenant) {
        return Set.copyOf(db.sql("SELECT id::text FROM agent_role WHERE tenant_id = :tenant ORDER BY id FOR KEY SHARE")
                .param("tenant", tenant.value())
                .query(String.class)
                .list());
    }

    @Transactional(readOnly = true)
    Optional<CustomRole> find(TenantId tenant, UUID id) {
        return db.sql("SELECT id, name, permissions FROM agent_role WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", id)
                .query(CustomRoles::role)
                .optional();
    }

    /**
     * @throws Forbidden when this agent may not manage security
     * @throws Invalid when the name is empty, long or taken, or a permission is not to be given
     * @throws Conflict when there are too many
     */
    CustomRole make(Agent agent, String name, Set<String> permissions) {
        agent.require(Permission.MANAGE_SECURITY);
        var role = checked(agent, Ids.next(), name, permissions);
        if (all(agent).size() >= MAX) {
            throw new Conflict("roles", MAX);
        }
        try {
            db.sql("""
                    INSERT INTO agent_role (tenant_id, id, name, permissions, created_at)
                    VALUES (:tenant, :id, :name, :permissions, :now)
                    """)
                    .param("tenant", agent.tenant().value())
                    .param("id", role.id())
                    .param("name", role.name())
                    .param("permissions", keys(role))
                    .param("now", Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw Invalid.field("name", "taken");
        }
        events.publishEvent(Happened.by(agent, "role.made", "role", role.id()));
        return role;
    }

    /**
     * The role means this from now on. Who has it is signed out, and signs in again as what they now are.
     *
     * @throws NotFound when there is no such role
     * @throws Invalid as in {@link #make}
     */
    CustomRole change(Agent agent, UUID id, String name, Set<String> permissions) {
        agent.require(Permission.MANAGE_SECURITY);
        var role = checked(agent, id, name, permissions);
        try {
            var done = db.sql("""
                    UPDATE agent_role SET name = :name, permissions = :permissions
                     WHERE tenant_id = :tenant AND id = :id
                    """)
                    .param("name", role.name())
                    .param("permissions", keys(role))
                    .param("tenant", agent.tenant().value())
                    .param("id", id)
                    .update();
            if (done == 0) {
                throw new NotFound("role");
            }
        } catch (DuplicateKeyException e) {
            throw Invalid.field("name", "taken");
        }
        holders(agent.tenant(), id).forEach(holder -> sessions.endAll(agent.tenant(), holder, Optional.empty()));
        events.publishEvent(Happened.by(agent, "role.changed", "role", id));
        return role;
    }

    /**
     * @throws NotFound when there is no such role
     * @throws Conflict when somebody has it
     */
    void remove(Agent agent, UUID id) {
        agent.require(Permission.MANAGE_SECURITY);
        if (!holders(agent.tenant(), id).isEmpty()) {
            throw new Conflict("roleInUse");
        }
        takeFromRemoved(agent.tenant(), id);
        var done = db.sql("DELETE FROM agent_role WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", agent.tenant().value())
                .param("id", id)
                .update();
        if (done == 0) {
            throw new NotFound("role");
        }
        rules.forgetRole(agent.tenant(), id);
        events.publishEvent(Happened.by(agent, "role.removed", "role", id));
    }

    private List<AgentId> holders(TenantId tenant, UUID role) {
        return db.sql("SELECT id FROM agent WHERE tenant_id = :tenant AND role_id = :role AND state <> 'removed'")
                .param("tenant", tenant.value())
                .param("role", role)
                .query((row, line) -> new AgentId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Who is brought back when their role is gone comes back as an agent. */
    private void takeFromRemoved(TenantId tenant, UUID role) {
        db.sql("UPDATE agent SET role_id = NULL WHERE tenant_id = :tenant AND role_id = :role AND state = 'removed'")
                .param("tenant", tenant.value())
                .param("role", role)
                .update();
    }

    private static CustomRole checked(Agent agent, UUID id, String name, Set<String> permissions) {
        var stripped = name.strip();
        var known = Role.GRANTABLE.stream()
                .filter(permission -> permissions.contains(permission.key()))
                .collect(Collectors.toUnmodifiableSet());
        new Invalid.Check()
                .that(!stripped.isEmpty(), "name", "required")
                .that(stripped.length() <= MAX_NAME, "name", "tooLong", MAX_NAME)
                .that(stripped.chars().noneMatch(Character::isISOControl), "name", "value")
                .that(known.size() == permissions.size(), "permissions", "value")
                .that(agent.permissions().containsAll(known), "permissions", "value")
                .done();
        return new CustomRole(id, stripped, known);
    }

    private static String[] keys(CustomRole role) {
        return role.permissions().stream().map(Permission::key).sorted().toArray(String[]::new);
    }

    private static CustomRole role(ResultSet row, int line) throws SQLException {
        return new CustomRole(row.getObject("id", UUID.class), row.getString("name"), permissions((String[])
                row.getArray("permissions").getArray()));
    }

    /** Of stored permissions, those that may be given: nothing else counts, whatever stands in a row. */
    static Set<Permission> permissions(String[] keys) {
        var stored = Set.copyOf(Arrays.asList(keys));
        return Role.GRANTABLE.stream()
                .filter(permission -> stored.contains(permission.key()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
