package org.havendesk.audit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.havendesk.jobs.Recurring;
import org.havendesk.platform.EachTenant;
import org.havendesk.platform.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes where each chain ends into the program's own log, which lies elsewhere and is often shipped away. */
@Component
class AuditAnchoring implements Recurring {
    private static final Logger log = LoggerFactory.getLogger(AuditAnchoring.class);

    private final EachTenant tenants;
    private final AuditChain chain;
    private final Map<TenantId, Long> said = new ConcurrentHashMap<>();

    AuditAnchoring(EachTenant tenants, AuditChain chain) {
        this.tenants = tenants;
        this.chain = chain;
    }

    @Override
    public String name() {
        return "audit-anchor";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        tenants.run(tenant -> chain.anchor(tenant).ifPresent(anchor -> {
            if (!Long.valueOf(anchor.number()).equals(said.put(tenant, anchor.number()))) {
                log.info("Audit log of {} ends at {}", tenant, anchor);
            }
        }));
    }
}
