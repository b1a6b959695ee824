package org.havendesk.tickets;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.havendesk.files.FileId;
import org.havendesk.files.FileLinks;
import org.havendesk.files.Files;
import org.havendesk.files.StoredFile;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads all that the open ticket shows, as of one moment. */
@Service
@Transactional(readOnly = true)
class OpenTicket {
    static final int FIRST_MESSAGES = 50;

    private final TicketList list;
    private final TicketThread thread;
    private final TicketRows rows;
    private final Drafts drafts;
    private final Files files;
    private final FileLinks links;

    OpenTicket(TicketList list, TicketThread thread, TicketRows rows, Drafts drafts, Files files, FileLinks links) {
        this.list = list;
        this.thread = thread;
        this.rows = rows;
        this.drafts = drafts;
        this.files = files;
        this.links = links;
    }

    /** What an agent has begun to write, in the shape of the wire. */
    record DraftView(
            String kind,
            String html,
            List<Recipient> to,
            List<Recipient> cc,
            List<Recipient> bcc,
            List<TicketThread.File> attachments,
            Instant savedAt) {}

    /** A ticket with its thread: a line of the list, and what the open ticket shows besides. */
    record View(
            UUID id,
            String code,
            String subject,
            String status,
            String channel,
            TicketLine.@Nullable Requester contact,
            TicketLine.Named department,
            TicketLine.@Nullable Named assignee,
            Instant updatedAt,
            Instant createdAt,
            String snippet,
            boolean unread,
            List<String> tags,
            boolean failed,
            boolean suspected,
            @Nullable Instant postponedUntil,
            @Nullable Instant deletedAt,
            List<Recipient> cc,
            @Nullable Recipient replyTo,
            @Nullable DraftView draft,
            List<TicketThread.Entry> messages,
            @Nullable String earlierMessages) {}

    /** @throws org.havendesk.platform.NotFound when the agent may not see the ticket */
    View of(Agent agent, TicketId id, Language language) {
        var line = list.visibleLine(agent, id);
        var messages = thread.newest(agent, line, FIRST_MESSAGES, language);
        return new View(
                line.id(),
                line.code(),
                line.subject(),
                line.status(),
                line.channel(),
                line.contact(),
                line.department(),
                line.assignee(),
                line.updatedAt(),
                line.createdAt(),
                line.snippet(),
                line.unread(),
                line.tags(),
                line.failed(),
                line.suspected(),
                line.postponedUntil(),
                line.deletedAt(),
                rows.copied(agent.tenant(), id),
                requester(line.contact()),
                drafts.find(agent, id).map(draft -> draft(agent, draft)).orElse(null),
                messages.items(),
                messages.next());
    }

    private static @Nullable Recipient requester(TicketLine.@Nullable Requester contact) {
        @Nullable String email = contact == null ? null : contact.email();
        return contact == null || email == null ? null : new Recipient(contact.name(), email);
    }

    private DraftView draft(Agent agent, Drafts.Draft draft) {
        return new DraftView(
                draft.kind(),
                shown(agent, draft.html()),
                draft.recipients().to(),
                draft.recipients().cc(),
                draft.recipients().bcc(),
                draft.files().stream()
                        .flatMap(id -> files.find(agent.tenant(), new FileId(id)).stream())
                        .map(file -> attached(agent, file))
                        .toList(),
                draft.savedAt());
    }

    /** With pictures that this agent's browser can fetch now: addresses run out, and are not kept. */
    private String shown(Agent agent, String html) {
        var paths = new HashMap<UUID, String>();
        Texts.filesShownIn(html).keySet().stream()
                .flatMap(id -> files.find(agent.tenant(), id).stream())
                .forEach(file ->
                        paths.put(file.id().value(), attached(agent, file).url()));
        return Texts.withFiles(html, paths);
    }

    private TicketThread.File attached(Agent agent, StoredFile file) {
        var path = links.path(agent.tenant(), agent.id().value(), file.id(), file.name());
        return new TicketThread.File(file.id().value(), file.name(), file.type(), file.size(), path, false);
    }
}
