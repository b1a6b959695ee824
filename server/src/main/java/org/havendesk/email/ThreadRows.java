package org.havendesk.email;

import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.email.mime.Mail;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.havendesk.tickets.MessageId;
import org.havendesk.tickets.TicketId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Conversations as other programs name them, and the tickets that they are. */
@Repository
class ThreadRows {
    /** What all mails of an Outlook conversation begin their Thread-Index with; each answer adds five bytes. */
    private static final int CONVERSATION = 22;

    private final JdbcClient db;

    ThreadRows(JdbcClient db) {
        this.db = db;
    }

    /** The name that a mail gives its conversation: Thread-Index, or Feedback-ID where eBay sends it. */
    static Optional<byte[]> key(Mail mail) {
        return mail.trace()
                .threadIndex()
                .flatMap(ThreadRows::conversation)
                .or(() -> mail.trace()
                        .feedbackId()
                        .filter(id -> isEbay(mail))
                        .map(id -> Tokens.hash("feedback-id:" + id)));
    }

    private static Optional<byte[]> conversation(String threadIndex) {
        try {
            var bytes = Base64.getMimeDecoder().decode(threadIndex);
            return bytes.length < CONVERSATION
                    ? Optional.empty()
                    : Optional.of(java.util.Arrays.copyOf(bytes, CONVERSATION));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isEbay(Mail mail) {
        return mail.from()
                .map(from -> from.domain().toLowerCase(Locale.ROOT))
                .filter(domain -> ("." + domain).matches(".*\\.ebay\\.[a-z]{2,3}(\\.[a-z]{2})?"))
                .isPresent();
    }

    /** The newest message known from outside in the ticket that this conversation is. */
    Optional<String> newest(TenantId tenant, byte[] key) {
        return db.sql("""
                SELECT m.external_id FROM mail_thread t
                  JOIN message m ON m.tenant_id = t.tenant_id AND m.ticket_id = t.ticket_id
                 WHERE t.tenant_id = :tenant AND t.key = :key AND m.external_id IS NOT NULL
                 ORDER BY m.at DESC, m.id DESC
                 LIMIT 1
                """)
                .param("tenant", tenant.value())
                .param("key", key)
                .query(String.class)
                .optional();
    }

    /** The conversation has gone into a ticket; one that is known already stays where it began. */
    void joined(TenantId tenant, byte[] key, TicketId ticket) {
        remember(tenant, key, ticket, "ON CONFLICT (tenant_id, key) DO NOTHING");
    }

    /** The conversation has begun a ticket: what comes from now on belongs there. */
    void began(TenantId tenant, byte[] key, TicketId ticket) {
        remember(tenant, key, ticket, "ON CONFLICT (tenant_id, key) DO UPDATE SET ticket_id = excluded.ticket_id");
    }

    private void remember(TenantId tenant, byte[] key, TicketId ticket, String onConflict) {
        db.sql("INSERT INTO mail_thread (tenant_id, key, ticket_id) VALUES (:tenant, :key, :ticket) " + onConflict)
                .param("tenant", tenant.value())
                .param("key", key)
                .param("ticket", ticket.value())
                .update();
    }

    /** A mail of ours by its Message-ID, if it is one whose delivery we follow. */
    Optional<MessageId> sent(TenantId tenant, String externalId) {
        return db.sql("""
                SELECT id FROM message
                 WHERE tenant_id = :tenant AND external_id = :external AND delivery IS NOT NULL
                """)
                .param("tenant", tenant.value())
                .param("external", externalId)
                .query(UUID.class)
                .optional()
                .map(MessageId::new);
    }

    /** Whether one of these is a mail of ours that belongs to no ticket. */
    boolean isLetter(TenantId tenant, Collection<String> externalIds) {
        return db.sql("""
                SELECT EXISTS (SELECT 1 FROM outbox
                                WHERE tenant_id = :tenant AND external_id = ANY (:ids) AND message_id IS NULL)
                """)
                .param("tenant", tenant.value())
                .param("ids", externalIds.toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    boolean isSent(TenantId tenant, MessageId message) {
        return db.sql("""
                SELECT EXISTS (SELECT 1 FROM message
                                WHERE tenant_id = :tenant AND id = :id AND delivery IS NOT NULL)
                """)
                .param("tenant", tenant.value())
                .param("id", message.value())
                .query(Boolean.class)
                .single();
    }
}
