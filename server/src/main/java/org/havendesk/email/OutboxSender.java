package org.havendesk.email;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.havendesk.email.Transmission.Step;
import org.havendesk.email.Transmission.Trouble;
import org.havendesk.platform.Said;
import org.havendesk.platform.SystemEvent;
import org.havendesk.platform.TenantId;
import org.havendesk.tickets.Delivery;
import org.havendesk.tickets.Tickets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings a mail from the outbox to a server. That it is being sent is committed before a server hears of it, and what
 * became of it after. A mail whose sending was cut off in between may have been taken by the server or not: it is sent
 * again after {@link OutboxSettings#patience}, with the same Message-ID.
 */
@Component
class OutboxSender {
    private static final Logger log = LoggerFactory.getLogger(OutboxSender.class);

    /** With the back-off below, a server has two days to come back (RFC 5321, 4.5.4.1). */
    static final int ATTEMPTS = 18;

    private static final Duration FIRST_BACK_OFF = Duration.ofMinutes(1);
    private static final Duration LAST_BACK_OFF = Duration.ofHours(4);
    private static final Duration NO_SERVER = Duration.ofHours(1);
    private static final Duration REST = Duration.ofMillis(250);
    private static final int TRIES_TO_WRITE_DOWN = 2_400;
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(30);

    private final OutboxRows rows;
    private final Outbox outbox;
    private final WaysOut ways;
    private final MailLimits limits;
    private final MailWriter writer;
    private final DkimKeys dkim;
    private final SmtpClient client;
    private final OutgoingServerRows servers;
    private final Tickets tickets;
    private final OutboxSettings settings;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OutboxSender(
            OutboxRows rows,
            Outbox outbox,
            WaysOut ways,
            MailLimits limits,
            MailWriter writer,
            DkimKeys dkim,
            SmtpClient client,
            OutgoingServerRows servers,
            Tickets tickets,
            OutboxSettings settings,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.outbox = outbox;
        this.ways = ways;
        this.limits = limits;
        this.writer = writer;
        this.dkim = dkim;
        this.client = client;
        this.servers = servers;
        this.tickets = tickets;
        this.settings = settings;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Sends the mail if it is due and there is a way; doing it again changes nothing. */
    void send(TenantId tenant, UUID id) {
        Optional<Claim> claimed = transaction.execute(state -> claim(tenant, id));
        claimed.ifPresent(claim -> {
            var outcome = transmit(claim);
            writeDown(claim, outcome);
        });
    }

    /** What a server has answered is known to nobody else: while the database is away, it is kept and tried again. */
    private void writeDown(Claim claim, Transmission outcome) {
        for (var tries = 1; ; tries++) {
            try {
                transaction.executeWithoutResult(state -> finish(claim, outcome));
                return;
            } catch (TransactionException | DataAccessResourceFailureException | TransientDataAccessException e) {
                if (tries == TRIES_TO_WRITE_DOWN || !hasRested()) {
                    throw e;
                }
            }
        }
    }

    private static boolean hasRested() {
        try {
            Thread.sleep(REST);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private record Claim(OutboxRow mail, SmtpServer server, WaysOut.From from) {}

    private Optional<Claim> claim(TenantId tenant, UUID id) {
        return rows.await(tenant, id).filter(this::isDue).flatMap(mail -> {
            var server = ways.server(tenant, mail.department());
            if (server.isEmpty()) {
                wait(mail, clock.instant().plus(NO_SERVER), said("waiting.server"));
                return Optional.empty();
            }
            var full = limits.take(tenant, id, server.get(), mail.pending());
            if (full.isPresent()) {
                var soonest = clock.instant().plus(SHORTEST_WAIT);
                var until = full.get().until().isAfter(soonest) ? full.get().until() : soonest;
                wait(mail, until, said(full.get().key(), full.get().limit()));
                return Optional.empty();
            }
            rows.claim(mail, clock.instant());
            return Optional.of(new Claim(mail, server.get(), ways.from(mail, server.get())));
        });
    }

    private boolean isDue(OutboxRow mail) {
        var due = switch (mail.state()) {
            case WAITING -> mail.nextAttemptAt();
            case SENDING -> mail.claimedAt().orElse(mail.createdAt()).plus(settings.patience());
            case SENT, FAILED -> Instant.MAX;
        };
        if (due.equals(Instant.MAX) || !due.isAfter(clock.instant())) {
            return !due.equals(Instant.MAX);
        }
        outbox.dueAfterAll(mail.tenant(), mail.id(), due);
        return false;
    }

    private Transmission transmit(Claim claim) {
        try {
            var message = dkim.signed(
                    claim.mail().tenant(),
                    writer.write(claim.mail(), claim.from()),
                    claim.from().address());
            return client.send(
                    claim.server(),
                    message,
                    claim.from().address(),
                    claim.mail().pending());
        } catch (RuntimeException e) {
            log.warn(
                    "Mail {} could not be made: {}",
                    claim.mail().id(),
                    e.getClass().getSimpleName());
            return Transmission.failed(new Trouble(Step.SEND, false, "failure.made", ""));
        }
    }

    private void finish(Claim claim, Transmission outcome) {
        var held = rows.await(claim.mail().tenant(), claim.mail().id());
        if (held.isEmpty() || held.get().state() != OutboxState.SENDING) {
            return;
        }
        var mail = held.get();
        var accepted = new TreeSet<>(mail.accepted());
        accepted.addAll(outcome.accepted());
        if (outcome.accepted().isEmpty()) {
            limits.giveBack(mail.tenant(), mail.id());
        }
        note(claim, outcome);
        var missing = mail.pending();
        missing.removeAll(outcome.accepted());
        if (missing.isEmpty()) {
            rows.sent(mail, accepted, clock.instant());
            told(mail, Delivery.SENT, said("sent", claim.server().host()));
            return;
        }
        var reason = reason(claim, outcome);
        if (isOver(mail, outcome)) {
            rows.failed(mail, mail.attempts(), reason.kept(), accepted, clock.instant());
            events.publishEvent(SystemEvent.failed(
                    mail.tenant(),
                    "mail.failed",
                    Optional.of(mail.id()),
                    mail.purpose().wire()));
            told(mail, Delivery.FAILED, reason);
            return;
        }
        var next = clock.instant().plus(backOff(mail.attempts()));
        rows.waiting(mail, mail.attempts(), next, reason.kept(), accepted);
        outbox.due(mail.tenant(), mail.id(), next);
        told(mail, Delivery.WAITING, reason.and(said("again")));
    }

    /** No more attempts: useless ones, or too many. Who can still be reached is tried first. */
    private static boolean isOver(OutboxRow mail, Transmission outcome) {
        var permanent =
                outcome.trouble().map(Trouble::permanent).orElse(outcome.later().isEmpty());
        return permanent || mail.attempts() >= ATTEMPTS;
    }

    static Duration backOff(int attempts) {
        var doubled = FIRST_BACK_OFF.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 10));
        return doubled.compareTo(LAST_BACK_OFF) < 0 ? doubled : LAST_BACK_OFF;
    }

    /** An account's own server that cannot be reached or logged in to is shown as failing in the settings. */
    private void note(Claim claim, Transmission outcome) {
        claim.server().id().ifPresent(id -> {
            var wrong = outcome.trouble().filter(trouble -> trouble.step() != Step.SEND);
            servers.state(
                    claim.mail().tenant(),
                    id,
                    wrong.map(trouble -> explained(claim, trouble).kept()).orElse(null));
            wrong.ifPresent(trouble -> events.publishEvent(SystemEvent.failed(
                    claim.mail().tenant(),
                    "server.failing",
                    Optional.of(id),
                    trouble.step().name().toLowerCase(Locale.ROOT))));
        });
    }

    private void wait(OutboxRow mail, Instant until, Said reason) {
        rows.waiting(mail, mail.attempts(), until, reason.kept(), mail.accepted());
        outbox.due(mail.tenant(), mail.id(), until);
        if (!mail.lastError().equals(Optional.of(reason.kept()))) {
            told(mail, Delivery.WAITING, reason);
        }
    }

    private void told(OutboxRow mail, Delivery state, Said detail) {
        mail.message().ifPresent(message -> tickets.delivered(mail.tenant(), message, state, detail.kept()));
        events.publishEvent(new OutboxChanged(mail.tenant()));
    }

    private static Said reason(Claim claim, Transmission outcome) {
        if (outcome.trouble().isPresent()) {
            return explained(claim, outcome.trouble().get());
        }
        var refused = outcome.refused().isEmpty() ? outcome.later() : outcome.refused();
        return refused.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .limit(5)
                .map(one -> said("failure.recipient", claim.server().host(), one.getKey(), one.getValue()))
                .reduce(Said::and)
                .orElseGet(() -> said("failure.broken", claim.server().host(), ""));
    }

    private static Said explained(Claim claim, Trouble trouble) {
        return said(trouble.key(), claim.server().host(), trouble.said());
    }

    /** In no language yet: whoever reads it reads it in theirs. */
    private static Said said(String key, Object... arguments) {
        return Said.of("outbox." + key, arguments);
    }
}
