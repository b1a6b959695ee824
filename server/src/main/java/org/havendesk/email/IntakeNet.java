package org.havendesk.email;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.jobs.Job;
import org.havendesk.jobs.Jobs;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.TenantId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The net under the intake: whatever an account's mails of some seconds meet, a job looks afterwards whether all were
 * handled. One job for them all, since most mails never need it.
 */
@Component
class IntakeNet implements Job {
    static final String NAME = "mail-in-net";

    private static final Duration SPAN = Duration.ofSeconds(10);
    /** So long a mail may be on its way before anybody looks after it. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int AT_A_TIME = 1_000;

    private final ObjectProvider<Jobs> jobs;
    private final InboundRows rows;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Cache<TenantId, Instant> committed =
            Caffeine.newBuilder().expireAfterWrite(SPAN).build();

    /** @param jobs asked for late: it knows all jobs, this one too */
    IntakeNet(ObjectProvider<Jobs> jobs, InboundRows rows, Clock clock, PlatformTransactionManager transactions) {
        this.jobs = jobs;
        this.rows = rows;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** From the commit of this transaction on, a mail that is stored now is looked after. */
    void spread(TenantId tenant) {
        var end = endOfSpan(clock.instant());
        if (end.equals(committed.getIfPresent(tenant))) {
            return;
        }
        jobs.getObject().at(NAME, tenant, end.toString(), end.plus(PATIENCE));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                committed.put(tenant, end);
            }
        });
    }

    private static Instant endOfSpan(Instant now) {
        var span = SPAN.toSeconds();
        return Instant.ofEpochSecond((now.getEpochSecond() / span + 1) * span);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(TenantId tenant, String item) {
        haul(tenant);
    }

    /** Makes a job of each mail that nobody has handled. */
    void haul(TenantId tenant) {
        var before = clock.instant().minus(PATIENCE);
        var last = Optional.of(new Cursor(Instant.EPOCH, new UUID(0, 0)));
        while (last.isPresent()) {
            var from = last.get();
            last = transaction.execute(state -> haul(tenant, from, before));
        }
    }

    private Optional<Cursor> haul(TenantId tenant, Cursor from, Instant before) {
        var some = rows.unhandled(tenant, from, before, AT_A_TIME);
        some.forEach(mail ->
                jobs.getObject().now(InboundMailJob.NAME, tenant, mail.id().toString()));
        return some.size() < AT_A_TIME ? Optional.empty() : Optional.of(some.getLast());
    }

    /** Never given up: it makes jobs that end in quarantine at the latest. */
    @Override
    public int attempts() {
        return Integer.MAX_VALUE;
    }
}
