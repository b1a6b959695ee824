package org.havendesk.email;

import org.havendesk.platform.TenantId;

/** The outbox is not as it was. Published in the transaction; whoever tells people about it waits for the commit. */
public record OutboxChanged(TenantId tenant) {}
