package org.havendesk.platform;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Goes through all active accounts, for work that comes again and again. One account's failure does not stop the rest. */
@Component
public class EachTenant {
    private static final Logger log = LoggerFactory.getLogger(EachTenant.class);
    private static final int AT_A_TIME = 200;

    private final JdbcClient db;

    EachTenant(JdbcClient db) {
        this.db = db;
    }

    /** Runs the work inside each account, one after the other. */
    public void run(Consumer<TenantId> work) {
        var last = new UUID(0, 0);
        for (var some = after(last); !some.isEmpty(); some = after(last)) {
            some.forEach(tenant -> one(tenant, work));
            last = some.getLast().value();
        }
    }

    private static void one(TenantId tenant, Consumer<TenantId> work) {
        try {
            Tenants.run(tenant, () -> work.accept(tenant));
        } catch (RuntimeException e) {
            log.warn(
                    "Recurring work failed in account {}: {}",
                    tenant,
                    e.getClass().getSimpleName());
        }
    }

    private List<TenantId> after(UUID last) {
        return db.sql("SELECT id FROM account WHERE id > :last AND status = 'active' ORDER BY id LIMIT :some")
                .param("last", last)
                .param("some", AT_A_TIME)
                .query((row, line) -> new TenantId(row.getObject(1, UUID.class)))
                .list();
    }
}
