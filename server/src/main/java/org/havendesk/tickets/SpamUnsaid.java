package org.havendesk.tickets;

import org.havendesk.platform.Agent;

/** An agent has taken back what they said about whether a ticket is spam. Published in the transaction. */
public record SpamUnsaid(Agent agent, TicketId ticket) {}
