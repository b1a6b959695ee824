package org.havendesk.spam;

import java.time.Duration;
import org.havendesk.jobs.Recurring;
import org.havendesk.platform.EachTenant;
import org.springframework.stereotype.Component;

/** Keeps what is kept of messages that nobody has marked within bounds of size, between one {@link Tidying} and the next. */
@Component
class PrintsBound implements Recurring {
    private final SpamFilter filter;
    private final EachTenant tenants;

    PrintsBound(SpamFilter filter, EachTenant tenants) {
        this.filter = filter;
        this.tenants = tenants;
    }

    @Override
    public String name() {
        return "spam-prints-bound";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        tenants.run(filter::boundPrints);
    }
}
