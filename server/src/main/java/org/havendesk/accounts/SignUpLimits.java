package org.havendesk.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.TooMany;
import org.springframework.stereotype.Component;

/** How often one network may open accounts, and ask which there are. */
@Component
class SignUpLimits {
    private static final int ASKING_PER_MINUTE = 60;
    private static final int NETWORKS = 50_000;

    private final int openingPerHour;
    private final TimeMeter time;
    private final Cache<String, Bucket> opening = remembering(Duration.ofHours(1));
    private final Cache<String, Bucket> asking = remembering(Duration.ofMinutes(1));

    SignUpLimits(SignUpSettings settings, Clock clock) {
        this.openingPerHour = settings.signup().perHour();
        this.time = new ClockTime(clock);
    }

    /**
     * Opens an account if this network may; what is wrong with the wish does not count.
     *
     * @throws TooMany when this network opened all it may in an hour
     */
    Opened opening(String network, Supplier<Opened> open) {
        var bucket = opening.get(network, any -> bucket(openingPerHour, Duration.ofHours(1)));
        take(bucket, "signUp");
        try {
            return open.get();
        } catch (Invalid invalid) {
            bucket.addTokens(1);
            throw invalid;
        }
    }

    /** Doors at which anybody may ask which accounts there are. */
    enum Door {
        SIGN_UP,
        FIND,
        HOSTS
    }

    /** @throws TooMany when this network asked at this door all it may in a minute */
    void asking(Door door, String network) {
        take(asking.get(door + network, any -> bucket(ASKING_PER_MINUTE, Duration.ofMinutes(1))), "availability");
    }

    private static void take(Bucket bucket, String key) {
        var taken = bucket.tryConsumeAndReturnRemaining(1);
        if (!taken.isConsumed()) {
            throw new TooMany(key, Duration.ofNanos(taken.getNanosToWaitForRefill()));
        }
    }

    private Bucket bucket(int times, Duration period) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(times).refillGreedy(times, period))
                .withCustomTimePrecision(time)
                .build();
    }

    private static Cache<String, Bucket> remembering(Duration period) {
        return Caffeine.newBuilder()
                .maximumSize(NETWORKS)
                .expireAfterAccess(period)
                .build();
    }

    /** The program's clock, as the buckets want it. */
    private record ClockTime(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return clock.millis() * 1_000_000;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
