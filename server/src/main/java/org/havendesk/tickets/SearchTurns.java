package org.havendesk.tickets;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.havendesk.platform.TooMany;
import org.springframework.stereotype.Component;

/**
 * As many searches at once as there are processors, in the order in which they were asked. More would hold each other up,
 * and everything else: a search costs as much as ten lists. Who waits holds no connection.
 */
@Component
class SearchTurns {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    /** @throws TooMany when others search for so long that this one has not begun after ten seconds */
    <T> T inTurn(Supplier<T> search) {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TooMany("searches", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooMany("searches", PATIENCE);
        }
        try {
            return search.get();
        } finally {
            turns.release();
        }
    }
}
