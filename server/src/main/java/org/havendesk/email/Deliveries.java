package org.havendesk.email;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.Happened;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Permission;
import org.havendesk.platform.Said;
import org.havendesk.tickets.Delivery;
import org.havendesk.tickets.MessageId;
import org.havendesk.tickets.Tickets;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What agents do with mails that did not leave: send them again, or give them up. */
@Service
@Transactional
class Deliveries {
    private final OutboxRows rows;
    private final Outbox outbox;
    private final Tickets tickets;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Deliveries(OutboxRows rows, Outbox outbox, Tickets tickets, ApplicationEventPublisher events, Clock clock) {
        this.rows = rows;
        this.outbox = outbox;
        this.tickets = tickets;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Sends the mail of a message again, to those who have not got it yet.
     *
     * @throws NotFound when the agent may not see its ticket, or the mail is not in the outbox any more
     * @throws Conflict when it is on its way or was sent
     */
    public void again(Agent agent, MessageId message) {
        var id = rows.ofMessage(agent.tenant(), message).orElseThrow(() -> new NotFound("outgoingMail"));
        var mail = rows.await(agent.tenant(), id).orElseThrow(() -> new NotFound("outgoingMail"));
        tickets.workableBy(agent, mail.ticket().orElseThrow(() -> new NotFound("ticket")));
        again(agent, mail);
    }

    /**
     * Sends any mail of the outbox again.
     *
     * @throws NotFound when there is no such mail
     * @throws Conflict when it is on its way or was sent
     */
    public void again(Agent agent, UUID id) {
        agent.require(Permission.MANAGE_SETTINGS);
        again(agent, rows.await(agent.tenant(), id).orElseThrow(() -> new NotFound("outgoingMail")));
    }

    /**
     * Removes a mail. One that has not left never will, and its ticket says so.
     *
     * @throws NotFound when there is no such mail
     * @throws Conflict when it is being sent right now
     */
    public void delete(Agent agent, UUID id) {
        agent.require(Permission.MANAGE_SETTINGS);
        var mail = rows.await(agent.tenant(), id).orElseThrow(() -> new NotFound("outgoingMail"));
        if (mail.state() == OutboxState.SENDING) {
            throw new Conflict("mailIsBeingSent");
        }
        rows.delete(agent.tenant(), id);
        if (mail.state() != OutboxState.SENT) {
            mail.message()
                    .ifPresent(message -> tickets.withdrawn(
                            agent, message, Said.of("outbox.withdrawn").kept()));
        }
        done(agent, mail, "mail.deleted");
    }

    private void again(Agent agent, OutboxRow mail) {
        if (mail.state() != OutboxState.FAILED && mail.state() != OutboxState.WAITING) {
            throw new Conflict("mailIsSent");
        }
        var now = clock.instant();
        rows.waiting(mail, 0, now, null, Set.copyOf(mail.accepted()));
        outbox.due(mail.tenant(), mail.id(), now);
        mail.message()
                .ifPresent(message -> tickets.delivered(
                        mail.tenant(),
                        message,
                        Delivery.WAITING,
                        Said.of("outbox.waiting.again", agent.name()).kept()));
        done(agent, mail, "mail.retried");
    }

    private void done(Agent agent, OutboxRow mail, String action) {
        events.publishEvent(
                Happened.by(agent, action, "mail", mail.id(), mail.purpose().wire()));
        events.publishEvent(new OutboxChanged(agent.tenant()));
    }
}
