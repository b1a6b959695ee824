package org.havendesk.tickets;

import java.util.Locale;

/** How far a message of ours has come. */
public enum Delivery {
    WAITING,
    SENT,
    FAILED,
    BOUNCED;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
