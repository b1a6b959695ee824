package org.havendesk.realtime;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.havendesk.email.OutboxChanged;
import org.havendesk.platform.AccessChanged;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.havendesk.tickets.ReadMarked;
import org.havendesk.tickets.TicketChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Tells open windows what has changed, after the commit, gathered for a tenth of a second: a thousand mails are then ten
 * messages. Only those are told who may see the ticket (class 1).
 */
@Component
class LiveEvents implements SmartLifecycle, LiveFanOut.Ear {
    private static final Logger log = LoggerFactory.getLogger(LiveEvents.class);
    private static final long GATHER_MS = 100;
    private static final int MAX_IDS = 200;

    private final LiveConnections connections;
    private final LiveFanOut fanOut;
    private final ConcurrentLinkedQueue<LiveFanOut.Change> gathered = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<LiveFanOut.Access> access = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live").factory());
    private volatile boolean running;

    LiveEvents(LiveConnections connections, LiveFanOut fanOut) {
        this.connections = connections;
        this.fanOut = fanOut;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(TicketChanged changed) {
        gathered.add(LiveFanOut.Change.of(changed));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(OutboxChanged changed) {
        gathered.add(LiveFanOut.Change.ofOutbox(changed.tenant()));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(ReadMarked marked) {
        connections.tell(
                marked.tenant(),
                agent -> agent.id().equals(marked.agent()),
                tickets(List.of(marked.ticket().toString())));
    }

    /** Class 4: whoever may see less now, or is gone, hears nothing more, whichever node their windows are at. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(AccessChanged changed) {
        connections.drop(changed.tenant(), changed.agent());
        access.add(LiveFanOut.Access.of(changed));
    }

    /** Tells what was gathered. Whose windows have to close is told again until it was told. */
    private void flush() {
        var whose = List.copyOf(access);
        try {
            fanOut.publishAccess(whose);
            whose.forEach(access::remove);
            var gatheredOnce = new LinkedHashSet<LiveFanOut.Change>();
            for (var next = gathered.poll(); next != null; next = gathered.poll()) {
                gatheredOnce.add(next);
            }
            if (!gatheredOnce.isEmpty()) {
                var some = List.copyOf(gatheredOnce);
                fanOut.publish(some);
                changed(some);
            }
        } catch (RuntimeException e) {
            log.warn("Live changes were not told: {}", e.getClass().getSimpleName());
        }
    }

    /** Tells the windows of this node about changes made here or on another one. */
    @Override
    public void changed(List<LiveFanOut.Change> changes) {
        changes.stream()
                .collect(Collectors.groupingBy(change -> TenantId.of(change.tenant())))
                .forEach((tenant, own) -> {
                    if (own.stream().anyMatch(LiveFanOut.Change::isOfOutbox)) {
                        connections.tell(
                                tenant, agent -> agent.may(Permission.MANAGE_SETTINGS), Map.of("type", "outbox"));
                    }
                    deliverTickets(tenant, own);
                });
    }

    @Override
    public void accessChanged(List<LiveFanOut.Access> whose) {
        whose.stream()
                .map(LiveFanOut.Access::changed)
                .forEach(changed -> connections.drop(changed.tenant(), changed.agent()));
    }

    @Override
    public void missed() {
        connections.dropAll();
    }

    private void deliverTickets(TenantId tenant, List<LiveFanOut.Change> changes) {
        changes.stream()
                .filter(change -> !change.isOfOutbox())
                .collect(Collectors.groupingBy(
                        change -> DepartmentId.of(change.department()),
                        Collectors.mapping(LiveFanOut.Change::ticket, Collectors.toList())))
                .forEach((department, ids) -> connections.tell(
                        tenant,
                        agent -> agent.worksIn(department),
                        tickets(ids.stream().limit(MAX_IDS).toList())));
    }

    private static Map<String, Object> tickets(List<String> ids) {
        return Map.of("type", "tickets", "ids", ids);
    }

    @Override
    public void start() {
        fanOut.listen(this);
        timer.scheduleWithFixedDelay(this::flush, GATHER_MS, GATHER_MS, TimeUnit.MILLISECONDS);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdown();
        fanOut.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
