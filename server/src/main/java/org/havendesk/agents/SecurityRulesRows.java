package org.havendesk.agents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@link SecurityRules}. */
@Component
class SecurityRulesRows {
    private final JdbcClient db;

    SecurityRulesRows(JdbcClient db) {
        this.db = db;
    }

    SecurityRules of(TenantId tenant) {
        return db.sql("""
                SELECT factor_roles, factor_from, password_min, password_strength, password_days, leaked_online
                  FROM security_rules WHERE tenant_id = :tenant
                """)
                .param("tenant", tenant.value())
                .query(SecurityRulesRows::rules)
                .optional()
                .orElse(SecurityRules.NONE);
    }

    void write(TenantId tenant, SecurityRules rules) {
        var password = rules.password();
        db.sql("""
                INSERT INTO security_rules
                  (tenant_id, factor_roles, factor_from, password_min, password_strength, password_days, leaked_online)
                VALUES (:tenant, :roles, :from, :min, :strength, :days, :online)
                    ON CONFLICT (tenant_id)
                    DO UPDATE SET factor_roles = excluded.factor_roles, factor_from = excluded.factor_from,
                                  password_min = excluded.password_min, password_strength = excluded.password_strength,
                                  password_days = excluded.password_days, leaked_online = excluded.leaked_online
                """)
                .param("tenant", tenant.value())
                .param("roles", rules.factorRoles().stream().sorted().toArray(String[]::new))
                .param("from", rules.factorFrom().map(Timestamp::from).orElse(null))
                .param("min", password.min())
                .param("strength", password.strength())
                .param("days", password.days().orElse(null))
                .param("online", password.leakedOnline())
                .update();
    }

    /** Nobody is asked for the sake of a role that is no more; who was asked last is asked no longer. */
    void forgetRole(TenantId tenant, UUID role) {
        db.sql("""
                UPDATE security_rules
                   SET factor_roles = array_remove(factor_roles, :role),
                       factor_from = CASE WHEN cardinality(factor_roles) > 1 THEN factor_from END
                 WHERE tenant_id = :tenant AND :role = ANY(factor_roles)
                """)
                .param("tenant", tenant.value())
                .param("role", role.toString())
                .update();
    }

    String panelNetworks(TenantId tenant) {
        return db.sql("SELECT panel_networks FROM security_rules WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query(String.class)
                .optional()
                .orElse("");
    }

    void writePanelNetworks(TenantId tenant, String networks) {
        db.sql("""
                INSERT INTO security_rules (tenant_id, panel_networks) VALUES (:tenant, :networks)
                    ON CONFLICT (tenant_id) DO UPDATE SET panel_networks = excluded.panel_networks
                """).param("tenant", tenant.value()).param("networks", networks).update();
    }

    private static SecurityRules rules(ResultSet row, int line) throws SQLException {
        return new SecurityRules(
                Set.of((String[]) row.getArray("factor_roles").getArray()),
                Optional.ofNullable(row.getTimestamp("factor_from")).map(Timestamp::toInstant),
                new SecurityRules.Password(
                        row.getInt("password_min"),
                        row.getInt("password_strength"),
                        Optional.ofNullable(row.getObject("password_days", Integer.class)),
                        row.getBoolean("leaked_online")));
    }
}
