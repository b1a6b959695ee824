package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.havendesk.platform.AccountHosts;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * Where a passkey is good: at the host of one account, asked from a page of that very origin.
 *
 * @param rpId the account's host, to which a device binds the key
 * @param origin of which a page must be that asks for it
 */
record PasskeySite(String rpId, String origin, String name) {
    /** Tells the site of a request. */
    @Component
    static class Of {
        private final AccountHosts accounts;

        Of(AccountHosts accounts) {
            this.accounts = accounts;
        }

        PasskeySite request(TenantId tenant, HttpServletRequest request) {
            var site = accounts.site(tenant).orElseThrow(() -> new NotFound("account"));
            var scheme = request.isSecure() ? "https://" : "http://";
            var authority = String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT);
            return new PasskeySite(site.host(), scheme + authority, site.name());
        }
    }
}
