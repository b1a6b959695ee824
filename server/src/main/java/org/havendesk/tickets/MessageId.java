package org.havendesk.tickets;

import java.util.UUID;
import org.havendesk.platform.Ids;

/** A message of a ticket. */
public record MessageId(UUID value) {
    public static MessageId of(String text) {
        return new MessageId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
