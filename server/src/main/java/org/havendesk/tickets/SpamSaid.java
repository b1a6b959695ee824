package org.havendesk.tickets;

import org.havendesk.platform.Agent;

/** An agent has said whether a ticket is spam. Published in the transaction, as often as it is said. */
public record SpamSaid(Agent agent, TicketId ticket, boolean spam) {}
