package org.havendesk.email;

import java.util.Locale;

/** Where a mail that came in stands. */
enum InboundState {
    /** Stored and acknowledged, not yet handled. */
    RECEIVED,
    /** It is a message now. */
    DONE,
    /** It was left out on purpose; the reason says why. */
    DROPPED,
    /** It could not be understood; an admin looks at it. */
    QUARANTINED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static InboundState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
