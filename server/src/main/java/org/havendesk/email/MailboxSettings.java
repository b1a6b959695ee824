package org.havendesk.email;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a mailbox is reached. */
record MailboxSettings(Kind kind, String host, int port, MailSecurity security, String username, String folder) {
    enum Kind {
        IMAP,
        POP3;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String wire) {
            return Arrays.stream(values())
                    .filter(kind -> kind.wire().equals(wire))
                    .findFirst();
        }
    }
}
