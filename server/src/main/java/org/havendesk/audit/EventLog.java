package org.havendesk.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.jobs.Recurring;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.EachTenant;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Page;
import org.havendesk.platform.Permission;
import org.havendesk.platform.SystemEvent;
import org.havendesk.platform.Tenants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What was refused or went wrong in an account in the last thirty days. */
@Service
class EventLog implements Recurring {
    static final Duration KEPT = Duration.ofDays(30);

    private static final Logger log = LoggerFactory.getLogger(EventLog.class);

    private final JdbcClient db;
    private final EachTenant tenants;
    private final Clock clock;
    private final TransactionTemplate transaction;

    EventLog(JdbcClient db, EachTenant tenants, Clock clock, PlatformTransactionManager transactions) {
        this.db = db;
        this.tenants = tenants;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @param agent whom it concerns, as they are called now */
    record Entry(
            UUID id,
            Instant at,
            String kind,
            @Nullable UUID agentId,
            @Nullable String agent,
            String network) {}

    /** The newest first. Needs {@link Permission#READ_AUDIT}. */
    Page<Entry> page(Agent agent, Optional<Cursor> cursor, int limit) {
        agent.require(Permission.READ_AUDIT);
        var from = cursor.orElse(Cursor.START);
        var rows = transaction.execute(state -> db.sql("""
                SELECT e.id, e.at, e.kind, e.agent_id, a.name, e.network
                  FROM system_event e
                  LEFT JOIN agent a ON a.tenant_id = e.tenant_id AND a.id = e.agent_id
                 WHERE e.tenant_id = :tenant AND (e.at, e.id) < (:at, :after)
                 ORDER BY e.at DESC, e.id DESC
                 LIMIT :rows
                """)
                .param("tenant", agent.tenant().value())
                .param("at", Timestamp.from(from.at()))
                .param("after", from.id())
                .param("rows", limit + 1)
                .query(EventLog::entry)
                .list());
        return Page.of(rows, limit, entry -> new Cursor(entry.at(), entry.id()));
    }

    @EventListener
    void take(SystemEvent event) {
        var at = clock.instant();
        Thread.ofVirtual().name("event").start(() -> write(event, at));
    }

    @Override
    public String name() {
        return "event-log";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        var old = Timestamp.from(clock.instant().minus(KEPT));
        tenants.run(tenant -> transaction.executeWithoutResult(
                state -> db.sql("DELETE FROM system_event WHERE tenant_id = :tenant AND at <= :old")
                        .param("tenant", tenant.value())
                        .param("old", old)
                        .update()));
    }

    private void write(SystemEvent event, Instant at) {
        try {
            Tenants.run(
                    event.tenant(),
                    () -> transaction.executeWithoutResult(state -> db.sql("""
                            INSERT INTO system_event (tenant_id, id, at, kind, agent_id, network)
                            VALUES (:tenant, :id, :at, :kind, :agent, :network)
                            """)
                            .param("tenant", event.tenant().value())
                            .param("id", Ids.next())
                            .param("at", Timestamp.from(at))
                            .param("kind", event.kind())
                            .param("agent", event.agent().map(AgentId::value).orElse(null))
                            .param("network", event.network())
                            .update()));
        } catch (RuntimeException e) {
            log.warn("An event was not written down: {}", e.getClass().getSimpleName());
        }
    }

    private static Entry entry(ResultSet row, int line) throws SQLException {
        return new Entry(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getString("kind"),
                row.getObject("agent_id", UUID.class),
                row.getString("name"),
                row.getString("network"));
    }
}
