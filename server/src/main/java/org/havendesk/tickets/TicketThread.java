package org.havendesk.tickets;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.havendesk.files.FileId;
import org.havendesk.files.FileLinks;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.Language;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Page;
import org.havendesk.platform.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Reads the messages of a ticket as the console shows them: the newest page first, each page in order of time. */
@Service
@Transactional(readOnly = true)
public class TicketThread {
    private static final Pattern STORED_FILE = Pattern.compile("/f/([0-9a-f-]{36})/[^/\"]*/([^\"]*)");
    private static final Pattern CONTENT_ID = Pattern.compile("data-cid=\"([^\"]{1,500})\"");

    private final JdbcClient db;
    private final Tickets tickets;
    private final FileLinks links;
    private final SenderWords senders;
    private final Json json;
    private final Texts texts;

    TicketThread(JdbcClient db, Tickets tickets, FileLinks links, SenderWords senders, Json json, Texts texts) {
        this.db = db;
        this.tickets = tickets;
        this.links = links;
        this.senders = senders;
        this.json = json;
        this.texts = texts;
    }

    /** Who wrote a message. */
    public record Author(
            String type,
            @Nullable UUID id,
            String name,
            @Nullable String email) {}

    /** How far it has come. */
    public record Delivered(
            String state, @Nullable String detail, @Nullable Instant at) {}

    /** A file of it, with the address for this viewer. */
    public record File(UUID id, String name, String type, long size, String url, boolean inline) {}

    /**
     * One entry of the thread, in the shape of the wire.
     *
     * @param sender how sure we are about who wrote it; null where no channel could tell
     */
    public record Entry(
            UUID id,
            String kind,
            Author author,
            @Nullable Recipient from,
            List<Recipient> to,
            List<Recipient> cc,
            List<Recipient> bcc,
            String html,
            @Nullable String quoted,
            String text,
            Instant at,
            @Nullable Delivered delivery,
            List<File> attachments,
            boolean remoteImages,
            boolean sourceAvailable,
            SenderWords.@Nullable MessageSender sender,
            @Nullable JsonNode event) {}

    /**
     * A page of the thread.
     *
     * @param before where the earlier messages begin; empty for the newest
     * @param language of the reader
     * @throws NotFound when the agent may not see the ticket
     */
    public Page<Entry> page(Agent agent, TicketId id, Optional<Cursor> before, int limit, Language language) {
        var ticket = tickets.visibleTo(agent, id).id();
        var page = entries(agent, ticket, before, limit, language);
        return linked(agent, page, files(agent, page));
    }

    /** The newest page, for whoever has read the ticket's line. */
    Page<Entry> newest(Agent agent, TicketLine line, int limit, Language language) {
        var page = entries(agent, new TicketId(line.id()), Optional.empty(), limit, language);
        return linked(agent, page, line.attachments() ? files(agent, page) : Map.of());
    }

    private Page<Entry> entries(Agent agent, TicketId ticket, Optional<Cursor> before, int limit, Language language) {
        var from = before.orElse(Cursor.START);
        var rows = db.sql("""
                SELECT m.id, m.kind, m.author_type, m.author_id, m.author_name, m.from_address, m.recipients, m.html, m.quoted,
                       m.text, m.event, m.at, m.source IS NOT NULL AS has_source, m.remote_images, m.delivery,
                       m.delivery_detail, m.delivered_at, m.provenance
                  FROM message m
                 WHERE m.tenant_id = :tenant AND m.ticket_id = :ticket AND (m.at, m.id) < (:at, :after)
                 ORDER BY m.at DESC, m.id DESC
                 LIMIT :rows
                """)
                .param("tenant", agent.tenant().value())
                .param("ticket", ticket.value())
                .param("at", Timestamp.from(from.at()))
                .param("after", from.id())
                .param("rows", limit + 1)
                .query((row, line) ->
                        entry(row, sender(row.getString("provenance"), language), delivered(row, language)))
                .list();
        return Page.of(rows, limit, entry -> new Cursor(entry.at(), entry.id()));
    }

    private Page<Entry> linked(Agent agent, Page<Entry> page, Map<UUID, List<Stored>> files) {
        return new Page<>(
                page.items().reversed().stream()
                        .map(entry -> with(agent, entry, files))
                        .toList(),
                page.next());
    }

    /** One message without what is known of its sender and how far it has come, wherever it is, if the agent may see its ticket. */
    public Entry message(Agent agent, MessageId id) {
        var entry = db.sql("""
                SELECT m.id, m.ticket_id, m.kind, m.author_type, m.author_id, m.author_name, m.from_address, m.recipients, m.html,
                       m.quoted, m.text, m.event, m.at, m.source IS NOT NULL AS has_source, m.remote_images
                  FROM message m
                 WHERE m.tenant_id = :tenant AND m.id = :id
                """)
                .param("tenant", agent.tenant().value())
                .param("id", id.value())
                .query((row, line) ->
                        Map.entry(new TicketId(row.getObject("ticket_id", UUID.class)), entry(row, null, null)))
                .optional()
                .filter(found -> mayRead(agent, found.getKey()))
                .orElseThrow(() -> new NotFound("message"))
                .getValue();
        return with(agent, entry, files(agent, List.of(entry.id())));
    }

