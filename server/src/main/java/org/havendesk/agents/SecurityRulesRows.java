package org.havendesk.agents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.Set;
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
        return db.sql("SELECT factor_roles, factor_from FROM security_rules WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query(SecurityRulesRows::rules)
                .optional()
                .orElse(SecurityRules.NONE);
    }

    void write(TenantId tenant, SecurityRules rules) {
        db.sql("""
                INSERT INTO security_rules (tenant_id, factor_roles, factor_from)
                VALUES (:tenant, :roles, :from)
                    ON CONFLICT (tenant_id)
                    DO UPDATE SET factor_roles = excluded.factor_roles, factor_from = excluded.factor_from
                """)
                .param("tenant", tenant.value())
                .param("roles", rules.factorRoles().stream().sorted().toArray(String[]::new))
                .param("from", rules.factorFrom().map(Timestamp::from).orElse(null))
                .update();
    }

    private static SecurityRules rules(ResultSet row, int line) throws SQLException {
        return new SecurityRules(
                Set.of((String[]) row.getArray("factor_roles").getArray()),
                Optional.ofNullable(row.getTimestamp("factor_from")).map(Timestamp::toInstant));
    }
}
