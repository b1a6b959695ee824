package org.havendesk.contacts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to the people who write to an account. */
@Service
@Transactional
public class Contacts {
    private static final int MAX_NAME = 200;
    private static final int MAX_NOTE = 10_000;

    private final JdbcClient db;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Contacts(JdbcClient db, ApplicationEventPublisher events, Clock clock) {
        this.db = db;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The contact with this address; made when nobody was known by it. A name is taken over only where none was known,
     * so that a stranger's From line cannot rename somebody.
     */
    public ContactId known(TenantId tenant, EmailAddress address, String name) {
        var said = bounded(name);
        return db.sql("""
                SELECT a.contact_id, c.name = '' AS nameless
                  FROM contact_address a
                  JOIN contact c ON c.tenant_id = a.tenant_id AND c.id = a.contact_id
                 WHERE a.tenant_id = :tenant AND a.address = :address
                """)
                .param("tenant", tenant.value())
                .param("address", address.value())
                .query((row, line) ->
                        new Known(new ContactId(row.getObject("contact_id", UUID.class)), row.getBoolean("nameless")))
                .optional()
                .map(known -> known.nameless() && !said.isEmpty() ? named(tenant, known.id(), said) : known.id())
                .orElseGet(() -> add(tenant, address, said));
    }

    @Transactional(readOnly = true)
    public Optional<ContactId> find(TenantId tenant, EmailAddress address) {
        return db.sql("SELECT contact_id FROM contact_address WHERE tenant_id = :tenant AND address = :address")
                .param("tenant", tenant.value())
                .param("address", address.value())
                .query(UUID.class)
                .optional()
                .map(ContactId::new);
    }

    /** @throws NotFound when the account has no such contact */
    @Transactional(readOnly = true)
    public Contact get(TenantId tenant, ContactId id) {
        return db.sql("SELECT id, name, email, note, created_at FROM contact WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query((row, line) -> contact(tenant, row))
                .optional()
                .orElseThrow(() -> new NotFound("contact"));
    }

    /**
     * @throws NotFound when the account has no such contact
     * @throws Invalid when the name or the note is too long
     */
    public void describe(Agent agent, ContactId id, String name, String note) {
        new Invalid.Check()
                .that(name.length() <= MAX_NAME, "name", "tooLong", MAX_NAME)
                .that(note.length() <= MAX_NOTE, "note", "tooLong", MAX_NOTE)
                .done();
        var done = db.sql("UPDATE contact SET name = :name, note = :note WHERE tenant_id = :tenant AND id = :id")
                .param("name", name.strip())
                .param("note", note)
                .param("tenant", agent.tenant().value())
                .param("id", id.value())
                .update();
        if (done == 0) {
            throw new NotFound("contact");
        }
        events.publishEvent(Happened.by(agent, "contact.described", "contact", id.value()));
    }

    private record Known(ContactId id, boolean nameless) {}

    private ContactId named(TenantId tenant, ContactId id, String name) {
        db.sql("UPDATE contact SET name = :name WHERE tenant_id = :tenant AND id = :id AND name = ''")
                .param("name", name)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .update();
        return id;
    }

    /** Two mails of one new person may race: the address decides who made the contact, the other contact is dropped. */
    private ContactId add(TenantId tenant, EmailAddress address, String name) {
        var id = Ids.next();
        db.sql("INSERT INTO contact (tenant_id, id, name, email, created_at) VALUES (:tenant, :id, :name, :email, :at)")
                .param("tenant", tenant.value())
                .param("id", id)
                .param("name", name)
                .param("email", address.value())
                .param("at", Timestamp.from(clock.instant()))
                .update();
        var won = db.sql("""
                INSERT INTO contact_address (tenant_id, address, contact_id) VALUES (:tenant, :address, :contact)
                    ON CONFLICT (tenant_id, address) DO NOTHING
                """)
                .param("tenant", tenant.value())
                .param("address", address.value())
                .param("contact", id)
                .update();
        if (won == 1) {
            return new ContactId(id);
        }
        db.sql("DELETE FROM contact WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", id)
                .update();
        return find(tenant, address).orElseThrow();
    }

    private Contact contact(TenantId tenant, ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new Contact(
                new ContactId(id),
                row.getString("name"),
                Optional.ofNullable(row.getString("email")),
                addresses(tenant, id),
                row.getString("note"),
                row.getTimestamp("created_at").toInstant());
    }

    private List<String> addresses(TenantId tenant, UUID contact) {
        return db.sql("""
                SELECT address FROM contact_address
                 WHERE tenant_id = :tenant AND contact_id = :contact
                 ORDER BY address
                 LIMIT 50
                """)
                .param("tenant", tenant.value())
                .param("contact", contact)
                .query((row, line) -> row.getString(1))
                .list();
    }

    private static String bounded(String name) {
        var stripped = name.strip();
        return stripped.length() <= MAX_NAME ? stripped : stripped.substring(0, MAX_NAME);
    }
}
