package org.havendesk.email;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A mail as it was handed over.
 *
 * @param origin how it came: {@code smtp}, or {@code mailbox:} with the mailbox's id
 * @param sender the envelope's, may be empty
 * @param recipients of the envelope, of one account
 */
record Arrived(String origin, String sender, List<String> recipients, byte[] raw) {
    static final String SMTP = "smtp";
    private static final String MAILBOX = "mailbox:";

    static Arrived fetched(UUID mailbox, byte[] raw) {
        return new Arrived(MAILBOX + mailbox, "", List.of(), raw);
    }

    /** The mailbox that it was fetched from. */
    Optional<UUID> mailbox() {
        return origin.startsWith(MAILBOX)
                ? Optional.of(UUID.fromString(origin.substring(MAILBOX.length())))
                : Optional.empty();
    }
}
