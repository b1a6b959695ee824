package org.havendesk.spam;

import java.time.Duration;
import org.havendesk.jobs.Recurring;
import org.havendesk.platform.EachTenant;
import org.springframework.stereotype.Component;

/** Keeps what the filter holds of every account within bounds of time and size. */
@Component
class Tidying implements Recurring {
    private final SpamFilter filter;
    private final EachTenant tenants;

    Tidying(SpamFilter filter, EachTenant tenants) {
        this.filter = filter;
        this.tenants = tenants;
    }

    @Override
    public String name() {
        return "spam-tidying";
    }

    @Override
    public Duration every() {
        return Duration.ofDays(1);
    }

    @Override
    public void run() {
        tenants.run(filter::tidy);
    }
}
