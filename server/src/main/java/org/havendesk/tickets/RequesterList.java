package org.havendesk.tickets;

import java.util.Optional;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads who the requester of a ticket is. */
@Repository
class RequesterList {
    private final JdbcClient db;

    RequesterList(JdbcClient db) {
        this.db = db;
    }

    /** Where an answer to this contact goes; empty when the contact has no address. */
    Optional<Recipient> address(TenantId tenant, ContactId contact) {
        return db.sql("SELECT name, email FROM contact WHERE tenant_id = :tenant AND id = :id AND email IS NOT NULL")
                .param("tenant", tenant.value())
                .param("id", contact.value())
                .query((row, line) -> new Recipient(row.getString(1), row.getString(2)))
                .optional();
    }

    String words(TenantId tenant, ContactId contact) {
        return address(tenant, contact)
                .map(one -> one.name() + " " + one.email())
                .orElse("");
    }
}
