package org.havendesk.email;

import java.time.Duration;
import org.havendesk.jobs.Recurring;
import org.havendesk.platform.EachTenant;
import org.springframework.stereotype.Component;

/** The net under {@link IntakeNet}: a mail whose commit took longer than anybody waits is found here. */
@Component
class IntakeSweep implements Recurring {
    private final EachTenant tenants;
    private final IntakeNet net;

    IntakeSweep(EachTenant tenants, IntakeNet net) {
        this.tenants = tenants;
        this.net = net;
    }

    @Override
    public String name() {
        return "mail-in-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        tenants.run(net::haul);
    }
}
