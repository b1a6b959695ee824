package org.havendesk.tickets;

import org.havendesk.platform.AgentId;
import org.havendesk.platform.TenantId;

/** An agent has seen a ticket, or wants to see it as new again; it matters to that agent's own windows only. */
public record ReadMarked(TenantId tenant, AgentId agent, TicketId ticket) {}