    private boolean mayRead(Agent agent, TicketId ticket) {
        try {
            return tickets.visibleTo(agent, ticket).id().equals(ticket);
        } catch (NotFound e) {
            return false;
        }
    }

    private record Stored(
            UUID message,
            FileId file,
            String name,
            String type,
            long size,
            @Nullable String contentId,
            boolean inline) {}

    private Map<UUID, List<Stored>> files(Agent agent, Page<Entry> page) {
        return files(agent, page.items().stream().map(Entry::id).toList());
    }

    private Map<UUID, List<Stored>> files(Agent agent, List<UUID> messages) {
        if (messages.isEmpty()) {
            return Map.of();
        }
        return db
                .sql("""
                SELECT message_id, file_id, name, type, size, content_id, inline FROM message_file
                 WHERE tenant_id = :tenant AND message_id IN (:messages)
                 ORDER BY message_id, position
                """)
                .param("tenant", agent.tenant().value())
                .param("messages", TicketRows.filledUp(messages))
                .query((row, line) -> new Stored(
                        row.getObject(1, UUID.class),
                        new FileId(row.getObject(2, UUID.class)),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getString(6),
                        row.getBoolean(7)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Stored::message));
    }

    private Entry with(Agent agent, Entry entry, Map<UUID, List<Stored>> stored) {
        var own = stored.getOrDefault(entry.id(), List.of());
        var files = own.stream()
                .map(file -> new File(
                        file.file().value(),
                        file.name(),
                        file.type(),
                        file.size(),
                        links.path(agent.tenant(), agent.id().value(), file.file(), file.name()),
                        file.inline()))
                .toList();
        var quoted = entry.quoted();
        return new Entry(
                entry.id(),
                entry.kind(),
                entry.author(),
                entry.from(),
                entry.to(),
                entry.cc(),
                entry.bcc(),
                linked(agent, entry.html(), own),
                quoted == null ? null : linked(agent, quoted, own),
                entry.text(),
                entry.at(),
                entry.delivery(),
                files,
                entry.remoteImages(),
                entry.sourceAvailable(),
                entry.sender(),
                entry.event());
    }

    /** Gives the pictures inside a message addresses that work for this viewer; a file of another message gets none. */
    private String linked(Agent agent, String html, List<Stored> files) {
        var byContentId = CONTENT_ID
                .matcher(html)
                .replaceAll(found -> Matcher.quoteReplacement(files.stream()
                        .filter(file -> found.group(1).equals(file.contentId()))
                        .findFirst()
                        .map(file -> "src=\""
                                + links.path(agent.tenant(), agent.id().value(), file.file(), file.name()) + "\"")
                        .orElse("data-missing=\"\"")));
        return STORED_FILE
                .matcher(byContentId)
                .replaceAll(found -> Matcher.quoteReplacement(files.stream()
                        .filter(file -> file.file().toString().equals(found.group(1)))
                        .findFirst()
                        .map(file -> links.path(agent.tenant(), agent.id().value(), file.file(), file.name()))
                        .orElse(found.group())));
    }

    private SenderWords.@Nullable MessageSender sender(@Nullable String provenance, Language language) {
        return provenance == null ? null : senders.of(json.provenance(provenance), language);
    }

    private @Nullable Delivered delivered(ResultSet row, Language language) throws SQLException {
        var delivery = row.getString("delivery");
        if (delivery == null) {
            return null;
        }
        var detail = Optional.ofNullable(row.getString("delivery_detail"));
        var at = Optional.ofNullable(row.getTimestamp("delivered_at"));
        return new Delivered(
                delivery,
                detail.map(kept -> texts.said(language, kept)).orElse(null),
                at.map(Timestamp::toInstant).orElse(null));
    }

    private Entry entry(ResultSet row, SenderWords.@Nullable MessageSender sender, @Nullable Delivered delivered)
            throws SQLException {
        var recipients = json.recipients(row.getString("recipients"));
        var address = row.getString("from_address");
        var author = new Author(
                row.getString("author_type"),
                row.getObject("author_id", UUID.class),
                row.getString("author_name"),
                address);
        var event = row.getString("event");
        return new Entry(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                author,
                address == null ? null : new Recipient(author.name(), address),
                recipients.to(),
                recipients.cc(),
                recipients.bcc(),
                row.getString("html"),
                row.getString("quoted"),
                row.getString("text"),
                row.getTimestamp("at").toInstant(),
                delivered,
                List.of(),
                row.getBoolean("remote_images"),
                row.getBoolean("has_source"),
                sender,
                event == null ? null : json.tree(event));
    }
}
