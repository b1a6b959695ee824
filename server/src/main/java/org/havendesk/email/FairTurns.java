package org.havendesk.email;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.havendesk.platform.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work on virtual threads, so many at a time, and gives every account its turn: one with a thousand mails waiting
 * holds up nobody else. What waits lies in memory only; whatever must not be forgotten is also a row.
 */
final class FairTurns {
    private static final Logger log = LoggerFactory.getLogger(FairTurns.class);

    private final int atATime;
    private final int mostWaiting;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Map<TenantId, Queue<Runnable>> waiting = new LinkedHashMap<>();
    private int running;
    private boolean closed;

    /**
     * @param mostWaiting pieces of one account that wait at most
     * @param patience how long a caller is held up for a place
     */
    FairTurns(int atATime, int mostWaiting, Duration patience) {
        this.atATime = atATime;
        this.mostWaiting = mostWaiting;
        this.patience = patience;
    }

    /**
     * Lets the work wait for its turn. Where too much of the same account waits, so does the caller.
     *
     * @return false when there was no place
     */
    boolean offer(TenantId tenant, Runnable work) {
        lock.lock();
        try {
            if (!hasPlace(tenant)) {
                return false;
            }
            waiting.computeIfAbsent(tenant, key -> new ArrayDeque<>()).add(work);
            if (running < atATime) {
                running++;
                Thread.ofVirtual().name("mail-in").start(this::work);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more, and forgets what waits. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasPlace(TenantId tenant) throws InterruptedException {
        var left = patience.toNanos();
        while (!closed && isFull(tenant) && left > 0) {
            left = room.awaitNanos(left);
        }
        return !closed && !isFull(tenant);
    }

    private boolean isFull(TenantId tenant) {
        var queue = waiting.get(tenant);
        return queue != null && queue.size() >= mostWaiting;
    }

    private void work() {
        for (var next = next(); next.isPresent(); next = next()) {
            try {
                next.get().run();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                log.warn("A piece of work failed: {}", e.getClass().getSimpleName());
            }
        }
    }

    /** The account whose turn it was goes to the end of the row. */
    private Optional<Runnable> next() {
        lock.lock();
        try {
            var accounts = waiting.entrySet().iterator();
            if (!accounts.hasNext()) {
                running--;
                return Optional.empty();
            }
            var turn = accounts.next();
            var work = turn.getValue().remove();
            accounts.remove();
            if (!turn.getValue().isEmpty()) {
                waiting.put(turn.getKey(), turn.getValue());
            }
            room.signalAll();
            return Optional.of(work);
        } finally {
            lock.unlock();
        }
    }
}
