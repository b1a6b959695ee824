package org.havendesk.spam;

import org.havendesk.platform.ContactId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whom an account knows: somebody of the team has answered them, or has said that a message of theirs is good. */
@Repository
class KnownSenderList {
    private final JdbcClient db;

    KnownSenderList(JdbcClient db) {
        this.db = db;
    }

    boolean has(TenantId tenant, ContactId contact) {
        return db.sql("""
                SELECT EXISTS (SELECT 1 FROM spam_ledger
                                WHERE tenant_id = :tenant AND contact_id = :contact AND NOT spam AND undone IS NULL)
                """)
                .param("tenant", tenant.value())
                .param("contact", contact.value())
                .query(Boolean.class)
                .single();
    }

    boolean has(TenantId tenant, EmailAddress address) {
        return db.sql("""
                SELECT EXISTS (SELECT 1
                                 FROM contact_address a
                                 JOIN spam_ledger l ON l.tenant_id = a.tenant_id AND l.contact_id = a.contact_id
                                WHERE a.tenant_id = :tenant AND a.address = :address AND NOT l.spam AND l.undone IS NULL)
                """)
                .param("tenant", tenant.value())
                .param("address", address.value())
                .query(Boolean.class)
                .single();
    }
}
