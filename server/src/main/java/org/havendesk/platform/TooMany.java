package org.havendesk.platform;

import java.time.Duration;

/** A limit was reached; {@link #retryAfter} says when it is worth trying again. */
public final class TooMany extends Problem {
    private final transient Duration retryAfter;

    public TooMany(String key, Duration retryAfter) {
        super(429, "problem.tooMany." + key, Math.max(1, retryAfter.toSeconds()));
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
