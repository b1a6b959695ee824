package org.havendesk.tickets;

import java.util.UUID;
import org.havendesk.platform.Ids;

/** A ticket. */
public record TicketId(UUID value) {
    public static TicketId of(String text) {
        return new TicketId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
