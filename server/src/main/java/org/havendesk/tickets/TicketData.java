package org.havendesk.tickets;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.havendesk.files.FileId;
import org.havendesk.files.Files;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.TenantId;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.privacy.spi.Store;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was written. Erasing a requester removes their tickets whole, because answers and notes in them quote and name
 * the person; in tickets of others their own messages are emptied (docs/decisions/0009).
 */
@Component
@Transactional
class TicketData implements PersonalData {
    private static final int AT_A_TIME = 200;

    private final JdbcClient db;
    private final Files files;

    TicketData(JdbcClient db, Files files) {
        this.db = db;
        this.files = files;
    }

    @Override
    public String category() {
        return "data.tickets";
    }

    @Override
    public List<Store> stores() {
        return List.of(
                Store.of("department").plain("tenant_id", "id", "name", "position", "created_at"),
                Store.of("ticket")
                        .personal("id", "code", "subject", "assignee_id", "contact_id", "snippet", "tags")
                        .plain(
                                "tenant_id",
                                "status",
                                "status_before",
                                "channel",
                                "department_id",
                                "messages",
                                "files",
                                "failed",
                                "suspected",
                                "created_at",
                                "updated_at",
                                "incoming_at",
                                "postponed_until",
                                "resolved_at",
                                "deleted_at"),
                Store.of("ticket_participant")
                        .personal("ticket_id", "address", "name")
                        .plain("tenant_id", "copied"),
                Store.of("message")
                        .personal(
                                "id",
                                "ticket_id",
                                "author_id",
                                "author_name",
                                "from_address",
                                "recipients",
                                "html",
                                "quoted",
                                "text",
                                "event",
                                "external_id",
                                "source",
                                "delivery_detail",
                                "provenance")
                        .plain("tenant_id", "kind", "author_type", "at", "remote_images", "delivery", "delivered_at"),
                Store.of("message_file")
                        .personal("message_id", "file_id", "name", "content_id")
                        .plain("tenant_id", "id", "type", "size", "inline", "position"),
                Store.of("ticket_read")
                        .personal("ticket_id", "agent_id", "read_at")
                        .plain("tenant_id"),
                Store.of("draft")
                        .personal("ticket_id", "agent_id", "html", "recipients", "files")
                        .plain("tenant_id", "kind", "saved_at"),
                Store.of("ticket_search").personal("ticket_id", "words").plain("tenant_id", "week", "department_id"),
                Store.of("ticket_tally")
                        .personal("assignee_id")
                        .plain("tenant_id", "id", "department_id", "status", "difference"));
    }

    @Override
    public int erase(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact contact -> eraseContact(contact.tenant(), contact.contact());
            case DataSubject.OfAgent agent -> eraseAgent(agent.tenant(), agent.agent());
        };
    }

    private int eraseContact(TenantId tenant, ContactId contact) {
        int erased = 0;
        for (var some = ticketsOf(tenant, contact); !some.isEmpty(); some = ticketsOf(tenant, contact)) {
            some.forEach(ticket -> purge(tenant, ticket));
            erased += some.size();
        }
        return erased
                + db.sql("""
                        UPDATE message
                           SET html = '', quoted = NULL, text = '', author_id = NULL, author_name = '', from_address = NULL,
                               recipients = '{}', provenance = NULL
                         WHERE tenant_id = :tenant AND author_id = :contact
                        """)
                        .param("tenant", tenant.value())
                        .param("contact", contact.value())
                        .update()
                + db.sql("""
                        DELETE FROM ticket_participant
                         WHERE tenant_id = :tenant
                           AND address IN (SELECT address FROM contact_address WHERE tenant_id = :tenant AND contact_id = :contact)
                        """)
                        .param("tenant", tenant.value())
                        .param("contact", contact.value())
                        .update();
    }

    /** What an agent wrote for the account stays readable, under no name and without what they signed it with. */
    private int eraseAgent(TenantId tenant, AgentId agent) {
        return db.sql("""
                        UPDATE message SET author_name = '', author_id = NULL, quoted = NULL
                         WHERE tenant_id = :tenant AND author_id = :agent
                        """)
                        .param("tenant", tenant.value())
                        .param("agent", agent.value())
                        .update()
                + db.sql("""
                        UPDATE message SET event = jsonb_build_object('type', 'assigned', 'to', '', 'former', true)
                         WHERE tenant_id = :tenant AND event ->> 'agent' = :agent
                        """)
                        .param("tenant", tenant.value())
                        .param("agent", agent.toString())
                        .update();
    }

    private List<UUID> ticketsOf(TenantId tenant, ContactId contact) {
        return db.sql("""
                SELECT id FROM ticket
                 WHERE tenant_id = :tenant AND contact_id = :contact
                 ORDER BY updated_at DESC
                 LIMIT :some
                """)
                .param("tenant", tenant.value())
                .param("contact", contact.value())
                .param("some", AT_A_TIME)
                .query((row, line) -> row.getObject(1, UUID.class))
                .list();
    }

    private void purge(TenantId tenant, UUID ticket) {
        var own = db.sql("""
                SELECT f.file_id FROM message_file f
                  JOIN message m ON m.tenant_id = f.tenant_id AND m.id = f.message_id
                 WHERE m.tenant_id = :tenant AND m.ticket_id = :ticket
                """)
                .param("tenant", tenant.value())
                .param("ticket", ticket)
                .query((row, line) -> new FileId(row.getObject(1, UUID.class)))
                .list();
        db.sql("DELETE FROM ticket WHERE tenant_id = :tenant AND id = :ticket")
                .param("tenant", tenant.value())
                .param("ticket", ticket)
                .update();
        own.forEach(file -> files.delete(tenant, file));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Stream<Entry> export(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact contact ->
                written(contact.tenant(), contact.contact().value());
            case DataSubject.OfAgent agent ->
                written(agent.tenant(), agent.agent().value());
        };
    }

    private Stream<Entry> written(TenantId tenant, UUID author) {
        return db
                .sql("""
                SELECT jsonb_build_object('ticket', t.code, 'subject', t.subject, 'at', m.at, 'kind', m.kind, 'text', m.text,
                                          'sender', m.provenance)::text
                  FROM message m
                  JOIN ticket t ON t.tenant_id = m.tenant_id AND t.id = m.ticket_id
                 WHERE m.tenant_id = :tenant AND m.author_id = :author
                 ORDER BY m.at
                """)
                .param("tenant", tenant.value())
                .param("author", author)
                .query((row, line) -> new Entry("message", row.getString(1)))
                .stream();
    }
}
