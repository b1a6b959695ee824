package org.havendesk.spam;

import java.time.Duration;
import org.havendesk.jobs.Recurring;
import org.havendesk.platform.EachTenant;
import org.springframework.stereotype.Component;

/** Keeps every account's ledger within bounds. */
@Component
class LongLedgers implements Recurring {
    private final SpamFilter filter;
    private final EachTenant tenants;

    LongLedgers(SpamFilter filter, EachTenant tenants) {
        this.filter = filter;
        this.tenants = tenants;
    }

    @Override
    public String name() {
        return "spam-ledgers";
    }

    @Override
    public Duration every() {
        return Duration.ofDays(1);
    }

    @Override
    public void run() {
        tenants.run(filter::trim);
    }
}
