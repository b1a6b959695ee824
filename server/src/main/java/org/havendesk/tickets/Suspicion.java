package org.havendesk.tickets;

/** What a channel's filter thinks of a message that begins a ticket. */
public enum Suspicion {
    NONE,
    /** The agents get the ticket with a warning. */
    SUSPECTED,
    /** The ticket begins among the spam, for somebody to look through. */
    HELD
}
