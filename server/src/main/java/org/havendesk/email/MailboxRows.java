package org.havendesk.email;

import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of mailboxes. */
@Repository
class MailboxRows {
    private final JdbcClient db;

    MailboxRows(JdbcClient db) {
        this.db = db;
    }

    Optional<DepartmentId> department(TenantId tenant, UUID mailbox) {
        return db.sql("SELECT department_id FROM mailbox WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", mailbox)
                .query(UUID.class)
                .optional()
                .map(DepartmentId::new);
    }
}
