package org.havendesk.agents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.DepartmentRole;
import org.havendesk.platform.Language;
import org.havendesk.platform.Networks;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads and marks passes. One indexed statement tells who somebody is and what they may do. */
@Component
@Transactional
class PassList {
    private final JdbcClient db;

    PassList(JdbcClient db) {
        this.db = db;
    }

    @Transactional(readOnly = true)
    Optional<Pass> session(TenantId tenant, byte[] hash) {
        return db.sql("""
                SELECT s.id, s.last_seen_at, least(s.expires_at, required.factor_from) AS expires_at,
                       a.id AS agent_id, a.name, a.role, a.language, r.permissions,
                       ARRAY(SELECT d.department_id FROM agent_department d
                              WHERE d.tenant_id = a.tenant_id AND d.agent_id = a.id
                              ORDER BY d.department_id) AS departments,
                       ARRAY(SELECT d.role FROM agent_department d
                              WHERE d.tenant_id = a.tenant_id AND d.agent_id = a.id
                              ORDER BY d.department_id) AS department_roles
                  FROM agent_session s
                  JOIN agent a ON a.tenant_id = s.tenant_id AND a.id = s.agent_id
                  LEFT JOIN agent_role r ON r.tenant_id = a.tenant_id AND r.id = a.role_id
                  LEFT JOIN security_rules required
                    ON required.tenant_id = a.tenant_id AND ARRAY[a.role, a.role_id::text] && required.factor_roles
                   AND NOT EXISTS (SELECT FROM agent_totp t
                                    WHERE t.tenant_id = a.tenant_id AND t.agent_id = a.id AND t.confirmed_at IS NOT NULL)
                   AND NOT EXISTS (SELECT FROM agent_passkey p
                                    WHERE p.tenant_id = a.tenant_id AND p.agent_id = a.id)
                   AND NOT s.vouched
                 WHERE s.tenant_id = :tenant AND s.token_hash = :hash AND a.state <> 'removed'
                """)
                .param("tenant", tenant.value())
                .param("hash", hash)
                .query((row, line) -> session(tenant, row))
                .optional();
    }

    @Transactional(readOnly = true)
    Optional<Pass> key(TenantId tenant, byte[] hash) {
        return db.sql("""
                SELECT k.id, k.last_used_at, k.scopes, k.networks, k.expires_at, a.id AS agent_id, a.name, a.role,
                       a.language, r.permissions,
                       ARRAY(SELECT d.department_id FROM agent_department d
                              WHERE d.tenant_id = a.tenant_id AND d.agent_id = a.id
                              ORDER BY d.department_id) AS departments,
                       ARRAY(SELECT d.role FROM agent_department d
                              WHERE d.tenant_id = a.tenant_id AND d.agent_id = a.id
                              ORDER BY d.department_id) AS department_roles
                  FROM api_key k
                  JOIN agent a ON a.tenant_id = k.tenant_id AND a.id = k.agent_id
                  LEFT JOIN agent_role r ON r.tenant_id = a.tenant_id AND r.id = a.role_id
                 WHERE k.tenant_id = :tenant AND k.key_hash = :hash AND a.state <> 'removed'
                """)
                .param("tenant", tenant.value())
                .param("hash", hash)
                .query((row, line) -> key(tenant, row))
                .optional();
    }

    /** Marks the session and its agent as seen now. */
    void seen(TenantId tenant, Pass.Session session, Instant now) {
        db.sql(
                        "UPDATE agent_session SET last_seen_at = :now WHERE tenant_id = :tenant AND agent_id = :agent AND id = :id")
                .param("now", Timestamp.from(now))
                .param("tenant", tenant.value())
                .param("agent", session.agent().id().value())
                .param("id", session.id())
                .update();
        db.sql("UPDATE agent SET last_seen_at = :now WHERE tenant_id = :tenant AND id = :agent")
                .param("now", Timestamp.from(now))
                .param("tenant", tenant.value())
                .param("agent", session.agent().id().value())
                .update();
    }

    void used(TenantId tenant, Pass.Key key, Instant now) {
        db.sql("UPDATE api_key SET last_used_at = :now WHERE tenant_id = :tenant AND id = :id")
                .param("now", Timestamp.from(now))
                .param("tenant", tenant.value())
                .param("id", key.id())
                .update();
    }

    private static Pass session(TenantId tenant, ResultSet row) throws SQLException {
        return new Pass.Session(
                row.getObject("id", UUID.class),
                agent(tenant, row),
                language(row),
                row.getTimestamp("last_seen_at").toInstant(),
                row.getTimestamp("expires_at").toInstant());
    }

    private static Pass key(TenantId tenant, ResultSet row) throws SQLException {
        var used = row.getTimestamp("last_used_at");
        var expires = row.getTimestamp("expires_at");
        return new Pass.Key(
                row.getObject("id", UUID.class),
                agent(tenant, row),
                language(row),
                Set.of((String[]) row.getArray("scopes").getArray()),
                Networks.parse(row.getString("networks")),
                expires == null ? Instant.MAX : expires.toInstant(),
                used == null ? Instant.EPOCH : used.toInstant());
    }

    private static Agent agent(TenantId tenant, ResultSet row) throws SQLException {
        var own = row.getArray("permissions");
        return new Agent(
                tenant,
                new AgentId(row.getObject("agent_id", UUID.class)),
                row.getString("name"),
                own == null
                        ? Role.of(row.getString("role")).orElseThrow().permissions()
                        : CustomRoles.permissions((String[]) own.getArray()),
                departments(row));
    }

    /** Two arrays in the same order: the departments, and the roles in them. */
    static Map<DepartmentId, DepartmentRole> departments(ResultSet row) throws SQLException {
        var ids = (UUID[]) row.getArray("departments").getArray();
        var roles = (String[]) row.getArray("department_roles").getArray();
        return IntStream.range(0, ids.length)
                .boxed()
                .collect(Collectors.toUnmodifiableMap(
                        i -> new DepartmentId(ids[i]),
                        i -> DepartmentRole.of(roles[i]).orElse(DepartmentRole.READER)));
    }

    private static Language language(ResultSet row) throws SQLException {
        return Language.of(row.getString("language")).orElse(Language.EN);
    }
}
