package org.havendesk.email;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.havendesk.jobs.Recurring;
import org.havendesk.platform.EachTenant;
import org.havendesk.platform.TenantId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the outboxes in order: forgets what was sent long ago, and makes due what is overdue because its job is gone. A
 * relay that a restart brought is told to those who waited for it.
 */
@Component
class OutboxSweep implements Recurring {
    private static final int AT_A_TIME = 1000;
    private static final Duration OVERDUE = Duration.ofMinutes(30);

    private final EachTenant tenants;
    private final OutboxRows rows;
    private final ObjectProvider<Outbox> outbox;
    private final MailLimits limits;
    private final MailPreferences preferences;
    private final Relay relay;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OutboxSweep(
            EachTenant tenants,
            OutboxRows rows,
            ObjectProvider<Outbox> outbox,
            MailLimits limits,
            MailPreferences preferences,
            Relay relay,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.tenants = tenants;
        this.rows = rows;
        this.outbox = outbox;
        this.limits = limits;
        this.preferences = preferences;
        this.relay = relay;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public String name() {
        return "outbox-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(30);
    }

    @Override
    public void run() {
        tenants.run(tenant -> transaction.executeWithoutResult(state -> sweep(tenant)));
    }

    void sweep(TenantId tenant) {
        limits.forget(tenant);
        rows.deleteSent(tenant, eldest(tenant));
        rows.overdue(tenant, clock.instant().minus(OVERDUE), AT_A_TIME)
                .forEach(mail -> outbox.getObject().due(tenant, mail, clock.instant()));
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        if (relay.server().isPresent()) {
            Thread.ofVirtual().name("outbox-wake").start(this::wakeAll);
        }
    }

    /** Those who waited for a way out try again at once. */
    void wakeAll() {
        tenants.run(tenant ->
                transaction.executeWithoutResult(state -> outbox.getObject().wake(tenant)));
    }

    private Instant eldest(TenantId tenant) {
        return clock.instant().minus(Duration.ofDays(preferences.of(tenant).keepSentDays()));
    }
}
