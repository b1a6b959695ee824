package org.havendesk.email;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.email.auth.Handed;

/**
 * A mail as it was handed over.
 *
 * @param origin how it came: {@code smtp}, or {@code mailbox:} with the mailbox's id
 * @param sender the envelope's, may be empty
 * @param recipients of the envelope, of one account
 * @param from the address of the server that handed it over
 * @param helo what that server called itself; may be empty
 */
record Arrived(
        String origin, String sender, List<String> recipients, Optional<InetAddress> from, String helo, byte[] raw) {
    static final String SMTP = "smtp";
    private static final String MAILBOX = "mailbox:";

    static Arrived fetched(UUID mailbox, byte[] raw) {
        return new Arrived(MAILBOX + mailbox, "", List.of(), Optional.empty(), "", raw);
    }

    Handed handed() {
        return new Handed(from, helo, sender);
    }

    /** The mailbox that it was fetched from. */
    Optional<UUID> mailbox() {
        return origin.startsWith(MAILBOX)
                ? Optional.of(UUID.fromString(origin.substring(MAILBOX.length())))
                : Optional.empty();
    }
}
