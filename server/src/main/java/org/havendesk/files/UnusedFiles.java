package org.havendesk.files;

import java.time.Clock;
import java.time.Duration;
import org.havendesk.jobs.Recurring;
import org.havendesk.platform.EachTenant;
import org.springframework.stereotype.Component;

/** Uploads that no message took within a day go away. */
@Component
class UnusedFiles implements Recurring {
    private static final Duration KEPT = Duration.ofDays(1);

    private final Files files;
    private final EachTenant tenants;
    private final Clock clock;

    UnusedFiles(Files files, EachTenant tenants, Clock clock) {
        this.files = files;
        this.tenants = tenants;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "files-unused";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        tenants.run(tenant -> files.deleteUnused(tenant, clock.instant().minus(KEPT)));
    }
}
