package org.havendesk.spam;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * How much each source may still bring: every source has a bucket that fills up evenly within a minute. Takes bounded
 * memory: of too many sources, those are forgotten that were seen least, and are as new ones.
 */
final class Buckets {
    static final int MOST = 50_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Cache<String, Bucket> buckets;

    Buckets(Clock clock) {
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(MINUTE.multipliedBy(5))
                .build();
    }

    /** A source and how many messages a minute it may bring. */
    record Limit(String source, int aMinute) {}

    private static final class Bucket {
        private double left;
        private long at;

        Bucket(int size, long at) {
            this.left = size;
            this.at = at;
        }

        void fill(int size, long now) {
            left = Math.min(size, left + (double) size * Math.max(0, now - at) / MINUTE.toMillis());
            at = now;
        }
    }

    /** Takes one of each, or none of any when one is used up. */
    synchronized boolean take(List<Limit> limits) {
        long now = clock.millis();
        var all = limits.stream().map(limit -> filled(limit, now)).toList();
        if (all.stream().anyMatch(bucket -> bucket.left < 1)) return false;
        all.forEach(bucket -> bucket.left--);
        return true;
    }

    /** How many sources are remembered. */
    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket filled(Limit limit, long now) {
        var bucket = buckets.get(limit.source, source -> new Bucket(limit.aMinute, now));
        bucket.fill(limit.aMinute, now);
        return bucket;
    }
}
