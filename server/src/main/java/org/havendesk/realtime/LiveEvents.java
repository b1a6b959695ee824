package org.havendesk.realtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.havendesk.platform.AccessChanged;
import org.havendesk.platform.DepartmentId;
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
class LiveEvents implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LiveEvents.class);
    private static final long GATHER_MS = 100;
    private static final int MAX_IDS = 200;

    private final LiveConnections connections;
    private final LiveFanOut fanOut;
    private final ConcurrentLinkedQueue<LiveFanOut.Change> gathered = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live").factory());
    private volatile boolean running;

    LiveEvents(LiveConnections connections, LiveFanOut fanOut) {
        this.connections = connections;
        this.fanOut = fanOut;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(TicketChanged changed) {
        gathered.add(new LiveFanOut.Change(
                changed.tenant().toString(),
                changed.ticket().toString(),
                changed.department().toString()));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(ReadMarked marked) {
        connections.tell(
                marked.tenant(),
                agent -> agent.id().equals(marked.agent()),
                tickets(List.of(marked.ticket().toString())));
    }

    /** Class 4: whoever may see less now, or is gone, hears nothing more. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(AccessChanged changed) {
        connections.drop(changed.tenant(), changed.agent());
    }

    private void flush() {
        try {
            var some = new ArrayList<LiveFanOut.Change>();
            for (var next = gathered.poll(); next != null; next = gathered.poll()) {
                some.add(next);
            }
            if (!some.isEmpty()) {
                fanOut.publish(some);
                deliver(some);
            }
        } catch (RuntimeException e) {
            log.warn("Live changes were not told: {}", e.getClass().getSimpleName());
        }
    }

    /** Tells the windows of this node about changes made here or on another one. */
    void deliver(List<LiveFanOut.Change> changes) {
        changes.stream()
                .collect(Collectors.groupingBy(LiveFanOut.Change::tenant))
                .forEach((tenant, own) -> own.stream()
                        .collect(Collectors.groupingBy(
                                LiveFanOut.Change::department,
                                Collectors.mapping(LiveFanOut.Change::ticket, Collectors.toSet())))
                        .forEach((department, ids) -> connections.tell(
                                TenantId.of(tenant),
                                agent -> agent.worksIn(DepartmentId.of(department)),
                                tickets(ids.stream().limit(MAX_IDS).toList()))));
    }

    private static Map<String, Object> tickets(List<String> ids) {
        return Map.of("type", "tickets", "ids", ids);
    }

    @Override
    public void start() {
        fanOut.listen(this::deliver);
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
