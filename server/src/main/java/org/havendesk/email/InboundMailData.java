package org.havendesk.email;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.havendesk.files.FileId;
import org.havendesk.files.Files;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.privacy.spi.Store;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Mails as they came, until some time after they became messages; and the names that programs gave conversations. */
@Component
@Transactional
class InboundMailData implements PersonalData {
    /** By contact; mails that were never read are the contact's when they came from one of the contact's addresses. */
    private static final String OF_CONTACT = """
             m.tenant_id = :tenant
             AND (m.contact_id = :contact
                  OR m.contact_id IS NULL AND m.sender IN (SELECT a.address FROM contact_address a
                                                            WHERE a.tenant_id = :tenant AND a.contact_id = :contact))
            """;

    private final JdbcClient db;
    private final Files files;

    InboundMailData(JdbcClient db, Files files) {
        this.db = db;
        this.files = files;
    }

    @Override
    public String category() {
        return "data.inboundMail";
    }

    @Override
    public List<Store> stores() {
        return List.of(
                Store.of("inbound_mail")
                        .personal(
                                "id",
                                "sender",
                                "recipients",
                                "handed_by",
                                "helo",
                                "subject",
                                "file_id",
                                "contact_id",
                                "message_hash",
                                "content_hash")
                        .plain(
                                "tenant_id",
                                "received_at",
                                "origin",
                                "size",
                                "state",
                                "reason",
                                "attempts",
                                "handled_at")
                        .kept("retention.rawMail"),
                Store.of("mail_thread").personal("key", "ticket_id").plain("tenant_id"));
    }

    @Override
    public int erase(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfAgent agent -> 0;
            case DataSubject.OfContact contact -> {
                var gone = db.sql("DELETE FROM inbound_mail m WHERE " + OF_CONTACT + " RETURNING file_id")
                        .param("tenant", contact.tenant().value())
                        .param("contact", contact.contact().value())
                        .query((row, line) -> new FileId(row.getObject(1, UUID.class)))
                        .list();
                gone.forEach(file -> files.delete(contact.tenant(), file));
                yield gone.size();
            }
        };
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public Stream<Entry> export(DataSubject subject) {
        return switch (subject) {
            case DataSubject.OfAgent agent -> Stream.empty();
            case DataSubject.OfContact contact ->
                db
                        .sql(
                                "SELECT jsonb_build_object('received_at', m.received_at, 'sender', m.sender, 'subject', m.subject,"
                                        + " 'handed_by', host(m.handed_by),"
                                        + " 'size', m.size)::text FROM inbound_mail m WHERE " + OF_CONTACT)
                        .param("tenant", contact.tenant().value())
                        .param("contact", contact.contact().value())
                        .query((row, line) -> new Entry("inbound_mail", row.getString(1)))
                        .stream();
        };
    }
}
