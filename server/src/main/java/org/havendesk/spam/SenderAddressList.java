package org.havendesk.spam;

import org.havendesk.platform.ContactId;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The addresses of contacts, as far as the lists of senders name them. */
@Repository
class SenderAddressList {
    private final JdbcClient db;

    SenderAddressList(JdbcClient db) {
        this.db = db;
    }

    /** @return how many entries of the lists were this person's addresses, and went */
    int unlist(TenantId tenant, ContactId contact) {
        return db.sql("""
                DELETE FROM spam_list
                 WHERE tenant_id = :tenant
                   AND value IN (SELECT address FROM contact_address WHERE tenant_id = :tenant AND contact_id = :contact
                                 UNION SELECT email FROM contact WHERE tenant_id = :tenant AND id = :contact)
                """)
                .param("tenant", tenant.value())
                .param("contact", contact.value())
                .update();
    }
}
