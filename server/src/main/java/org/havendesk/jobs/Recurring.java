package org.havendesk.jobs;

import java.time.Duration;

/** Work that comes again and again: sweeps, retention, clocks. Runs on one node at a time, in no account. */
public interface Recurring {
    /** A name that never changes: rows refer to it. */
    String name();

    Duration every();

    /** Must be able to stop anywhere and begin again. */
    void run();
}
