package org.havendesk.email;

import java.util.List;
import java.util.stream.Stream;
import org.havendesk.platform.TenantId;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.privacy.spi.Store;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Mails that left or are to leave, and in whose name. */
@Component
@Transactional
class OutboxData implements PersonalData {
    private static final String OF_CONTACT = """
            (ticket_id IN (SELECT id FROM ticket WHERE tenant_id = :tenant AND contact_id = :id)
             OR EXISTS (SELECT 1 FROM jsonb_path_query(recipients, '$.*[*].email') one
                         WHERE one #>> '{}' IN (SELECT address FROM contact_address
                                                 WHERE tenant_id = :tenant AND contact_id = :id)))
            """;
    private static final String OF_AGENT = """
            EXISTS (SELECT 1 FROM jsonb_path_query(recipients, '$.*[*].email') one
                     WHERE one #>> '{}' IN (SELECT coalesce(former_email, email) FROM agent
                                             WHERE tenant_id = :tenant AND id = :id
                                               AND (removed_at IS NULL OR removed_at >= outbox.created_at)))
            """;

    private static final String IN_THE_NAME_OF_AGENT = """
            UPDATE outbox SET sender_name = ''
             WHERE tenant_id = :tenant
               AND EXISTS (SELECT 1 FROM agent a
                            WHERE a.tenant_id = :tenant AND a.id = :id AND position(a.name IN sender_name) > 0)
            """;

    private final JdbcClient db;

    OutboxData(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String category() {
        return "data.outbox";
    }

    @Override
    public List<Store> stores() {
        return List.of(
                Store.of("outbox")
                        .personal(
                                "message_id",
                                "ticket_id",
                                "recipients",
                                "subject",
                                "html",
                                "text",
                                "headers",
                                "external_id",
                                "last_error",
                                "files",
                                "accepted",
                                "sender_name")
                        .plain(
                                "tenant_id",
                                "id",
                                "purpose",
                                "department_id",
                                "state",
                                "attempts",
                                "next_attempt_at",
                                "created_at",
                                "sent_at",
                                "claimed_at")
                        .kept("retention.outbox"),
                Store.of("mail_sent")
                        .personal("recipient")
                        .plain("tenant_id", "mail_id", "route", "at")
                        .kept("retention.hours"),
                Store.of("outgoing_server")
                        .personal("username", "from_address")
                        .plain(
                                "tenant_id",
                                "id",
                                "name",
                                "host",
                                "port",
                                "security",
                                "password",
                                "is_default",
                                "state",
                                "last_error",
                                "created_at"),
                Store.of("department_mail")
                        .personal("sender_name", "signature")
                        .plain("tenant_id", "department_id", "outgoing_server_id"),
                Store.of("mail_preference")
                        .plain("tenant_id", "code_in_subject", "agent_names", "quote", "keep_sent_days"),
                Store.of("dkim_key")
                        .plain(
                                "tenant_id",
                                "domain",
                                "selector",
                                "private_key",
                                "public_key",
                                "verified_at",
                                "created_at"),
                Store.of("agent_mail_preference")
                        .personal("agent_id", "assigned")
                        .plain("tenant_id"));
    }

    /**
     * A mail is taken back whole, sent or not: its text repeats what the person wrote. What an agent wrote to a customer
     * stays, without the agent's name before the address.
     */
    @Override
    public int erase(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact contact ->
                delete(contact.tenant(), contact.contact().value(), OF_CONTACT);
            case DataSubject.OfAgent agent ->
                delete(agent.tenant(), agent.agent().value(), OF_AGENT)
                        + db.sql(IN_THE_NAME_OF_AGENT)
                                .param("tenant", agent.tenant().value())
                                .param("id", agent.agent().value())
                                .update()
                        + db.sql("DELETE FROM agent_mail_preference WHERE tenant_id = :tenant AND agent_id = :id")
                                .param("tenant", agent.tenant().value())
                                .param("id", agent.agent().value())
                                .update();
        };
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Stream<Entry> export(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfContact contact ->
                mails(contact.tenant(), contact.contact().value(), OF_CONTACT);
            case DataSubject.OfAgent agent ->
                mails(agent.tenant(), agent.agent().value(), OF_AGENT);
        };
    }

    private int delete(TenantId tenant, java.util.UUID id, String whose) {
        return db.sql("DELETE FROM outbox WHERE tenant_id = :tenant AND " + whose)
                .param("tenant", tenant.value())
                .param("id", id)
                .update();
    }

    private Stream<Entry> mails(TenantId tenant, java.util.UUID id, String whose) {
        return db
                .sql("""
                SELECT jsonb_build_object('subject', subject, 'text', text, 'state', state, 'created_at', created_at,
                                          'sent_at', sent_at)::text
                  FROM outbox WHERE tenant_id = :tenant AND purpose <> 'password' AND
                """ + whose + " ORDER BY created_at")
                .param("tenant", tenant.value())
                .param("id", id)
                .query((row, line) -> new Entry("outbox", row.getString(1)))
                .stream();
    }
}
