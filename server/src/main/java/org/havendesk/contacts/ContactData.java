package org.havendesk.contacts;

import java.util.List;
import java.util.stream.Stream;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.privacy.spi.Store;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who writes to us: name, addresses and what agents noted. */
@Component
@Transactional
class ContactData implements PersonalData {
    private final JdbcClient db;

    ContactData(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String category() {
        return "data.contact";
    }

    @Override
    public List<Store> stores() {
        return List.of(
                Store.of("contact")
                        .personal("id", "name", "email", "note", "language")
                        .plain("tenant_id", "created_at"),
                Store.of("contact_address").personal("address", "contact_id").plain("tenant_id"));
    }

    @Override
    public int erase(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfAgent agent -> 0;
            case DataSubject.OfContact contact ->
                db.sql("DELETE FROM contact WHERE tenant_id = :tenant AND id = :id")
                        .param("tenant", contact.tenant().value())
                        .param("id", contact.contact().value())
                        .update();
        };
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Stream<Entry> export(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfAgent agent -> Stream.empty();
            case DataSubject.OfContact contact ->
                db
                        .sql("""
                        SELECT jsonb_build_object('name', c.name, 'email', c.email, 'note', c.note, 'created_at', c.created_at,
                                 'addresses', (SELECT jsonb_agg(a.address ORDER BY a.address) FROM contact_address a
                                                WHERE a.tenant_id = c.tenant_id AND a.contact_id = c.id))::text
                          FROM contact c
                         WHERE c.tenant_id = :tenant AND c.id = :id
                        """)
                        .param("tenant", contact.tenant().value())
                        .param("id", contact.contact().value())
                        .query((row, line) -> new Entry("contact", row.getString(1)))
                        .stream();
        };
    }
}
