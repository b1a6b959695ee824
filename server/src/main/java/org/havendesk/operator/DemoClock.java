package org.havendesk.operator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** The time in which a demo is told: begins some weeks ago and is turned forward. Only in the program that fills one. */
@Component
@Primary
@ConditionalOnProperty("havendesk.demo")
class DemoClock extends Clock {
    private volatile Duration behind = Duration.ofDays(22);

    /** It is never turned back. */
    synchronized void forward(Instant to) {
        if (to.isAfter(instant())) {
            behind = Duration.between(to, Instant.now());
        }
    }

    @Override
    public Instant instant() {
        return Instant.now().minus(behind).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The product computes in UTC");
    }
}
