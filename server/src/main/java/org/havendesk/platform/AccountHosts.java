package org.havendesk.platform;

import java.util.List;
import java.util.Optional;

/** Which account answers under which host. The accounts room knows; everybody below it asks here. */
public interface AccountHosts {
    /**
     * The account that is open under this host.
     *
     * @param host a name without port, in any case
     * @return empty when no account is served there: none of that name, not ready yet, suspended, ended
     */
    Optional<TenantId> byHost(String host);

    /**
     * Why the account of this host serves nobody.
     *
     * @return empty when it serves, or when there is none of that name
     */
    Optional<Closed> closed(String host);

    /** @return empty when there is no such account any more */
    Optional<AccountSite> site(TenantId tenant);

    /** Every account whose rows are still kept, whatever its state. */
    List<TenantId> all();

    /** Why an account serves nobody. */
    enum Closed {
        INSTALLING,
        SUSPENDED,
        ENDED
    }
}
