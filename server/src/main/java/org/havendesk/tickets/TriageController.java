package org.havendesk.tickets;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * How agents move tickets. Each state is a thing that is put and taken away again, so that the undo of a step is its
 * DELETE. Every answer is the ticket's line as it is now.
 */
@RestController
class TriageController {
    private static final int MAX_AT_ONCE = 100;

    private final Triage triage;
    private final ReadMarks marks;
    private final TicketList list;

    TriageController(Triage triage, ReadMarks marks, TicketList list) {
        this.triage = triage;
        this.marks = marks;
        this.list = list;
    }

    record Assignment(@Nullable String agent) {}

    record Move(@Nullable String department) {}

    record Subject(@Nullable String subject) {}

    record Tags(@Nullable List<String> tags) {}

    record Postponement(@Nullable String until) {}

    record Actions(
            @Nullable List<String> ids,
            @Nullable String action,
            @Nullable String value) {}

    record Refused(String id, String reason) {}

    record Done(int done, List<Refused> refused) {}

    @PutMapping("/rest/tickets/{id}/assignment")
    TicketLine assign(Agent agent, @PathVariable String id, @RequestBody Assignment body) {
        triage.assign(agent, TicketId.of(id), Optional.ofNullable(body.agent()).map(AgentId::of));
        return line(agent, id);
    }

    @PutMapping("/rest/tickets/{id}/department")
    TicketLine move(Agent agent, @PathVariable String id, @RequestBody Move body) {
        var before = line(agent, id);
        triage.move(agent, TicketId.of(id), DepartmentId.of(required("department", body.department())));
        return agent.worksIn(DepartmentId.of(required("department", body.department()))) ? line(agent, id) : before;
    }

    @PutMapping("/rest/tickets/{id}/subject")
    TicketLine rename(Agent agent, @PathVariable String id, @RequestBody Subject body) {
        triage.rename(agent, TicketId.of(id), required("subject", body.subject()));
        return line(agent, id);
    }

    @PutMapping("/rest/tickets/{id}/tags")
    TicketLine tag(Agent agent, @PathVariable String id, @RequestBody Tags body) {
        triage.tag(agent, TicketId.of(id), Optional.ofNullable(body.tags()).orElse(List.of()));
        return line(agent, id);
    }

    @PutMapping("/rest/tickets/{id}/resolution")
    TicketLine resolve(Agent agent, @PathVariable String id) {
        triage.resolve(agent, TicketId.of(id));
        return line(agent, id);
    }

    @DeleteMapping("/rest/tickets/{id}/resolution")
    TicketLine reopen(Agent agent, @PathVariable String id) {
        triage.reopen(agent, TicketId.of(id));
        return line(agent, id);
    }

    @PostMapping("/rest/tickets/{id}/answered")
    TicketLine answered(Agent agent, @PathVariable String id) {
        triage.markAnswered(agent, TicketId.of(id));
        return line(agent, id);
    }

    @PutMapping("/rest/tickets/{id}/postponement")
    TicketLine postpone(Agent agent, @PathVariable String id, @RequestBody Postponement body) {
        triage.postpone(agent, TicketId.of(id), instant(required("until", body.until())));
        return line(agent, id);
    }

    @DeleteMapping("/rest/tickets/{id}/postponement")
    TicketLine resume(Agent agent, @PathVariable String id) {
        triage.resume(agent, TicketId.of(id));
        return line(agent, id);
    }

    @PutMapping("/rest/tickets/{id}/trash")
    TicketLine trash(Agent agent, @PathVariable String id) {
        triage.trash(agent, TicketId.of(id));
        return line(agent, id);
    }

    @DeleteMapping("/rest/tickets/{id}/trash")
    TicketLine restore(Agent agent, @PathVariable String id) {
        triage.restore(agent, TicketId.of(id));
        return line(agent, id);
    }

    @PutMapping("/rest/tickets/{id}/spam")
    TicketLine spam(Agent agent, @PathVariable String id) {
        triage.markSpam(agent, TicketId.of(id));
        return line(agent, id);
    }

    @DeleteMapping("/rest/tickets/{id}/spam")
    TicketLine notSpam(Agent agent, @PathVariable String id) {
        triage.markNotSpam(agent, TicketId.of(id));
        return line(agent, id);
    }

    /** Takes back what the asker has said about whether the ticket is spam. */
    @PutMapping("/rest/tickets/{id}/suspicion")
    TicketLine suspect(Agent agent, @PathVariable String id) {
        triage.suspect(agent, TicketId.of(id));
        return line(agent, id);
    }

    @PutMapping("/rest/tickets/{id}/read")
    TicketLine read(Agent agent, @PathVariable String id) {
        marks.read(agent, TicketId.of(id));
        return line(agent, id);
    }

    @DeleteMapping("/rest/tickets/{id}/read")
    TicketLine unread(Agent agent, @PathVariable String id) {
        marks.unread(agent, TicketId.of(id));
        return line(agent, id);
    }

    /** The same step on up to 100 tickets; those that refuse are named, the others are done. */
    @PostMapping("/rest/tickets/actions")
    Done actions(Agent agent, @RequestBody Actions body) {
        var ids = Optional.ofNullable(body.ids()).orElse(List.of());
        new Invalid.Check()
                .that(!ids.isEmpty(), "ids", "required")
                .that(ids.size() <= MAX_AT_ONCE, "ids", "tooMany", MAX_AT_ONCE)
                .done();
        var action = required("action", body.action());
        var refused = new ArrayList<Refused>();
        for (var id : ids) {
            try {
                act(agent, TicketId.of(id), action, Optional.ofNullable(body.value()));
            } catch (Invalid e) {
                throw e; // the request itself is wrong, not this ticket
            } catch (Problem e) {
                refused.add(new Refused(id, e.key()));
            }
        }
        return new Done(ids.size() - refused.size(), List.copyOf(refused));
    }

    private void act(Agent agent, TicketId id, String action, Optional<String> value) {
        switch (action) {
            case "resolve" -> triage.resolve(agent, id);
            case "reopen" -> triage.reopen(agent, id);
            case "answered" -> triage.markAnswered(agent, id);
            case "delete" -> triage.trash(agent, id);
            case "restore" -> triage.restore(agent, id);
            case "spam" -> triage.markSpam(agent, id);
            case "notSpam" -> triage.markNotSpam(agent, id);
            case "suspect" -> triage.suspect(agent, id);
            case "read" -> marks.read(agent, id);
            case "unread" -> marks.unread(agent, id);
            case "assign" ->
                triage.assign(agent, id, value.filter(one -> !one.isEmpty()).map(AgentId::of));
            case "department" -> triage.move(agent, id, DepartmentId.of(required("value", value.orElse(null))));
            case "postpone" -> triage.postpone(agent, id, instant(required("value", value.orElse(null))));
            default -> throw Invalid.field("action", "choice");
        }
    }

    private TicketLine line(Agent agent, String id) {
        return list.visibleLine(agent, TicketId.of(id));
    }

    private static String required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw Invalid.field(field, "required");
        }
        return value;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Invalid.field("until", "time");
        }
    }
}
