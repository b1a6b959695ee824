package org.havendesk.tickets;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a ticket stands. */
public enum Status {
    /** Nobody has answered yet. */
    NEW,
    /** The customer is waiting for an answer again. */
    OPEN,
    /** The customer has the last word to read. */
    ANSWERED,
    /** Put aside until a time. */
    POSTPONED,
    RESOLVED,
    /** Resolved for good: takes no message any more. */
    CLOSED,
    SPAM,
    DELETED;

    /** Those that somebody still has to work on. */
    public static final Set<Status> TO_DO = Set.of(NEW, OPEN);

    /** How it is written in the database and on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of that name; empty when there is none. */
    public static Optional<Status> of(String wire) {
        return Arrays.stream(values())
                .filter(status -> status.wire().equals(wire))
                .findFirst();
    }

    boolean isWorkable() {
        return switch (this) {
            case NEW, OPEN, ANSWERED, POSTPONED, RESOLVED -> true;
            case CLOSED, SPAM, DELETED -> false;
        };
    }
}
