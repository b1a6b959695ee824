package org.havendesk.tickets;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Ids;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of messages and their files. */
@Repository
class MessageRows {
    private final JdbcClient db;
    private final Writes writes;
    private final Json json;

    MessageRows(JdbcClient db, Writes writes, Json json) {
        this.db = db;
        this.writes = writes;
        this.json = json;
    }

    void received(Ticket ticket, MessageId id, Incoming incoming) {
        insert(
                ticket,
                id,
                new Draft(
                        incoming.kind() == Incoming.Kind.AUTO_REPLY ? "auto-reply" : "incoming",
                        "contact",
                        incoming.contact().value(),
                        incoming.authorName(),
                        incoming.from(),
                        incoming.recipients(),
                        incoming.html(),
                        incoming.quoted().orElse(null),
                        incoming.text(),
                        null,
                        incoming.externalId(),
                        incoming.source().orElse(null),
                        incoming.remoteImages(),
                        null,
                        incoming.provenance().map(json::write).orElse(null),
                        incoming.at()));
        files(ticket.tenant(), id, incoming.files());
    }

    void replied(
            Ticket ticket, MessageId id, UUID agent, String name, Reply reply, Recipients to, String text, Instant at) {
        insert(
                ticket,
                id,
                new Draft(
                        "reply",
                        "agent",
                        agent,
                        name,
                        null,
                        to,
                        reply.html(),
                        null,
                        text,
                        null,
                        null,
                        null,
                        false,
                        "waiting",
                        null,
                        at));
    }

    void noted(Ticket ticket, MessageId id, UUID agent, String name, String html, String text, Instant at) {
        insert(
                ticket,
                id,
                new Draft(
                        "note",
                        "agent",
                        agent,
                        name,
                        null,
                        Recipients.NONE,
                        html,
                        null,
                        text,
                        null,
                        null,
                        null,
                        false,
                        null,
                        null,
                        at));
    }

    /** A line in the thread about what happened to the ticket. */
    void event(Ticket ticket, @Nullable UUID agent, String name, Map<String, String> what, Instant at) {
        insert(
                ticket,
                new MessageId(Ids.next()),
                new Draft(
                        "event",
                        agent == null ? "system" : "agent",
                        agent,
                        name,
                        null,
                        Recipients.NONE,
                        "",
                        null,
                        "",
                        json.write(what),
                        null,
                        null,
                        false,
                        null,
                        null,
                        at));
    }

    /** A notice that a mail of ours could not be delivered. */
    void bounced(
            Ticket ticket,
            MessageId id,
            String externalId,
            String html,
            String text,
            @Nullable UUID source,
            Instant at) {
        insert(
                ticket,
                id,
                new Draft(
                        "bounce",
                        "system",
                        null,
                        "",
                        null,
                        Recipients.NONE,
                        html,
                        null,
                        text,
                        null,
                        externalId,
                        source,
                        false,
                        null,
                        null,
                        at));
    }

    private record Draft(
            String kind,
            String authorType,
            @Nullable UUID author,
            String authorName,
            @Nullable String from,
            Recipients recipients,
            String html,
            @Nullable String quoted,
            String text,
            @Nullable String event,
            @Nullable String externalId,
            @Nullable UUID source,
            boolean remoteImages,
            @Nullable String delivery,
            @Nullable String provenance,
            Instant at) {}

    private void insert(Ticket ticket, MessageId id, Draft draft) {
        writes.sql("""
                INSERT INTO message (tenant_id, id, ticket_id, kind, author_type, author_id, author_name, from_address,
                                     recipients, html, quoted, text, event, at, external_id, source, remote_images, delivery,
                                     provenance)
                VALUES (:tenant, :id, :ticket, :kind, :authorType, :author, :authorName, :from,
                        CAST(:recipients AS jsonb), :html, :quoted, :text, CAST(:event AS jsonb), :at, :external, :source,
                        :remoteImages, :delivery, CAST(:provenance AS jsonb))
                """)
                .param("tenant", ticket.tenant().value())
                .param("id", id.value())
                .param("ticket", ticket.id().value())
                .param("kind", draft.kind())
                .param("authorType", draft.authorType())
                .param("author", draft.author())
                .param("authorName", draft.authorName())
                .param("from", draft.from())
                .param("recipients", json.write(draft.recipients()))
                .param("html", draft.html())
                .param("quoted", draft.quoted())
                .param("text", draft.text())
                .param("event", draft.event())
                .param("at", Timestamp.from(draft.at()))
                .param("external", draft.externalId())
                .param("source", draft.source())
                .param("remoteImages", draft.remoteImages())
                .param("delivery", draft.delivery())
                .param("provenance", draft.provenance())
                .later();
    }

