package org.havendesk.accounts.spi;

import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.TenantId;

/**
 * What is known about an account while it is made.
 *
 * @param accountName as its people call it
 * @param language of the owner: {@code en}, {@code fr} or {@code bg}
 */
public record Installation(
        TenantId tenant, String accountName, String ownerName, EmailAddress ownerEmail, String language) {}
