package org.havendesk.tickets;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Language;
import org.havendesk.platform.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/tickets}: reading tickets, and the views of the console. */
@RestController
class TicketsController {
    private static final int MAX_WORDS = 200;

    private final TicketList list;
    private final SearchTurns searches;
    private final TicketThread thread;
    private final OpenTicket open;
    private final ViewList views;

    TicketsController(TicketList list, SearchTurns searches, TicketThread thread, OpenTicket open, ViewList views) {
        this.list = list;
        this.searches = searches;
        this.thread = thread;
        this.open = open;
        this.views = views;
    }

    record Views(List<ViewList.View> items) {}

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
        var from = Cursor.decode(cursor);
        int rows = Page.limit(limit);
        return query.words().isEmpty()
                ? list.page(agent, query, from, rows)
                : searches.inTurn(() -> list.page(agent, query, from, rows));
    }

    @GetMapping("/rest/tickets/{id}")
    OpenTicket.View ticket(Agent agent, @PathVariable String id, Language language) {
        return open.of(agent, TicketId.of(id), language);
    }

    @GetMapping("/rest/tickets/{id}/messages")
    Page<TicketThread.Entry> messages(
            Agent agent,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String before,
            Language language) {
        return thread.page(agent, TicketId.of(id), Cursor.decode(before), OpenTicket.FIRST_MESSAGES, language);
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
}
