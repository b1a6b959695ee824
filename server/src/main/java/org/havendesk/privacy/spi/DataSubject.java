package org.havendesk.privacy.spi;

import org.havendesk.platform.AgentId;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.TenantId;

/** A person about whom an account keeps something. */
public sealed interface DataSubject {
    TenantId tenant();

    /** Somebody who wrote to the account. */
    record OfContact(TenantId tenant, ContactId contact) implements DataSubject {}

    /** Somebody who works or worked in the account. */
    record OfAgent(TenantId tenant, AgentId agent) implements DataSubject {}
}
