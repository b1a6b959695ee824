package org.havendesk.audit;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.havendesk.jobs.Recurring;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.EachTenant;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Page;
import org.havendesk.platform.Permission;
import org.havendesk.platform.SystemEvent;
import org.havendesk.platform.Tenants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What was refused or went wrong in an account in the last thirty days. One thread writes it down, a moment later: a storm
 * of events takes one connection, and what is more than it can write is left out.
 */
@Service
class EventLog implements Recurring, DisposableBean {
    static final Duration KEPT = Duration.ofDays(30);

    /** The same again within this time is counted in the row that is there. */
    static final Duration SAME = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(EventLog.class);
    private static final int WAITING = 1_000;
    private static final Pattern KIND = Pattern.compile("[a-z.-]{1,40}");

    private final JdbcClient db;
    private final EventList list;
    private final EachTenant tenants;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofVirtual().name("event").factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    EventLog(JdbcClient db, EventList list, EachTenant tenants, Clock clock, PlatformTransactionManager transactions) {
        this.db = db;
        this.list = list;
        this.tenants = tenants;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * One thing that was refused or went wrong.
     *
     * @param at when it was seen last
     * @param agent whom it concerns, as they are called now
     * @param object what it concerns otherwise, as it is called now
     * @param times how often it was seen within ten minutes
     */
    record Entry(
            UUID id,
            Instant at,
            String kind,
            @Nullable UUID agentId,
            @Nullable String agent,
            @Nullable UUID objectId,
            @Nullable String object,
            String network,
            String detail,
            int times) {}

    /**
     * The newest first. Needs {@link Permission#READ_AUDIT}.
     *
     * @param kind a kind or its beginning: {@code sign-in.} is everything at the door
     */
    Page<Entry> page(Agent agent, Optional<String> kind, Optional<Cursor> cursor, int limit) {
        agent.require(Permission.READ_AUDIT);
        new Invalid.Check()
                .that(kind.filter(word -> !KIND.matcher(word).matches()).isEmpty(), "kind", "value")
                .done();
        var rows =
                transaction.execute(state -> list.before(agent.tenant(), kind, cursor.orElse(Cursor.START), limit + 1));
        return Page.of(rows, limit, entry -> new Cursor(entry.at(), entry.id()));
    }

    @EventListener
    void take(SystemEvent event) {
        var at = clock.instant();
        writer.execute(() -> write(event, at));
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

    @Override
    public void destroy() {
        writer.shutdown();
    }

    private void write(SystemEvent event, Instant at) {
        try {
            Tenants.run(
                    event.tenant(),
                    () -> transaction.executeWithoutResult(state -> {
                        if (!seenAgain(event, at)) {
                            insert(event, at);
                        }
                    }));
        } catch (RuntimeException e) {
            log.warn("An event was not written down: {}", e.getClass().getSimpleName());
        }
    }

    private boolean seenAgain(SystemEvent event, Instant at) {
        return bound(event, at, """
                UPDATE system_event SET times = times + 1, at = :at
                 WHERE tenant_id = :tenant
                   AND id = (SELECT id FROM system_event
                              WHERE tenant_id = :tenant AND at > :since AND kind = :kind AND network = :network
                                AND detail = :detail AND agent_id IS NOT DISTINCT FROM CAST(:agent AS uuid)
                                AND object_id IS NOT DISTINCT FROM CAST(:object AS uuid)
                              ORDER BY at DESC
                              LIMIT 1)
                """)
                        .param("since", Timestamp.from(at.minus(SAME)))
                        .update()
                > 0;
    }

    private void insert(SystemEvent event, Instant at) {
        bound(event, at, """
                INSERT INTO system_event (tenant_id, id, at, kind, agent_id, object_id, network, detail)
                VALUES (:tenant, :id, :at, :kind, :agent, :object, :network, :detail)
                """).param("id", Ids.next()).update();
    }

    private JdbcClient.StatementSpec bound(SystemEvent event, Instant at, String sql) {
        return db.sql(sql)
                .param("tenant", event.tenant().value())
                .param("at", Timestamp.from(at))
                .param("kind", event.kind())
                .param("agent", event.agent().map(AgentId::value).orElse(null))
                .param("object", event.object().orElse(null))
                .param("network", event.network())
                .param("detail", event.detail());
    }
}
