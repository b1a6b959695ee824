package org.havendesk.tickets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How a ticket moves: to whom it belongs, where it lies, what state it is in. Each step leaves a line in the thread and an
 * entry in the audit; repeating a step changes nothing.
 */
@Service
@Transactional
public class Triage {
    private static final Duration LONGEST_POSTPONEMENT = Duration.ofDays(366);
    private static final int MAX_TAGS = 20;
    private static final int MAX_TAG = 50;
    private static final int MAX_SUBJECT = 500;

    private final Tickets tickets;
    private final TicketRows rows;
    private final MessageRows messages;
    private final Departments departments;
    private final ColleagueList colleagues;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Triage(
            Tickets tickets,
            TicketRows rows,
            MessageRows messages,
            Departments departments,
            ColleagueList colleagues,
            ApplicationEventPublisher events,
            Clock clock) {
        this.tickets = tickets;
        this.rows = rows;
        this.messages = messages;
        this.departments = departments;
        this.colleagues = colleagues;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Gives the ticket to an agent, or to nobody.
     *
     * @throws NotFound when the ticket is not visible
     * @throws Invalid when there is no such agent, or the agent does not work in the ticket's department
     */
    public void assign(Agent agent, TicketId id, Optional<AgentId> to) {
        var ticket = locked(agent, id);
        if (ticket.assignee().equals(to)) {
            return;
        }
        var name = to.map(one -> colleagues
                        .worksIn(agent.tenant(), one, ticket.department())
                        .orElseThrow(() -> Invalid.field("agent", "agentNotInDepartment")))
                .orElse("");
        rows.assign(ticket, to.orElse(null), clock.instant());
        done(
                agent,
                ticket,
                "assigned",
                "ticket.assigned",
                Map.of("to", name, "agent", to.map(AgentId::toString).orElse("")));
    }

    /**
     * Moves the ticket to another department, be the agent in it or not; an assignee who does not work there lets go.
     *
     * @throws Invalid when there is no such department
     */
    public void move(Agent agent, TicketId id, DepartmentId to) {
        var ticket = locked(agent, id);
        if (ticket.department().equals(to)) {
            return;
        }
        var target = departments.find(agent.tenant(), to).orElseThrow(() -> Invalid.field("department", "department"));
        rows.move(ticket, to, clock.instant());
        if (ticket.assignee()
                .flatMap(one -> colleagues.worksIn(agent.tenant(), one, to))
                .isEmpty()) {
            rows.assign(ticket, null, clock.instant());
        }
        done(agent, ticket, "department", "ticket.moved", Map.of("to", target.name()));
        events.publishEvent(new TicketChanged(agent.tenant(), id, to));
    }

    /** @throws Invalid when the subject is empty or longer than 500 characters */
    public void rename(Agent agent, TicketId id, String subject) {
        var ticket = locked(agent, id);
        var stripped = subject.strip().replaceAll("\\p{Cntrl}", " ");
        new Invalid.Check()
                .that(!stripped.isEmpty(), "subject", "required")
                .that(stripped.length() <= MAX_SUBJECT, "subject", "tooLong", MAX_SUBJECT)
                .done();
        rows.subject(ticket, stripped, clock.instant());
        rows.searchableToo(ticket, stripped);
        done(agent, ticket, "subject", "ticket.renamed", Map.of());
    }

    /** @throws Invalid when there are more than 20 tags or one is longer than 50 characters */
    public void tag(Agent agent, TicketId id, List<String> tags) {
        var ticket = locked(agent, id);
        var clean = tags.stream()
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
        new Invalid.Check()
                .that(clean.size() <= MAX_TAGS, "tags", "tooMany", MAX_TAGS)
                .that(clean.stream().allMatch(tag -> tag.length() <= MAX_TAG), "tags", "tooLong", MAX_TAG)
                .done();
        rows.tags(ticket, clean, clock.instant());
        done(agent, ticket, "tags", "ticket.tagged", Map.of());
    }

    /** @throws TicketClosed when the ticket is closed, spam or deleted */
    public void resolve(Agent agent, TicketId id) {
        work(agent, id, Status.RESOLVED, "resolved");
    }

    /** Takes back a resolution, or opens a closed ticket again. */
    public void reopen(Agent agent, TicketId id) {
        var ticket = locked(agent, id);
        if (ticket.status() == Status.SPAM || ticket.status() == Status.DELETED) {
            throw new TicketClosed(ticket);
        }
        to(agent, ticket, Status.OPEN, "reopened");
    }

    /** The customer needs no answer from us now, though none was written here. */
    public void markAnswered(Agent agent, TicketId id) {
        work(agent, id, Status.ANSWERED, "answered");
    }

    /**
     * Puts the ticket aside; it comes back by itself, a new one as new, any other as open.
     *
     * @throws Invalid when the time is not ahead, or more than 366 days away
     */
    public void postpone(Agent agent, TicketId id, Instant until) {
        var ticket = locked(agent, id);
        ticket.requireWorkable();
        new Invalid.Check()
                .that(until.isAfter(clock.instant()), "until", "notAhead")
                .that(until.isBefore(clock.instant().plus(LONGEST_POSTPONEMENT)), "until", "tooFar")
                .done();
        rows.status(ticket, Status.POSTPONED, until, clock.instant());
        done(agent, ticket, "postponed", "ticket.postponed", Map.of("to", until.toString()));
    }

    /** Ends the postponement before its time. */
    public void resume(Agent agent, TicketId id) {
        var ticket = locked(agent, id);
        if (ticket.status() == Status.POSTPONED) {
            to(agent, ticket, afterPostponement(ticket), "resumed");
        }
    }

    /** Moves the ticket to the trash, from where it can be restored until it is purged. */
    public void trash(Agent agent, TicketId id) {
        to(agent, locked(agent, id), Status.DELETED, "deleted");
    }

    /** Takes the ticket out of the trash, into the state that it had. */
    public void restore(Agent agent, TicketId id) {
        var ticket = locked(agent, id);
        if (ticket.status() == Status.DELETED) {
            to(agent, ticket, before(ticket), "restored");
        }
    }

    /** Puts the ticket among the spam; said of one that is there already, it says that this was right. */
    public void markSpam(Agent agent, TicketId id) {
        var ticket = locked(agent, id);
        if (ticket.status() == Status.DELETED) {
            throw new TicketClosed(ticket);
        }
        to(agent, ticket, Status.SPAM, "spam");
        events.publishEvent(new SpamSaid(agent, id, true));
    }

    /** Takes the ticket from the spam into the state that it had, or takes off the warning that it may be spam. */
    public void markNotSpam(Agent agent, TicketId id) {
        var ticket = locked(agent, id);
        if (ticket.status() != Status.SPAM && !ticket.suspected()) {
            return;
        }
        rows.trust(ticket);
        if (ticket.status() == Status.SPAM) {
            to(agent, ticket, before(ticket), "notSpam");
        } else {
            done(agent, ticket, "notSpam", "ticket.notSpam", Map.of());
        }
        events.publishEvent(new SpamSaid(agent, id, false));
    }

    /**
     * Takes back what the agent has said about whether the ticket is spam. What lies among the spam stays there; any other
     * ticket carries the warning again.
     *
     * @throws TicketClosed when it lies in the trash
     */
    public void suspect(Agent agent, TicketId id) {
        var ticket = locked(agent, id);
        if (ticket.status() == Status.DELETED) {
            throw new TicketClosed(ticket);
        }
        if (ticket.status() != Status.SPAM && !ticket.suspected()) {
            rows.suspect(ticket);
            done(agent, ticket, "suspected", "ticket.suspected", Map.of());
        }
        events.publishEvent(new SpamUnsaid(agent, id));
    }

    /**
     * Brings back tickets whose time has come.
     *
     * @return how many, at most 200 at a time
     */
    public int wakeDue(TenantId tenant) {
        var due = colleagues.postponedUntil(tenant, clock.instant(), 200);
        for (var id : due) {
            rows.lock(tenant, id);
            rows.find(tenant, id)
                    .filter(ticket -> ticket.status() == Status.POSTPONED)
                    .ifPresent(ticket -> {
                        var status = afterPostponement(ticket);
                        rows.status(ticket, status, null, clock.instant());
                        messages.event(ticket, null, "", Map.of("type", "woken", "to", status.wire()), clock.instant());
                        events.publishEvent(new TicketChanged(tenant, id, ticket.department()));
                        events.publishEvent(new Happened(
                                tenant, Actor.system(), "ticket.woken", "ticket", id.value(), status.wire()));
                    });
        }
        return due.size();
    }

    /**
     * Takes tickets from an agent who works here no more.
     *
     * @return how many, at most 200 at a time
     */
    public int letGo(TenantId tenant, AgentId agent) {
        var some = colleagues.assignedTo(tenant, agent, 200);
        for (var id : some) {
            rows.lock(tenant, id);
            rows.find(tenant, id)
                    .filter(ticket -> ticket.assignee().equals(Optional.of(agent)))
                    .ifPresent(ticket -> {
                        rows.assign(ticket, null, clock.instant());
                        messages.event(ticket, null, "", Map.of("type", "assigned", "to", ""), clock.instant());
                        events.publishEvent(new TicketChanged(tenant, id, ticket.department()));
                        events.publishEvent(
                                new Happened(tenant, Actor.system(), "ticket.assigned", "ticket", id.value(), ""));
                    });
        }
        return some.size();
    }

    /** The requester is somebody else, as after a merge of contacts. */
    public void changeRequester(Agent agent, TicketId id, ContactId contact) {
        var ticket = locked(agent, id);
        rows.contact(ticket, contact, clock.instant());
        done(agent, ticket, "requester", "ticket.requester", Map.of());
    }

    private void work(Agent agent, TicketId id, Status status, String event) {
        var ticket = locked(agent, id);
        ticket.requireWorkable();
        to(agent, ticket, status, event);
    }

    private void to(Agent agent, Ticket ticket, Status status, String event) {
        if (ticket.status() == status) {
            return;
        }
        rows.status(ticket, status, null, clock.instant());
        done(
                agent,
                ticket,
                event,
                "ticket." + event,
                Map.of("from", ticket.status().wire(), "to", status.wire()));
    }

    private Ticket locked(Agent agent, TicketId id) {
        rows.lock(agent.tenant(), id);
        return tickets.workableBy(agent, id);
    }

    private void done(Agent agent, Ticket ticket, String event, String action, Map<String, String> what) {
        var line = new java.util.HashMap<>(what);
        line.put("type", event);
        messages.event(ticket, agent.id().value(), agent.name(), line, clock.instant());
        events.publishEvent(new TicketChanged(agent.tenant(), ticket.id(), ticket.department()));
        var detail = Status.of(what.getOrDefault("to", "")).map(Status::wire).orElse("");
        events.publishEvent(Happened.by(agent, action, "ticket", ticket.id().value(), detail));
    }

    private static Status before(Ticket ticket) {
        return ticket.statusBefore().filter(Status::isWorkable).orElse(Status.OPEN);
    }

    private static Status afterPostponement(Ticket ticket) {
        return ticket.statusBefore().filter(before -> before == Status.NEW).orElse(Status.OPEN);
    }
}
