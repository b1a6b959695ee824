package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PatienceTests {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Patience.Rule RULE =
            new Patience.Rule(3, Duration.ofSeconds(30), Duration.ofMinutes(15), Duration.ofMinutes(60));

    @Test
    void the_first_tries_are_free() {
        assertThat(after(0).wait(RULE, NOON)).isZero();
        assertThat(after(2).wait(RULE, NOON)).isZero();
    }

    @Test
    void then_each_doubles_the_wait_up_to_a_limit() {
        assertThat(after(3).wait(RULE, NOON)).isEqualTo(Duration.ofSeconds(30));
        assertThat(after(4).wait(RULE, NOON)).isEqualTo(Duration.ofSeconds(60));
        assertThat(after(5).wait(RULE, NOON)).isEqualTo(Duration.ofSeconds(120));
        assertThat(after(1_000).wait(RULE, NOON)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void the_wait_passes() {
        assertThat(after(3).wait(RULE, NOON.plusSeconds(10))).isEqualTo(Duration.ofSeconds(20));
        assertThat(after(1_000).wait(RULE, NOON.plus(Duration.ofMinutes(15))).isPositive())
                .isFalse();
    }

    @Test
    void tries_are_forgotten_with_time() {
        assertThat(after(4).wait(RULE, NOON.plus(Duration.ofHours(2)))).isZero();
        assertThat(after(4).tried(RULE, NOON.plus(Duration.ofHours(4))).tries()).isEqualTo(1);
    }

    @Test
    void a_try_that_was_right_counts_for_nothing() {
        assertThat(after(3).right().wait(RULE, NOON)).isZero();
    }

    private static Patience after(int tries) {
        return new Patience(tries, NOON);
    }
}
