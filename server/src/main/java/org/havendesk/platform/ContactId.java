package org.havendesk.platform;

import java.util.UUID;

/** Somebody who writes to an account. */
public record ContactId(UUID value) {
    public static ContactId of(String text) {
        return new ContactId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
