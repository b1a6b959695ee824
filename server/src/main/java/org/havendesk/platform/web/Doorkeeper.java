package org.havendesk.platform.web;

import java.util.Optional;
import org.havendesk.platform.TenantId;

/** Tells who somebody is by what they show. The agents room knows; called for each request, so it must be cheap. */
public interface Doorkeeper {
    /** @return empty when the session never was, has ended, or belongs to another account */
    Optional<SignedIn> bySession(TenantId tenant, String token);

    /** Whether the panel of an account is open to this address. */
    boolean mayComeFrom(TenantId tenant, String address);

    /**
     * @param address from where the key is shown
     * @return empty when the key is none of this account's, or its time is over
     * @throws org.havendesk.platform.Problem when it may not be used from there
     */
    Optional<SignedIn> byKey(TenantId tenant, String key, String address);
}
