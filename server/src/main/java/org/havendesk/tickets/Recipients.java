package org.havendesk.tickets;

import java.util.List;
import java.util.stream.Stream;

/** To whom a message goes or went. */
public record Recipients(List<Recipient> to, List<Recipient> cc, List<Recipient> bcc) {
    public static final Recipients NONE = new Recipients(List.of(), List.of(), List.of());

    public Stream<Recipient> all() {
        return Stream.of(to, cc, bcc).flatMap(List::stream);
    }
}
