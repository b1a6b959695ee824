package org.havendesk.agents;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;

/** Counts by the program's clock. */
record ClockMeter(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
        return Math.multiplyExact(clock.millis(), 1_000_000L);
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
