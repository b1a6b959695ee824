package org.havendesk.email.auth;

import java.net.InetAddress;
import java.util.Optional;

/**
 * How a mail was handed over.
 *
 * @param from the address that it came from; empty when we fetched it from a mailbox
 * @param helo the name by which the other server introduced itself; may be empty
 * @param sender of the envelope; may be empty
 */
public record Handed(Optional<InetAddress> from, String helo, String sender) {
    /** By a mailbox elsewhere. */
    public static final Handed FETCHED = new Handed(Optional.empty(), "", "");

    boolean isFetched() {
        return from.isEmpty();
    }
}
