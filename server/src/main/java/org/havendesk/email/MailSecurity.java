package org.havendesk.email;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a connection to a mail server is protected. */
enum MailSecurity {
    /** Encrypted from the first byte. */
    TLS,
    /** Encrypted before anything is said that matters; a server that cannot is not talked to. */
    STARTTLS,
    NONE;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<MailSecurity> of(String wire) {
        return Arrays.stream(values()).filter(one -> one.wire().equals(wire)).findFirst();
    }
}
