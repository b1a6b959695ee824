package org.havendesk.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The clock of the program itself; all other tests turn one of their own. */
class ClockTests {
    private final Clock clock = new ClockConfiguration().clock();

    @Test
    void times_are_as_the_database_keeps_them() {
        assertThat(Stream.generate(clock::instant).limit(1_000)).allMatch(now -> now.getNano() % 1_000 == 0);
        assertThat(clock.instant()).isBetween(Instant.now().minusSeconds(5), Instant.now());
    }
}
