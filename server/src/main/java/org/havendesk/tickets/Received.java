package org.havendesk.tickets;

/** What became of a message from outside. */
public sealed interface Received {
    /** It began a ticket. */
    record Opened(TicketId ticket, MessageId message) implements Received {}

    /** It joined a ticket that its sender takes part in. */
    record Appended(TicketId ticket, MessageId message) implements Received {}

    /** It is there already; nothing was changed. */
    record Duplicate() implements Received {}
}
