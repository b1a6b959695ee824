package org.havendesk.tickets;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.files.Files;
import org.havendesk.files.StoredFile;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.DepartmentRole;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to tickets and their messages: what comes in, what agents answer. How a ticket moves through its states is
 * {@code Triage}; reading lists is {@code TicketList}.
 */
@Service
@Transactional
public class Tickets {
    private static final int MAX_SUBJECT = 500;

    private final TicketRows rows;
    private final MessageRows messages;
    private final RequesterList requesters;
    private final Files files;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Tickets(
            TicketRows rows,
            MessageRows messages,
            RequesterList requesters,
            Files files,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.messages = messages;
        this.requesters = requesters;
        this.files = files;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The ticket, if this agent may see it. The only way that an agent's request gets at a ticket.
     *
     * @throws NotFound when there is no such ticket, or it lies in a department that the agent is not in
     */
    @Transactional(readOnly = true)
    public Ticket visibleTo(Agent agent, TicketId id) {
        return rows.find(agent.tenant(), id)
                .filter(ticket -> agent.worksIn(ticket.department()))
                .orElseThrow(() -> new NotFound("ticket"));
    }

    /**
     * The ticket, if this agent may do something with it.
     *
     * @throws NotFound as in {@link #visibleTo}
     * @throws org.havendesk.platform.Forbidden when they only read in its department
     */
    @Transactional(readOnly = true)
    public Ticket workableBy(Agent agent, TicketId id) {
        var ticket = visibleTo(agent, id);
        agent.require(DepartmentRole.SOLVER, ticket.department());
        return ticket;
    }

    /**
     * Puts a message from outside where it belongs: into the ticket that it answers, if its sender takes part there and
     * the ticket still takes messages, else into a new one. Receiving the same message twice changes nothing.
     *
     * @param suspicion counts for a new ticket only: an answer is never held back
     */
    public Received receive(TenantId tenant, Incoming incoming, Suspicion suspicion) {
        var asked = new ArrayList<>(incoming.answers());
        asked.add(incoming.externalId());
        var known = byExternalId(rows.known(tenant, asked));
        if (known.containsKey(incoming.externalId())) {
            return new Received.Duplicate();
        }

        return answered(tenant, incoming, known)
                .<Received>map(ticket -> new Received.Appended(ticket.id(), append(ticket, incoming)))
                .orElseGet(() -> open(tenant, incoming, suspicion));
    }

    /**
     * The same for a message that was hardly ever received before: where it answers nothing, nobody looks for it. If it is
     * there all the same, the transaction fails with a {@link DuplicateKeyException}, at the latest by its commit; in
     * another one, {@link #receive} then tells the duplicate.
     */
    public Received receiveUnseen(TenantId tenant, Incoming incoming, Suspicion suspicion) {
        return incoming.answers().isEmpty() && incoming.code().isEmpty()
                ? open(tenant, incoming, suspicion)
                : receive(tenant, incoming, suspicion);
    }

    /** The same for a message that no filter looked at. */
    public Received receive(TenantId tenant, Incoming incoming) {
        return receive(tenant, incoming, Suspicion.NONE);
    }

    /**
     * Stores an agent's answer. The requester gets it by the ticket's own channel, written down in the same transaction.
     *
     * @return the new message
     * @throws NotFound as in {@link #visibleTo}
     * @throws TicketClosed when the ticket is closed, spam or deleted
     * @throws Invalid when there is nobody to answer to, or a file is not there any more
     */
    public MessageId reply(Agent agent, TicketId id, Reply reply) {
        rows.lock(agent.tenant(), id);
        var ticket = workableBy(agent, id);
        return reply(ticket, Actor.of(agent), agent.id(), agent.name(), reply);
    }

    /**
     * Stores an answer that an agent gave by mail. The caller has made sure that it is this agent's.
     *
     * @throws NotFound when there is no such ticket
     * @throws TicketClosed when the ticket is closed, spam or deleted
     */
    public MessageId receivedAnswer(
            TenantId tenant, TicketId id, AgentId agent, String agentName, Reply reply, String externalId) {
        rows.lock(tenant, id);
        var ticket = rows.find(tenant, id).orElseThrow(() -> new NotFound("ticket"));
        return reply(ticket, new Actor.OfAgent(agent), agent, agentName, reply);
    }

    /** Stores words for colleagues only; they never leave the account. */
    public MessageId note(Agent agent, TicketId id, String html, List<Reply.FileUse> uploads) {
        rows.lock(agent.tenant(), id);
        var ticket = workableBy(agent, id);
        var message = new MessageId(Ids.next());
        var text = Texts.plain(html);
        var attached = attach(agent.tenant(), html, uploads);

        messages.noted(ticket, message, agent.id().value(), agent.name(), html, text, clock.instant());
        messages.files(agent.tenant(), message, attached);
        rows.touch(
                ticket,
                new TicketRows.Touch(
                        ticket.status(), Texts.snippet(text), !attached.isEmpty(), false, clock.instant()));
        rows.searchableToo(ticket, text);
        changed(ticket, ticket.department());
        return message;
    }

    /**
     * Begins a conversation with a customer: a ticket that is answered from the start.
     *
     * @throws NotFound when the department is not one of the agent's
     * @throws Invalid when there is no recipient
     */
    public Ticket begin(Agent agent, DepartmentId department, ContactId contact, String subject, Reply first) {
        if (!agent.worksIn(department)) {
            throw new NotFound("department");
        }
        agent.require(DepartmentRole.SOLVER, department);
        var now = clock.instant();
        var ticket = new Ticket(
                agent.tenant(),
                new TicketId(Ids.next()),
                Codes.next(),
                bounded(subject),
                Status.NEW,
                Optional.empty(),
                "email",
                department,
                Optional.of(agent.id()),
                Optional.of(contact),
                false,
                now,
                now);

        rows.insert(ticket, now);
        rows.searchable(ticket, subject + " " + requesters.words(agent.tenant(), contact));
        reply(ticket, Actor.of(agent), agent.id(), agent.name(), first, true);
        events.publishEvent(
                Happened.by(agent, "ticket.begun", "ticket", ticket.id().value()));
        return visibleTo(agent, ticket.id());
    }

    /** Stores what a mail server said about a mail of ours that it did not deliver. */
    public void bounced(
            TenantId tenant,
            MessageId message,
            String externalId,
            String html,
            String text,
            String detail,
            Optional<java.util.UUID> source) {
        messages.delivery(tenant, message, Delivery.BOUNCED, detail, clock.instant())
                .ifPresent(id -> {
                    rows.lock(tenant, id);
                    var ticket = rows.find(tenant, id).orElseThrow(() -> new NotFound("ticket"));
                    messages.bounced(
                            ticket,
                            new MessageId(Ids.next()),
                            externalId,
                            html,
                            text,
                            source.orElse(null),
                            clock.instant());
                    rows.touch(
                            ticket,
                            new TicketRows.Touch(ticket.status(), Texts.snippet(text), false, true, clock.instant()));
                    rows.failed(tenant, id, true);
                    changed(ticket, ticket.department());
                });
    }

    /**
     * The channel has made the message that leaves: answers to it will name this id.
     *
     * @param below what the channel puts below the agent's words, sanitised; folded away in the thread. May be empty
     */
    public void identified(TenantId tenant, MessageId message, String externalId, String below) {
        messages.identify(tenant, message, externalId, below);
    }

    /** How far a message of ours has come; shown on the message, and on the ticket while any has failed. */
    public void delivered(TenantId tenant, MessageId message, Delivery state, String detail) {
        messages.delivery(tenant, message, state, detail, clock.instant()).ifPresent(id -> {
            rows.failed(tenant, id, messages.anyFailed(tenant, id));
            rows.find(tenant, id).ifPresent(ticket -> changed(ticket, ticket.department()));
        });
    }

    /** An agent has told the channel not to send a message of ours any more: it has failed, and the thread says by whom. */
    public void withdrawn(Agent agent, MessageId message, String detail) {
        var tenant = agent.tenant();
        messages.delivery(tenant, message, Delivery.FAILED, detail, clock.instant())
                .ifPresent(id -> {
                    rows.lock(tenant, id);
                    var ticket = rows.find(tenant, id).orElseThrow(() -> new NotFound("ticket"));
                    messages.event(
                            ticket, agent.id().value(), agent.name(), Map.of("type", "withdrawn"), clock.instant());
                    rows.failed(tenant, id, true);
                    changed(ticket, ticket.department());
                });
    }

    /** External ids that the next message of ours in this ticket refers to, the oldest first, at most 20. */
    @Transactional(readOnly = true)
    public List<String> references(TenantId tenant, TicketId ticket) {
        return messages.externalIds(tenant, ticket);
    }

    /** Which of these external ids belong to messages that we have, and to which tickets. */
    @Transactional(readOnly = true)
    public Map<String, TicketId> known(TenantId tenant, Collection<String> externalIds) {
        return byExternalId(rows.known(tenant, externalIds));
    }

    /** The raw messages that the ticket's customers' messages were made from, as far as they are kept; the newest 5 first. */
    @Transactional(readOnly = true)
    public List<UUID> sources(TenantId tenant, TicketId ticket) {
        return messages.sources(tenant, ticket);
    }

    /** The raw messages of these ids are not kept any more. */
    public void sourcesGone(TenantId tenant, Collection<UUID> sources) {
        messages.sourcesGone(tenant, sources);
    }

    private Optional<Ticket> answered(TenantId tenant, Incoming incoming, Map<String, TicketId> known) {
        var byReference = incoming.answers().stream().filter(known::containsKey).map(known::get);
        var byCode = incoming.code().stream().flatMap(code -> rows.byCode(tenant, code).stream());
        return java.util.stream.Stream.concat(byReference, byCode)
                .distinct()
                .limit(5)
                .flatMap(id -> rows.locked(tenant, id).stream())
                .filter(Ticket::takesMessages)
                .filter(ticket -> rows.takesPart(ticket, incoming.contact(), incoming.from()))
                .findFirst();
    }

    private Received open(TenantId tenant, Incoming incoming, Suspicion suspicion) {
        boolean held = suspicion == Suspicion.HELD;
        var ticket = new Ticket(
                tenant,
                new TicketId(Ids.next()),
                Codes.next(),
                bounded(incoming.subject()),
                held ? Status.SPAM : Status.NEW,
                held ? Optional.of(Status.NEW) : Optional.empty(),
                incoming.channel(),
                incoming.department(),
                Optional.empty(),
                Optional.of(incoming.contact()),
                suspicion == Suspicion.SUSPECTED,
                incoming.at(),
                clock.instant());
        var message = new MessageId(Ids.next());

        rows.insert(ticket, touch(ticket.status(), incoming));
        messages.received(ticket, message, incoming);
        rows.participants(ticket, incoming.brings(), true);
        rows.searchable(
                ticket, String.join(" ", ticket.subject(), incoming.authorName(), incoming.from(), incoming.text()));
        changed(ticket, ticket.department());
        if (!held) {
            events.publishEvent(new CustomerWrote(tenant, ticket, message, incoming));
        }
        return new Received.Opened(ticket.id(), message);
    }

    private MessageId append(Ticket ticket, Incoming incoming) {
        var message = new MessageId(Ids.next());
        var status = incoming.kind() == Incoming.Kind.AUTO_REPLY ? ticket.status() : ticket.whenReceived();

        messages.received(ticket, message, incoming);
        rows.touch(ticket, touch(status, incoming));
        rows.participants(ticket, incoming.brings(), true);
        rows.searchableToo(ticket, incoming.authorName() + " " + incoming.text());
        changed(ticket, ticket.department());
        events.publishEvent(new CustomerWrote(ticket.tenant(), ticket, message, incoming));
        return message;
    }

    private TicketRows.Touch touch(Status status, Incoming incoming) {
        return new TicketRows.Touch(
                status, Texts.snippet(incoming.text()), !incoming.files().isEmpty(), true, clock.instant());
    }

    private MessageId reply(Ticket ticket, Actor actor, AgentId agent, String name, Reply reply) {
        return reply(ticket, actor, agent, name, reply, false);
    }

    private MessageId reply(Ticket ticket, Actor actor, AgentId agent, String name, Reply reply, boolean opening) {
        var status = ticket.whenAnswered();
        var to = reply.recipients().orElseGet(() -> everybody(ticket));
        if (to.to().isEmpty()) {
            throw Invalid.field("to", "recipient");
        }
        var message = new MessageId(Ids.next());
        var text = Texts.plain(reply.html());
        var attached = attach(ticket.tenant(), reply.html(), reply.files());

        messages.replied(ticket, message, agent.value(), name, reply, to, text, clock.instant());
        messages.files(ticket.tenant(), message, attached);
        rows.participants(ticket, to.to(), false);
        rows.participants(ticket, to.cc(), true);
        rows.touch(
                ticket,
                new TicketRows.Touch(
                        reply.then().orElse(status), Texts.snippet(text), !attached.isEmpty(), false, clock.instant()));
        if (ticket.assignee().isEmpty()) {
            rows.assign(ticket, agent, clock.instant());
        }
        if (ticket.suspected()) {
            rows.trust(ticket);
        }
        rows.searchableToo(ticket, text);
        changed(ticket, ticket.department());
        events.publishEvent(
                new AgentReplied(ticket.tenant(), ticket, message, actor, name, reply.html(), to, attached, opening));
        events.publishEvent(new Happened(
                ticket.tenant(), actor, "ticket.answered", "ticket", ticket.id().value(), ""));
        return message;
    }

    private Recipients everybody(Ticket ticket) {
        var to = ticket.contact().flatMap(contact -> requesters.address(ticket.tenant(), contact)).stream()
                .toList();
        var cc = rows.copied(ticket.tenant(), ticket.id()).stream()
                .filter(copied -> to.stream().noneMatch(one -> one.email().equals(copied.email())))
                .toList();
        return new Recipients(to, cc, List.of());
    }

    /** Files uploaded before: the picked ones, and those that the words show inside. */
    private List<Attached> attach(TenantId tenant, String html, List<Reply.FileUse> uploads) {
        var uses = new LinkedHashMap<>(Texts.filesShownIn(html));
        uploads.forEach(upload -> uses.putIfAbsent(upload.id(), upload.name()));
        if (uses.isEmpty()) {
            return List.of();
        }
        var shown = Texts.filesShownIn(html);
        var attached = uses.entrySet().stream()
                .map(use -> {
                    StoredFile file =
                            files.find(tenant, use.getKey()).orElseThrow(() -> Invalid.field("attachments", "file"));
                    return new Attached(
                            file.id(),
                            use.getValue(),
                            file.type(),
                            file.size(),
                            file.id().toString(),
                            shown.containsKey(file.id()));
                })
                .toList();
        files.keep(tenant, uses.keySet());
        return attached;
    }

    private void changed(Ticket ticket, DepartmentId department) {
        events.publishEvent(new TicketChanged(ticket.tenant(), ticket.id(), department));
    }

    private static Map<String, TicketId> byExternalId(List<TicketRows.Known> known) {
        var map = new LinkedHashMap<String, TicketId>();
        known.forEach(one -> map.put(one.externalId(), one.ticket()));
        return map;
    }

    private static String bounded(String subject) {
        return subject.length() <= MAX_SUBJECT ? subject : subject.substring(0, MAX_SUBJECT);
    }
}
