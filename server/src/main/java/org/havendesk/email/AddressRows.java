package org.havendesk.email;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the departments' addresses. */
@Repository
class AddressRows {
    private static final int MAX = 1_000;

    private final JdbcClient db;

    AddressRows(JdbcClient db) {
        this.db = db;
    }

    List<MailAddress> all(TenantId tenant) {
        return db.sql("""
                SELECT id, address, name, department_id, built_in FROM mail_address
                 WHERE tenant_id = :tenant
                 ORDER BY built_in DESC, id
                 LIMIT :max
                """)
                .param("tenant", tenant.value())
                .param("max", MAX)
                .query(AddressRows::address)
                .list();
    }

    Optional<MailAddress> find(TenantId tenant, DepartmentId department, UUID id) {
        return db.sql("""
                SELECT id, address, name, department_id, built_in FROM mail_address
                 WHERE tenant_id = :tenant AND department_id = :department AND id = :id
                """)
                .param("tenant", tenant.value())
                .param("department", department.value())
                .param("id", id)
                .query(AddressRows::address)
                .optional();
    }

    /** @return false when the account has this address already */
    boolean add(TenantId tenant, MailAddress address) {
        return db.sql("""
                        INSERT INTO mail_address (tenant_id, id, address, name, department_id, built_in)
                        VALUES (:tenant, :id, :address, :name, :department, :builtIn)
                            ON CONFLICT (tenant_id, address) DO NOTHING
                        """)
                        .param("tenant", tenant.value())
                        .param("id", address.id())
                        .param("address", address.address().value())
                        .param("name", address.name())
                        .param("department", address.department().value())
                        .param("builtIn", address.builtIn())
                        .update()
                == 1;
    }

    void remove(TenantId tenant, UUID id) {
        db.sql("DELETE FROM mail_address WHERE tenant_id = :tenant AND id = :id AND NOT built_in")
                .param("tenant", tenant.value())
                .param("id", id)
                .update();
    }

    private static MailAddress address(ResultSet row, int line) throws SQLException {
        return new MailAddress(
                row.getObject("id", UUID.class),
                new EmailAddress(row.getString("address")),
                row.getString("name"),
                new DepartmentId(row.getObject("department_id", UUID.class)),
                row.getBoolean("built_in"));
    }
}
