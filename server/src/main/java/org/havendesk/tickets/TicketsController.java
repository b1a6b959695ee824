package org.havendesk.tickets;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/tickets}: reading tickets, and the views of the console. */
@RestController
class TicketsController {
    private static final int FIRST_MESSAGES = 50;
    private static final int MAX_WORDS = 200;

    private final Tickets tickets;
    private final TicketList list;
    private final TicketThread thread;
    private final TicketRows rows;
    private final RequesterList requesters;
    private final Drafts drafts;
    private final ViewList views;

    TicketsController(
            Tickets tickets,
            TicketList list,
            TicketThread thread,
            TicketRows rows,
            RequesterList requesters,
            Drafts drafts,
            ViewList views) {
        this.tickets = tickets;
        this.list = list;
        this.thread = thread;
        this.rows = rows;
        this.requesters = requesters;
        this.drafts = drafts;
        this.views = views;
    }

    record Views(List<ViewList.View> items) {}

    /** What an agent has begun to write, in the shape of the wire. */
    record DraftView(
            String kind,
            String html,
            List<Recipient> to,
            List<Recipient> cc,
            List<Recipient> bcc,
            List<UUID> attachments,
            Instant savedAt) {}

    /** A ticket with its thread: a line of the list, and what the open ticket shows besides. */
    record TicketView(
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
            @Nullable Instant postponedUntil,
            @Nullable Instant deletedAt,
            List<Recipient> cc,
            @Nullable Recipient replyTo,
            @Nullable DraftView draft,
            List<TicketThread.Entry> messages,
            @Nullable String earlierMessages) {}

    @GetMapping("/rest/views")
    Views views(Agent agent) {
        return new Views(views.of(agent));
    }

    @GetMapping("/rest/tickets")
    Page<TicketLine> list(
            Agent agent,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String assignee,
            @RequestParam(required = false) @Nullable String contact,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var asked = view == null ? TicketQuery.of(Set.of()) : view(agent, view);
        var query = new TicketQuery(
                given(status).map(TicketsController::statuses).orElse(asked.statuses()),
                given(department).map(DepartmentId::of).or(asked::department),
                given(assignee).map(text -> assignee(agent, text)).orElse(asked.assignee()),
                given(contact).map(ContactId::of),
                given(q).map(TicketsController::words));
        return list.page(agent, query, Cursor.decode(cursor), Page.limit(limit));
    }

    @GetMapping("/rest/tickets/{id}")
    TicketView ticket(Agent agent, @PathVariable String id) {
        var ticket = tickets.visibleTo(agent, TicketId.of(id));
        var line = list.line(agent, ticket.id());
        var messages = thread.page(agent, ticket.id(), Optional.empty(), FIRST_MESSAGES);
        return new TicketView(
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
                line.postponedUntil(),
                line.deletedAt(),
                rows.copied(agent.tenant(), ticket.id()),
                ticket.contact()
                        .flatMap(contact -> requesters.address(agent.tenant(), contact))
                        .orElse(null),
                drafts.find(agent, ticket.id()).map(TicketsController::draft).orElse(null),
                messages.items(),
                messages.next());
    }

    @GetMapping("/rest/tickets/{id}/messages")
    Page<TicketThread.Entry> messages(
            Agent agent, @PathVariable String id, @RequestParam(required = false) @Nullable String before) {
        return thread.page(agent, TicketId.of(id), Cursor.decode(before), FIRST_MESSAGES);
    }

    private static TicketQuery view(Agent agent, String key) {
        if (key.startsWith("department:")) {
            var department = DepartmentId.of(key.substring("department:".length()));
            return new TicketQuery(
                    Status.TO_DO,
                    Optional.of(department),
                    TicketQuery.Assignee.ANYBODY,
                    Optional.empty(),
                    Optional.empty());
        }
        return switch (key) {
            case "all" -> TicketQuery.of(Status.TO_DO);
            case "mine" -> held(new TicketQuery.Assignee.Somebody(agent.id()));
            case "unassigned" -> held(TicketQuery.Assignee.NOBODY);
            default -> TicketQuery.of(statuses(key));
        };
    }

    private static TicketQuery held(TicketQuery.Assignee assignee) {
        return new TicketQuery(Status.TO_DO, Optional.empty(), assignee, Optional.empty(), Optional.empty());
    }

    private static Set<Status> statuses(String text) {
        return Stream.of(text.split(",", -1))
                .map(String::strip)
                .map(wire -> Status.of(wire).orElseThrow(() -> Invalid.field("status", "choice")))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static TicketQuery.Assignee assignee(Agent agent, String text) {
        return switch (text) {
            case "none" -> TicketQuery.Assignee.NOBODY;
            case "me" -> new TicketQuery.Assignee.Somebody(agent.id());
            default -> new TicketQuery.Assignee.Somebody(AgentId.of(text));
        };
    }

    private static String words(String text) {
        new Invalid.Check()
                .that(text.length() <= MAX_WORDS, "q", "tooLong", MAX_WORDS)
                .done();
        return text;
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(some -> !some.isBlank());
    }

    private static DraftView draft(Drafts.Draft draft) {
        return new DraftView(
                draft.kind(),
                draft.html(),
                draft.recipients().to(),
                draft.recipients().cc(),
                draft.recipients().bcc(),
                draft.files(),
                draft.savedAt());
    }
}
