package org.havendesk.accounts;

import org.havendesk.platform.TenantId;

/**
 * An account that is being made.
 *
 * @param buildingToken opens the page on which its progress is seen; a secret of whoever opened the account
 */
public record Opened(TenantId tenant, String buildingToken) {}
