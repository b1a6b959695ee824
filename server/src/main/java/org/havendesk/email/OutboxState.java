package org.havendesk.email;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a mail in the outbox has come. */
enum OutboxState {
    WAITING,
    /** Handed over right now; if that was cut off, nobody knows whether the server took it. */
    SENDING,
    SENT,
    FAILED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<OutboxState> of(String wire) {
        return Arrays.stream(values()).filter(one -> one.wire().equals(wire)).findFirst();
    }
}
