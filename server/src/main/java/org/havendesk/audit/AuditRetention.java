package org.havendesk.audit;

import java.time.Clock;
import java.time.Duration;
import org.havendesk.jobs.Recurring;
import org.havendesk.platform.EachTenant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Removes entries whose time is over; the chain of the rest begins where they end. */
@Component
class AuditRetention implements Recurring {
    private final EachTenant tenants;
    private final AuditChain chain;
    private final Duration kept;
    private final Clock clock;

    AuditRetention(EachTenant tenants, AuditChain chain, @Value("${havendesk.audit.keep}") Duration kept, Clock clock) {
        this.tenants = tenants;
        this.chain = chain;
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "audit-retention";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(6);
    }

    @Override
    public void run() {
        tenants.run(tenant -> {
            while (chain.forget(tenant, clock.instant().minus(kept)) == AuditChain.AT_A_TIME) {
                // goes on with the next stretch, each in a transaction of its own
            }
        });
    }
}
