package org.havendesk.email;

import java.time.Clock;
import java.time.Duration;
import org.havendesk.files.Files;
import org.havendesk.jobs.Recurring;
import org.havendesk.platform.EachTenant;
import org.havendesk.platform.TenantId;
import org.havendesk.tickets.Tickets;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The bytes of a mail go away some time after it has become a message; what lies in quarantine stays. */
@Component
class RawMailRetention implements Recurring {
    private static final int AT_A_TIME = 200;

    private final EachTenant tenants;
    private final InboundRows rows;
    private final Tickets tickets;
    private final Files files;
    private final InboundSettings settings;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RawMailRetention(
            EachTenant tenants,
            InboundRows rows,
            Tickets tickets,
            Files files,
            InboundSettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.tenants = tenants;
        this.rows = rows;
        this.tickets = tickets;
        this.files = files;
        this.settings = settings;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String name() {
        return "mail-in-retention";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        tenants.run(this::run);
    }

    private void run(TenantId tenant) {
        int removed = AT_A_TIME;
        while (removed == AT_A_TIME) {
            var some = transaction.execute(state -> removeSome(tenant));
            removed = some == null ? 0 : some;
        }
    }

    private int removeSome(TenantId tenant) {
        var old = rows.handledBefore(tenant, clock.instant().minus(settings.keepRaw()), AT_A_TIME);
        if (!old.isEmpty()) {
            tickets.sourcesGone(tenant, old);
            old.forEach(id -> rows.remove(tenant, id).ifPresent(file -> files.delete(tenant, file)));
        }
        return old.size();
    }
}
