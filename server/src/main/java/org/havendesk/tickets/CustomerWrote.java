package org.havendesk.tickets;

import org.havendesk.platform.TenantId;

/**
 * A message from outside has joined a ticket or begun one. Published inside the transaction.
 *
 * @param ticket as it was before the message
 */
public record CustomerWrote(TenantId tenant, Ticket ticket, MessageId message, Incoming incoming) {}
