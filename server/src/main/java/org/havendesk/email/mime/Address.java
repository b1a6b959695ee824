package org.havendesk.email.mime;

import java.util.Optional;

/**
 * Somebody's mailbox as a mail names it.
 *
 * @param name the display name, decoded and free of control characters; empty when the mail gives none
 * @param email always has a local part and a domain; the domain is in lower case and in its ASCII form (IDNA)
 */
public record Address(Optional<String> name, String email) {
    /** An address without a display name. */
    public static Address of(String email) {
        return new Address(Optional.empty(), email);
    }

    public static Address of(String name, String email) {
        return new Address(name.isBlank() ? Optional.empty() : Optional.of(name), email);
    }

    public String domain() {
        return email.substring(email.lastIndexOf('@') + 1);
    }

    public String localPart() {
        return email.substring(0, email.lastIndexOf('@'));
    }
}
