package org.havendesk.audit;

import java.time.Duration;
import org.havendesk.jobs.Recurring;
import org.havendesk.platform.EachTenant;
import org.springframework.stereotype.Component;

@Component
class AuditSealing implements Recurring {
    private final EachTenant tenants;
    private final AuditChain chain;

    AuditSealing(EachTenant tenants, AuditChain chain) {
        this.tenants = tenants;
        this.chain = chain;
    }

    @Override
    public String name() {
        return "audit-seal";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        tenants.run(chain::seal);
    }
}
