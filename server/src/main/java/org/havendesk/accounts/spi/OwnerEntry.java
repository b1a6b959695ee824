package org.havendesk.accounts.spi;

import org.havendesk.platform.TenantId;

/** Lets the owner of an account that was just made enter it without a password, once and at once. */
public interface OwnerEntry {
    /**
     * A path below the account's own host that signs the owner in. It works once and for ten seconds. Called inside the
     * account.
     *
     * @param tenant an account whose installation is done
     */
    String enterPath(TenantId tenant);
}
