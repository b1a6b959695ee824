package org.havendesk.tickets;

import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.TenantId;

/** A ticket is not as it was. Published in the transaction; whoever tells people about it waits for the commit. */
public record TicketChanged(TenantId tenant, TicketId ticket, DepartmentId department) {}
