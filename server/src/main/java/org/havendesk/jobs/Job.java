package org.havendesk.jobs;

import java.time.Duration;
import org.havendesk.platform.TenantId;

/**
 * A kind of due work on one thing of one account. A bean of a few lines that calls a door. It may run more than once for
 * the same item: the door it calls must make the second time harmless.
 */
public interface Job {
    /** A name that never changes: rows refer to it. */
    String name();

    /** Runs inside the account, outside a transaction. A failure is retried after {@link #backOff}. */
    void run(TenantId tenant, String item);

    /** How often it is tried before it is given up and shown to an admin. */
    default int attempts() {
        return 12;
    }

    /** @param failures how often it failed so far, from 1 */
    default Duration backOff(int failures) {
        return Duration.ofSeconds(Math.min(6 * 3600L, 5L << Math.min(failures - 1, 12)));
    }
}
