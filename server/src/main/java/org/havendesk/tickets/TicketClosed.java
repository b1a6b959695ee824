package org.havendesk.tickets;

import org.havendesk.platform.Problem;

/** The ticket is closed, spam or deleted, and takes no such change. */
public final class TicketClosed extends Problem {
    TicketClosed(Ticket ticket) {
        super(409, "problem.conflict.ticket." + ticket.status().wire(), ticket.code());
    }
}
