package org.havendesk.agents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.DepartmentRole;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Language;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of agents. */
@Component
class AgentRows {
    private static final Duration ONLINE = Duration.ofMinutes(2);

    private final JdbcClient db;
    private final Clock clock;

    AgentRows(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    AgentId add(TenantId tenant, String name, EmailAddress email, Role role, boolean active, Language language) {
        var id = new AgentId(Ids.next());
        db.sql("""
                INSERT INTO agent (tenant_id, id, name, email, role, state, language, created_at)
                VALUES (:tenant, :id, :name, :email, :role, :state, :language, :now)
                """)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .param("name", name)
                .param("email", email.value())
                .param("role", role.key())
                .param("state", active ? "active" : "invited")
                .param("language", language.key())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    Optional<Colleague> find(TenantId tenant, AgentId id) {
        return db.sql(COLLEAGUE + PRESENT + " AND a.id = :id")
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(this::colleague)
                .optional();
    }

    Optional<AgentId> byEmail(TenantId tenant, EmailAddress email) {
        return db.sql("SELECT id FROM agent WHERE tenant_id = :tenant AND email = :email")
                .param("tenant", tenant.value())
                .param("email", email.value())
                .query(UUID.class)
                .optional()
                .map(AgentId::new);
    }

    /** Somebody who was removed and is not erased yet. */
    Optional<Colleague> findRemoved(TenantId tenant, AgentId id) {
        return db.sql(COLLEAGUE + REMOVED + " AND a.id = :id")
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(this::colleague)
                .optional();
    }

    /** The oldest first. */
    List<Colleague> page(TenantId tenant, boolean removed, Optional<Cursor> after, int limit) {
        var from = after.orElse(new Cursor(Instant.EPOCH, new UUID(0, 0)));
        return db.sql(COLLEAGUE
                        + (removed ? REMOVED : PRESENT)
                        + " AND (a.created_at, a.id) > (:at, :id) ORDER BY a.created_at, a.id LIMIT :limit")
                .param("tenant", tenant.value())
                .param("at", Timestamp.from(from.at()))
                .param("id", from.id())
                .param("limit", limit)
                .query(this::colleague)
                .list();
    }

    List<AgentId> ids(TenantId tenant) {
        return db.sql("SELECT id FROM agent WHERE tenant_id = :tenant AND state <> 'removed' ORDER BY id")
                .param("tenant", tenant.value())
                .query((row, line) -> new AgentId(row.getObject("id", UUID.class)))
                .list();
    }

    int count(TenantId tenant) {
        return db.sql("SELECT count(*) FROM agent WHERE tenant_id = :tenant AND state <> 'removed'")
                .param("tenant", tenant.value())
                .query(Integer.class)
                .single();
    }

    int countWithFactor(TenantId tenant) {
        return db.sql("""
                SELECT count(*) FROM agent a
                 WHERE a.tenant_id = :tenant AND a.state <> 'removed'
                   AND (EXISTS (SELECT FROM agent_totp t
                                 WHERE t.tenant_id = a.tenant_id AND t.agent_id = a.id AND t.confirmed_at IS NOT NULL)
                     OR EXISTS (SELECT FROM agent_passkey p
                                 WHERE p.tenant_id = a.tenant_id AND p.agent_id = a.id))
                """).param("tenant", tenant.value()).query(Integer.class).single();
    }

    /** Owners who can sign in, held until the transaction ends, so that two cannot take each other away at once. */
    List<AgentId> lockOwners(TenantId tenant) {
        return db.sql("""
                SELECT id FROM agent
                 WHERE tenant_id = :tenant AND role = 'owner' AND state = 'active'
                 ORDER BY id FOR UPDATE
                """)
                .param("tenant", tenant.value())
                .query((row, line) -> new AgentId(row.getObject("id", UUID.class)))
                .list();
    }

    Optional<AgentId> firstOwner(TenantId tenant) {
        return db.sql("""
                SELECT id FROM agent
                 WHERE tenant_id = :tenant AND role = 'owner' AND state = 'active'
                 ORDER BY created_at, id LIMIT 1
                """)
                .param("tenant", tenant.value())
                .query(UUID.class)
                .optional()
                .map(AgentId::new);
    }

    void setRole(TenantId tenant, AgentId id, Role role, Optional<UUID> custom) {
        db.sql("UPDATE agent SET role = :role, role_id = :custom WHERE tenant_id = :tenant AND id = :id")
                .param("role", role.key())
                .param("custom", custom.orElse(null))
                .param("tenant", tenant.value())
                .param("id", id.value())
                .update();
    }

    void setDepartments(TenantId tenant, AgentId id, Map<DepartmentId, DepartmentRole> departments) {
        db.sql("DELETE FROM agent_department WHERE tenant_id = :tenant AND agent_id = :agent")
                .param("tenant", tenant.value())
                .param("agent", id.value())
                .update();
        db.sql("""
                INSERT INTO agent_department (tenant_id, agent_id, department_id, role)
                SELECT :tenant, :agent, d.id, d.role FROM unnest(:departments, :roles) AS d (id, role)
                """)
                .param("tenant", tenant.value())
                .param("agent", id.value())
                .param(
                        "departments",
                        departments.keySet().stream().map(DepartmentId::value).toArray(UUID[]::new))
                .param(
                        "roles",
                        departments.values().stream().map(DepartmentRole::key).toArray(String[]::new))
                .update();
    }

    void setDepartment(TenantId tenant, AgentId id, DepartmentId department, DepartmentRole role) {
        db.sql("""
                INSERT INTO agent_department (tenant_id, agent_id, department_id, role)
                VALUES (:tenant, :agent, :department, :role)
                    ON CONFLICT (tenant_id, agent_id, department_id) DO UPDATE SET role = excluded.role
                """)
                .param("tenant", tenant.value())
                .param("agent", id.value())
                .param("department", department.value())
                .param("role", role.key())
                .update();
    }

    boolean leaveDepartment(TenantId tenant, AgentId id, DepartmentId department) {
        return db.sql("""
                DELETE FROM agent_department
                 WHERE tenant_id = :tenant AND agent_id = :agent AND department_id = :department
                """)
                        .param("tenant", tenant.value())
                        .param("agent", id.value())
                        .param("department", department.value())
                        .update()
                == 1;
    }

    /** Takes the address off, so that somebody else can have it; the rest stays until it is erased. */
    void markRemoved(TenantId tenant, AgentId id) {
        db.sql("""
                UPDATE agent SET state = 'removed', removed_at = :now, former_email = email,
                                 external_id = NULL, email = 'removed-' || id || '@invalid'
                 WHERE tenant_id = :tenant AND id = :id AND state <> 'removed'
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", tenant.value())
                .param("id", id.value())
                .update();
        for (var table : WAYS_IN) {
            db.sql("DELETE FROM " + table + " WHERE tenant_id = :tenant AND agent_id = :agent")
                    .param("tenant", tenant.value())
                    .param("agent", id.value())
                    .update();
        }
    }

    /** @throws org.springframework.dao.DuplicateKeyException when somebody else has the address now */
    void bringBack(TenantId tenant, AgentId id) {
        db.sql("""
                UPDATE agent SET state = CASE WHEN password_hash IS NULL THEN 'invited' ELSE 'active' END,
                                 removed_at = NULL, switched_off = false, email = former_email, former_email = NULL
                 WHERE tenant_id = :tenant AND id = :id AND state = 'removed'
                """).param("tenant", tenant.value()).param("id", id.value()).update();
    }

    void rename(TenantId tenant, AgentId id, String name) {
        db.sql("UPDATE agent SET name = :name WHERE tenant_id = :tenant AND id = :id")
                .param("name", name)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .update();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when somebody else has the address */
    void setEmail(TenantId tenant, AgentId id, EmailAddress email) {
        db.sql("UPDATE agent SET email = :email WHERE tenant_id = :tenant AND id = :id AND state <> 'removed'")
                .param("email", email.value())
                .param("tenant", tenant.value())
                .param("id", id.value())
                .update();
    }

    List<AgentId> removedBefore(TenantId tenant, Instant at) {
        return db.sql("SELECT id FROM agent WHERE tenant_id = :tenant AND removed_at <= :at ORDER BY removed_at")
                .param("tenant", tenant.value())
                .param("at", Timestamp.from(at))
                .query((row, line) -> new AgentId(row.getObject("id", UUID.class)))
                .list();
    }

    boolean wasRemovedBefore(TenantId tenant, AgentId id, Instant at) {
        return db.sql("""
                SELECT count(*) FROM agent
                 WHERE tenant_id = :tenant AND id = :id AND state = 'removed' AND removed_at <= :at
                """)
                        .param("tenant", tenant.value())
                        .param("id", id.value())
                        .param("at", Timestamp.from(at))
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** @return false when somebody else did it before */
    boolean remove(TenantId tenant, AgentId id) {
        return db.sql("DELETE FROM agent WHERE tenant_id = :tenant AND id = :id")
                        .param("tenant", tenant.value())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    Optional<Profile> profile(TenantId tenant, AgentId id) {
        return db.sql("""
                SELECT id, name, email, role, language, theme, timezone, signature, density
                  FROM agent WHERE tenant_id = :tenant AND id = :id AND state <> 'removed'
                """)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(AgentRows::profile)
                .optional();
    }

    /** Writes what an agent may change about themselves; neither address nor role is among it. */
    void describe(TenantId tenant, AgentId id, Agents.Described described) {
        db.sql("""
                UPDATE agent SET name = :name, language = :language, theme = :theme, timezone = :timezone,
                                 signature = :signature, density = :density
                 WHERE tenant_id = :tenant AND id = :id
                """)
                .param("name", described.name())
                .param("language", described.language().key())
                .param("theme", described.theme())
                .param("timezone", described.timezone())
                .param("signature", described.signature())
                .param("density", described.density())
                .param("tenant", tenant.value())
                .param("id", id.value())
                .update();
    }

    /** The hash of an agent's password; empty when none was set yet. */
    Optional<String> passwordHash(TenantId tenant, AgentId id) {
        return db.sql("""
                SELECT password_hash FROM agent WHERE tenant_id = :tenant AND id = :id AND password_hash IS NOT NULL
                """)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    /**
     * What somebody owes besides the first proof of who they are; empty when that is enough.
     *
     * @param proved whether they have shown the second one
     */
    Optional<Step> missing(TenantId tenant, AgentId id, boolean proved) {
        return db.sql("""
                SELECT EXISTS (SELECT FROM agent_totp t
                                WHERE t.tenant_id = a.tenant_id AND t.agent_id = a.id AND t.confirmed_at IS NOT NULL)
                    OR EXISTS (SELECT FROM agent_passkey p
                                WHERE p.tenant_id = a.tenant_id AND p.agent_id = a.id) AS factor,
                       coalesce(ARRAY[a.role, a.role_id::text] && r.factor_roles AND r.factor_from <= :now, false)
                         OR coalesce(r.providers_only AND a.role = 'owner', false) AS required,
                       coalesce(a.password_changed_at + make_interval(days => r.password_days) <= :now, false) AS expired
                  FROM agent a
                  LEFT JOIN security_rules r ON r.tenant_id = a.tenant_id
                 WHERE a.tenant_id = :tenant AND a.id = :id
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query((row, line) -> missing(row, proved))
                .single();
    }

    private static Optional<Step> missing(ResultSet row, boolean proved) throws SQLException {
        if (row.getBoolean("factor")) {
            return proved ? expired(row) : Optional.of(Step.CODE);
        }
        return row.getBoolean("required") ? Optional.of(Step.ENROL) : expired(row);
    }

    private static Optional<Step> expired(ResultSet row) throws SQLException {
        return row.getBoolean("expired") ? Optional.of(Step.PASSWORD) : Optional.empty();
    }

    /** The same password, hashed with other settings; nothing when it was changed in between. */
    void rehash(TenantId tenant, AgentId id, String before, String hash) {
        db.sql("""
                UPDATE agent SET password_hash = :hash
                 WHERE tenant_id = :tenant AND id = :id AND password_hash = :before
                """)
                .param("hash", hash)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .param("before", before)
                .update();
    }

    /** With a password of their own, whoever was invited has arrived. */
    void setPassword(TenantId tenant, AgentId id, String hash) {
        db.sql("""
                UPDATE agent SET password_hash = :hash, password_changed_at = :now, state = 'active'
                 WHERE tenant_id = :tenant AND id = :id AND state <> 'removed'
                """)
                .param("hash", hash)
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", tenant.value())
                .param("id", id.value())
                .update();
    }

    /** Tables of what lets an agent in, or tells of it: they go at once. */
    static final List<String> WAYS_IN = List.of(
            "agent_session",
            "agent_link",
            "agent_halfway",
            "agent_device",
            "agent_totp",
            "agent_recovery_code",
            "agent_passkey",
            "passkey_challenge",
            "oauth_grant",
            "api_key",
            "idempotent_answer");

    private static final String PRESENT = " AND a.state <> 'removed'";
    private static final String REMOVED = " AND a.state = 'removed'";
    private static final String COLLEAGUE = """
            SELECT a.id, a.name, coalesce(a.former_email, a.email) AS email, a.role, a.state, a.removed_at,
                   a.last_seen_at, a.created_at,
                   c.id AS custom_id, c.name AS custom_name, c.permissions,
                   ARRAY(SELECT d.department_id FROM agent_department d
                          WHERE d.tenant_id = a.tenant_id AND d.agent_id = a.id
                          ORDER BY d.department_id) AS departments,
                   ARRAY(SELECT d.role FROM agent_department d
                          WHERE d.tenant_id = a.tenant_id AND d.agent_id = a.id
                          ORDER BY d.department_id) AS department_roles,
                   EXISTS (SELECT FROM agent_totp t
                            WHERE t.tenant_id = a.tenant_id AND t.agent_id = a.id
                              AND t.confirmed_at IS NOT NULL)
                     OR EXISTS (SELECT FROM agent_passkey p
                                 WHERE p.tenant_id = a.tenant_id AND p.agent_id = a.id) AS factor,
                   EXISTS (SELECT FROM agent_session s
                            WHERE s.tenant_id = a.tenant_id AND s.agent_id = a.id) AS signed_in
              FROM agent a
              LEFT JOIN agent_role c ON c.tenant_id = a.tenant_id AND c.id = a.role_id
             WHERE a.tenant_id = :tenant""";

    private Colleague colleague(ResultSet row, int line) throws SQLException {
        var seen = Optional.ofNullable(row.getTimestamp("last_seen_at")).map(Timestamp::toInstant);
        return new Colleague(
                new AgentId(row.getObject("id", UUID.class)),
                row.getString("name"),
                email(row),
                Role.of(row.getString("role")).orElseThrow(),
                custom(row),
                PassList.departments(row),
                row.getString("state"),
                Optional.ofNullable(row.getTimestamp("removed_at")).map(Timestamp::toInstant),
                seen,
                row.getBoolean("signed_in")
                        && seen.filter(clock.instant().minus(ONLINE)::isBefore).isPresent(),
                row.getBoolean("factor"),
                row.getTimestamp("created_at").toInstant());
    }

    private static Optional<CustomRole> custom(ResultSet row) throws SQLException {
        var id = row.getObject("custom_id", UUID.class);
        return id == null
                ? Optional.empty()
                : Optional.of(new CustomRole(id, row.getString("custom_name"), CustomRoles.permissions((String[])
                        row.getArray("permissions").getArray())));
    }

    private static Profile profile(ResultSet row, int line) throws SQLException {
        return new Profile(
                new AgentId(row.getObject("id", UUID.class)),
                row.getString("name"),
                email(row),
                Role.of(row.getString("role")).orElseThrow(),
                Language.of(row.getString("language")).orElse(Language.EN),
                row.getString("theme"),
                row.getString("timezone"),
                row.getString("signature"),
                row.getString("density"));
    }

    private static EmailAddress email(ResultSet row) throws SQLException {
        return new EmailAddress(row.getString("email"));
    }
}
