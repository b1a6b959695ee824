package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.havendesk.platform.Ids;
import org.havendesk.platform.TenantId;
import org.junit.jupiter.api.Test;

class FairTurnsTests {
    private final TenantId busy = new TenantId(Ids.next());
    private final TenantId calm = new TenantId(Ids.next());
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void an_account_with_much_waiting_holds_up_nobody_else() throws InterruptedException {
        var turns = new FairTurns(1, 10, Duration.ZERO);
        var gate = new CountDownLatch(1);
        var all = new CountDownLatch(6);
        turns.offer(busy, () -> await(gate));
        for (int i = 0; i < 5; i++) {
            turns.offer(busy, () -> note("busy", all));
        }
        turns.offer(calm, () -> note("calm", all));
        gate.countDown();
        all.await();

        assertThat(done.indexOf("calm")).isLessThanOrEqualTo(1);
    }

    @Test
    void what_finds_no_place_is_refused_and_a_failure_stops_nothing() throws InterruptedException {
        var turns = new FairTurns(1, 2, Duration.ofMillis(5));
        var gate = new CountDownLatch(1);
        var started = new CountDownLatch(1);
        var all = new CountDownLatch(1);
        turns.offer(busy, () -> {
            started.countDown();
            await(gate);
        });
        started.await();

        assertThat(turns.offer(busy, () -> {
                    throw new IllegalStateException("planned");
                }))
                .isTrue();
        assertThat(turns.offer(busy, () -> note("after", all))).isTrue();
        assertThat(turns.offer(busy, () -> {})).isFalse();
        gate.countDown();
        all.await();

        assertThat(done).containsExactly("after");
    }

    private void note(String what, CountDownLatch latch) {
        done.add(what);
        latch.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
