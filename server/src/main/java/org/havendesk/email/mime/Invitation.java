package org.havendesk.email.mime;

import java.util.Optional;

/**
 * A calendar part in words (RFC 5545, first event). Empty strings where it says nothing.
 *
 * @param method such as {@code REQUEST}, {@code REPLY} or {@code CANCEL}, in capitals
 * @param when start and end as written, with the time zone's name
 */
public record Invitation(String method, String summary, String when, String where, Optional<Address> organizer) {
    /** Four lines or fewer that a person can read. */
    public String text() {
        var text = new StringBuilder(summary);
        for (var line : new String[] {when, where, organizer.map(Address::email).orElse("")}) {
            if (!line.isEmpty()) {
                text.append(text.isEmpty() ? "" : "\n").append(line);
            }
        }

        return text.toString();
    }
}
