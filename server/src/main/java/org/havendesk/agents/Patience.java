package org.havendesk.agents;

import java.time.Duration;
import java.time.Instant;

/**
 * How often something was tried in vain, and how long to wait before the next try: some tries are free, then each one
 * doubles the wait up to a limit. Tries are forgotten one by one as time goes by, so nobody is locked out for good.
 *
 * @param tries at the time of the last
 */
record Patience(int tries, Instant last) {
    /**
     * @param free tries without any wait
     * @param first wait after the free ones
     * @param most the longest wait
     * @param forgets after this time, one try counts no more
     */
    record Rule(int free, Duration first, Duration most, Duration forgets) {}

    static Patience fresh(Instant now) {
        return new Patience(0, now);
    }

    /** How long to wait from now on; zero or less: not at all. */
    Duration wait(Rule rule, Instant now) {
        var left = left(rule, now);
        if (left < rule.free()) {
            return Duration.ZERO;
        }
        var doublings = Math.min(30, left - rule.free());
        var full = rule.first().multipliedBy(1L << doublings);
        var wait = full.compareTo(rule.most()) < 0 ? full : rule.most();
        return Duration.between(now, last.plus(wait));
    }

    Patience tried(Rule rule, Instant now) {
        return new Patience(left(rule, now) + 1, now);
    }

    /** The last try was right: it counts for nothing. */
    Patience right() {
        return new Patience(Math.max(0, tries - 1), last);
    }

    private int left(Rule rule, Instant now) {
        var passed = Math.max(0, Duration.between(last, now).toMillis());
        return (int) Math.max(0, tries - passed / rule.forgets().toMillis());
    }
}
