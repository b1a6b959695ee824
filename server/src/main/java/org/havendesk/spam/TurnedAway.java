package org.havendesk.spam;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How many messages were turned away, by the hour and with nothing about whose they were. A flood is not to become a flood
 * of writing: what was counted is written down every few seconds, and when somebody looks.
 */
@Repository
class TurnedAway implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(TurnedAway.class);
    private static final Duration WRITTEN_EVERY = Duration.ofSeconds(10);

    private final JdbcClient db;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Map<TenantId, Count> counts = new ConcurrentHashMap<>();

    private record Count(int mails, Instant due) {}

    TurnedAway(JdbcClient db, Clock clock, PlatformTransactionManager transactions) {
        this.db = db;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Runs outside a transaction. */
    void count(TenantId tenant) {
        var now = clock.instant();
        var count = counts.merge(tenant, new Count(1, now), (known, one) -> new Count(known.mails + 1, known.due));
        if (!now.isBefore(count.due)) write(tenant, new Count(0, now.plus(WRITTEN_EVERY)));
    }

    /** Writes down what was counted on this node. Runs outside a transaction. */
    void settle(TenantId tenant) {
        if (counts.containsKey(tenant)) write(tenant, new Count(0, clock.instant()));
    }

    private void write(TenantId tenant, Count next) {
        var count = counts.put(tenant, next);
        if (count == null || count.mails == 0) return;
        log.info("More messages come to account {} than are let in; {} were turned away", tenant, count.mails);
        Tenants.run(tenant, () -> transaction.executeWithoutResult(state -> add(tenant, count.mails)));
    }

    private void add(TenantId tenant, int mails) {
        db.sql("""
                INSERT INTO spam_turned_away (tenant_id, hour, messages) VALUES (:tenant, :hour, :messages)
                ON CONFLICT (tenant_id, hour) DO UPDATE SET messages = spam_turned_away.messages + :messages
                """)
                .param("tenant", tenant.value())
                .param("hour", Timestamp.from(clock.instant().truncatedTo(ChronoUnit.HOURS)))
                .param("messages", mails)
                .update();
    }

    void tidy(TenantId tenant, Instant before) {
        db.sql("DELETE FROM spam_turned_away WHERE tenant_id = :tenant AND hour < :before")
                .param("tenant", tenant.value())
                .param("before", Timestamp.from(before))
                .update();
        var idle = counts.get(tenant);
        if (idle != null && idle.mails == 0) counts.remove(tenant, idle);
    }

    void removeAll(TenantId tenant) {
        counts.remove(tenant);
        db.sql("DELETE FROM spam_turned_away WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .update();
    }

    @Override
    public void destroy() {
        counts.keySet().forEach(this::settle);
    }
}