    void files(TenantId tenant, MessageId message, List<Attached> files) {
        int position = 0;
        for (var file : files) {
            writes.sql("""
                    INSERT INTO message_file (tenant_id, id, message_id, file_id, name, type, size, content_id, inline, position)
                    VALUES (:tenant, :id, :message, :file, :name, :type, :size, :contentId, :inline, :position)
                    """)
                    .param("tenant", tenant.value())
                    .param("id", Ids.next())
                    .param("message", message.value())
                    .param("file", file.file().value())
                    .param("name", file.name())
                    .param("type", file.type())
                    .param("size", file.size())
                    .param("contentId", file.contentId())
                    .param("inline", file.inline())
                    .param("position", position++)
                    .later();
        }
    }

    List<UUID> sources(TenantId tenant, TicketId ticket) {
        return db.sql("""
                SELECT source FROM message
                 WHERE tenant_id = :tenant AND ticket_id = :ticket AND kind IN ('incoming', 'auto-reply') AND source IS NOT NULL
                 ORDER BY at DESC
                 LIMIT 5
                """)
                .param("tenant", tenant.value())
                .param("ticket", ticket.value())
                .query((row, line) -> row.getObject(1, UUID.class))
                .list();
    }

    void sourcesGone(TenantId tenant, Collection<UUID> sources) {
        db.sql("UPDATE message SET source = NULL WHERE tenant_id = :tenant AND source = ANY (:sources)")
                .param("tenant", tenant.value())
                .param("sources", sources.toArray(UUID[]::new))
                .update();
    }

    /** The external id is known only when the channel has made the message. */
    void identify(TenantId tenant, MessageId message, String externalId, String below) {
        db.sql("""
                UPDATE message SET external_id = :external, quoted = nullif(:below, '')
                 WHERE tenant_id = :tenant AND id = :id
                """)
                .param("external", externalId)
                .param("below", below)
                .param("tenant", tenant.value())
                .param("id", message.value())
                .update();
    }

    /** @return the ticket of the message; empty when there is no such message */
    Optional<TicketId> delivery(TenantId tenant, MessageId message, Delivery state, String detail, Instant at) {
        return db.sql("""
                UPDATE message SET delivery = :state, delivery_detail = :detail, delivered_at = :at
                 WHERE tenant_id = :tenant AND id = :id AND delivery IS NOT NULL
                RETURNING ticket_id
                """)
                .param("state", state.wire())
                .param("detail", detail)
                .param("at", Timestamp.from(at))
                .param("tenant", tenant.value())
                .param("id", message.value())
                .query(UUID.class)
                .optional()
                .map(TicketId::new);
    }

    boolean anyFailed(TenantId tenant, TicketId ticket) {
        return db.sql("""
                SELECT EXISTS (SELECT 1 FROM message
                                WHERE tenant_id = :tenant AND ticket_id = :ticket AND delivery IN ('failed', 'bounced'))
                """)
                .param("tenant", tenant.value())
                .param("ticket", ticket.value())
                .query(Boolean.class)
                .single();
    }

    Optional<TicketId> ticketOf(TenantId tenant, MessageId message) {
        return db.sql("SELECT ticket_id FROM message WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", message.value())
                .query(UUID.class)
                .optional()
                .map(TicketId::new);
    }

    /** What our next mail in the ticket refers to: external ids, the oldest first, at most 20 (RFC 5322, 3.6.4). */
    List<String> externalIds(TenantId tenant, TicketId ticket) {
        return db.sql("""
                SELECT external_id FROM (
                  SELECT external_id, at FROM message
                   WHERE tenant_id = :tenant AND ticket_id = :ticket AND external_id IS NOT NULL
                     AND kind IN ('incoming', 'reply')
                   ORDER BY at DESC
                   LIMIT 20) last
                 ORDER BY at
                """)
                .param("tenant", tenant.value())
                .param("ticket", ticket.value())
                .query((row, line) -> row.getString(1))
                .list();
    }
}
