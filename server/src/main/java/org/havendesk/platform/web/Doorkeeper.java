package org.havendesk.platform.web;

import java.util.Optional;
import org.havendesk.platform.TenantId;

/** Tells who somebody is by what they show. The agents room knows; called for each request, so it must be cheap. */
public interface Doorkeeper {
    /** @return empty when the session never was, has ended, or belongs to another account */
    Optional<SignedIn> bySession(TenantId tenant, String token);

    /** Whether the panel of an account is open to this address. */
    boolean mayComeFrom(TenantId tenant, String address);

    /** @return empty when the key is none of this account's */
    Optional<SignedIn> byKey(TenantId tenant, String key);
}
