package org.havendesk.email;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.havendesk.jobs.Jobs;
import org.havendesk.platform.SystemEvent;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks into every mailbox again and again: one round after the other, on one node at a time. The job of the next round is
 * there before a round begins, so that a crash only delays it. Between rounds a connection waits for the server to tell of
 * new mail, where it can.
 */
@Component
class MailboxRounds implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(MailboxRounds.class);
    private static final int AT_A_TIME = 16;
    private static final Duration NET = Duration.ofMinutes(15);
    /** Shorter than servers let a silent connection live (RFC 2177: half an hour), and than most routers do. */
    private static final Duration WATCHED = Duration.ofMinutes(9);

    private static final Duration FIRST_BACK_OFF = Duration.ofMinutes(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofHours(1);

    private final MailboxRows rows;
    private final MailboxFetch fetch;
    private final MailboxWatch watch;
    private final Jobs jobs;
    private final InboundSettings settings;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Semaphore places = new Semaphore(AT_A_TIME, true);
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();

    MailboxRounds(
            MailboxRows rows,
            MailboxFetch fetch,
            MailboxWatch watch,
            Jobs jobs,
            InboundSettings settings,
            Clock clock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.fetch = fetch;
        this.watch = watch;
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Begins anew with a mailbox whose settings were just written, when the transaction commits. */
    void start(TenantId tenant, Mailbox mailbox) {
        watch.end(mailbox.id());
        jobs.cancel(MailboxJob.NAME, tenant, item(mailbox.id(), mailbox.round()));
        var round = rows.anyNextRound(tenant, mailbox.id());
        if (mailbox.state() != Mailbox.State.PAUSED) {
            jobs.now(MailboxJob.NAME, tenant, item(mailbox.id(), round));
        }
    }

    /** The mailbox is gone. */
    void stop(UUID mailbox) {
        watch.end(mailbox);
    }

    /** The job's part: begins a round, if it is still the current one. */
    void begin(TenantId tenant, UUID id, long round) {
        var begun = transaction.execute(
                state -> next(tenant, id, round, clock.instant().plus(NET)));
        if (Boolean.TRUE.equals(begun) && running.add(id)) {
            Thread.ofVirtual().name("mailbox").start(() -> run(tenant, id, round + 1));
        }
    }

    private void run(TenantId tenant, UUID id, long round) {
        try {
            places.acquire();
            try {
                Tenants.run(tenant, () -> goRound(tenant, id, round));
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn(
                    "A mailbox of account {} could not be looked into ({})",
                    tenant,
                    e.getClass().getSimpleName());
        } finally {
            running.remove(id);
        }
    }

    private void goRound(TenantId tenant, UUID id, long round) {
        watch.end(id);
        var found = transaction.execute(state -> rows.find(tenant, id).filter(one -> one.round() == round));
        if (found == null || found.isEmpty()) {
            return;
        }
        var mailbox = found.get();
        var password = transaction.execute(state -> rows.password(tenant, id));
        var outcome = fetched(tenant, mailbox, String.valueOf(password));
        var ended = transaction.execute(state -> end(tenant, mailbox, round, outcome));
        if (Boolean.TRUE.equals(ended)
                && outcome instanceof MailboxFetch.Outcome.Done(var more, var pressing, var from)
                && !more) {
            watch.begin(mailbox, String.valueOf(password), from, () -> mailHasCome(tenant, id, round + 1));
        }
    }

    /** A failure of ours, such as a full disk, shows on the mailbox as well; the next round tries again. */
    private MailboxFetch.Outcome fetched(TenantId tenant, Mailbox mailbox, String password) {
        try {
            return fetch.run(tenant, mailbox, password);
        } catch (RuntimeException e) {
            log.warn(
                    "Mail fetched for account {} could not be stored ({})",
                    tenant,
                    e.getClass().getSimpleName());
            return new MailboxFetch.Outcome.Failed(new MailboxTrouble(MailboxTrouble.Step.FETCH, "store", ""));
        }
    }

    private boolean end(TenantId tenant, Mailbox mailbox, long round, MailboxFetch.Outcome outcome) {
        return switch (outcome) {
            case MailboxFetch.Outcome.Done(var more, var pressing, var from) -> {
                rows.fetched(tenant, mailbox.id(), clock.instant());
                var pause = from.isPresent() && !more ? WATCHED : settings.poll();
                boolean now = more && pressing;
                yield next(tenant, mailbox.id(), round, clock.instant().plus(now ? Duration.ZERO : pause));
            }
            case MailboxFetch.Outcome.Failed(var trouble) -> {
                rows.failed(tenant, mailbox.id(), trouble);
                events.publishEvent(
                        SystemEvent.failed(tenant, "mailbox.failing", Optional.of(mailbox.id()), trouble.key()));
                yield next(tenant, mailbox.id(), round, clock.instant().plus(backOff(mailbox.failures())));
            }
        };
    }

    /** The server has told of new mail. */
    private void mailHasCome(TenantId tenant, UUID id, long round) {
        Tenants.run(tenant, () -> transaction.executeWithoutResult(state -> next(tenant, id, round, clock.instant())));
    }

    private boolean next(TenantId tenant, UUID id, long round, Instant due) {
        if (!rows.nextRound(tenant, id, round)) {
            return false;
        }
        jobs.cancel(MailboxJob.NAME, tenant, item(id, round));
        if (due.isAfter(clock.instant())) {
            jobs.at(MailboxJob.NAME, tenant, item(id, round + 1), due);
        } else {
            jobs.now(MailboxJob.NAME, tenant, item(id, round + 1));
        }
        return true;
    }

    static Duration backOff(int failures) {
        var doubled = FIRST_BACK_OFF.multipliedBy(1L << Math.min(failures, 10));
        return doubled.compareTo(LONGEST_BACK_OFF) < 0 ? doubled : LONGEST_BACK_OFF;
    }

    static String item(UUID mailbox, long round) {
        return mailbox + "/" + round;
    }

    @Override
    public void destroy() {
        watch.endAll();
    }
}
