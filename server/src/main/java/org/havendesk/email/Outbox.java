package org.havendesk.email;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.havendesk.jobs.Jobs;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Letter;
import org.havendesk.platform.TenantId;
import org.havendesk.tickets.AgentReplied;
import org.havendesk.tickets.Attached;
import org.havendesk.tickets.MessageId;
import org.havendesk.tickets.Recipient;
import org.havendesk.tickets.Recipients;
import org.havendesk.tickets.TicketId;
import org.havendesk.tickets.Tickets;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes down what is to leave, in the transaction that causes it: either both are committed or neither. A job then
 * sends it.
 */
@Component
class Outbox {
    private final OutboxRows rows;
    private final ReplyComposer composer;
    private final SenderList senders;
    private final WaysOut ways;
    private final Tickets tickets;
    private final Jobs jobs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Outbox(
            OutboxRows rows,
            ReplyComposer composer,
            SenderList senders,
            WaysOut ways,
            Tickets tickets,
            Jobs jobs,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.composer = composer;
        this.senders = senders;
        this.ways = ways;
        this.tickets = tickets;
        this.jobs = jobs;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void on(AgentReplied replied) {
        if (!replied.ticket().channel().equals("email")) {
            return;
        }
        var composed = composer.compose(replied);
        tickets.identified(replied.tenant(), replied.message(), composed.externalId(), composer.signature(replied));
        add(waiting(
                replied.tenant(),
                Ids.next(),
                OutboxRow.Purpose.REPLY,
                Optional.of(replied.message()),
                Optional.of(replied.ticket().id()),
                Optional.of(replied.ticket().department()),
                replied.recipients(),
                composed,
                replied.files()));
    }

    @EventListener
    void on(Letter letter) {
        var id = Ids.next();
        var address = ways.first(letter.tenant());
        var composed = new ReplyComposer.Composed(
                letter.subject(),
                letter.html(),
                letter.text(),
                Map.of("Auto-Submitted", "auto-generated"),
                composer.letterId(letter.tenant(), id, address),
                senders.account(letter.tenant()).name());
        var to = new Recipient(letter.toName(), letter.to().value());
        add(waiting(
                letter.tenant(),
                id,
                OutboxRow.Purpose.of(letter.purpose()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Recipients(List.of(to), List.of(), List.of()),
                composed,
                List.of()));
    }

    /** Puts a mail into the outbox and makes its sending due. */
    void add(OutboxRow mail) {
        rows.insert(mail);
        due(mail.tenant(), mail.id(), mail.nextAttemptAt());
        events.publishEvent(new OutboxChanged(mail.tenant()));
    }

    OutboxRow waiting(
            TenantId tenant,
            UUID id,
            OutboxRow.Purpose purpose,
            Optional<MessageId> message,
            Optional<TicketId> ticket,
            Optional<DepartmentId> department,
            Recipients recipients,
            ReplyComposer.Composed composed,
            List<Attached> files) {
        var now = clock.instant();
        return new OutboxRow(
                tenant,
                id,
                purpose,
                message,
                ticket,
                department,
                recipients,
                composed.subject(),
                composed.html(),
                composed.text(),
                composed.headers(),
                composed.externalId(),
                composed.senderName(),
                files,
                OutboxState.WAITING,
                0,
                now,
                Optional.empty(),
                now,
                Optional.empty(),
                Optional.empty(),
                Set.of());
    }

    /** A job that runs cannot make itself due again under its own name: the time is part of it. */
    void due(TenantId tenant, UUID mail, Instant at) {
        var item = mail + "@" + at.toEpochMilli();
        if (at.isAfter(clock.instant())) {
            jobs.at(SendJob.NAME, tenant, item, at);
        } else {
            jobs.now(SendJob.NAME, tenant, item);
        }
    }

    /** The same for a job that came too early: what it would make due may have its own name. */
    void dueAfterAll(TenantId tenant, UUID mail, Instant at) {
        jobs.at(
                SendJob.NAME,
                tenant,
                mail + "@" + at.toEpochMilli() + "/" + clock.instant().toEpochMilli(),
                at);
    }

    /** Whatever waits in this account tries again at once: there is a new way out. */
    void wake(TenantId tenant) {
        var now = clock.instant();
        rows.due(tenant, now).forEach(mail -> due(tenant, mail, now));
    }
}
