package org.havendesk.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.havendesk.accounts.SignUpLimits.Door;
import org.havendesk.platform.AccountHosts;
import org.havendesk.platform.TooMany;
import org.havendesk.platform.web.ClientAddress;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /health?domain=}: for proxies that ask before they get a certificate, whether a host is one of ours. */
@RestController
class CertificateHosts {
    private final AccountHosts accounts;
    private final BareHost bareHost;
    private final SignUpLimits limits;

    CertificateHosts(AccountHosts accounts, BareHost bareHost, SignUpLimits limits) {
        this.accounts = accounts;
        this.bareHost = bareHost;
        this.limits = limits;
    }

    /**
     * 200 for the installation's own host and those of its accounts, 404 for any other. A proxy of ours may ask as often as
     * browsers come to it; else a stranger's handshakes would keep everybody without a certificate.
     *
     * @throws TooMany when this network asked all it may in a minute
     */
    @GetMapping(path = "/health", params = "domain")
    ResponseEntity<Void> isOurs(HttpServletRequest request, @RequestParam String domain) {
        if (!ClientAddress.isOwnProxy(request)) {
            limits.asking(Door.HOSTS, ClientAddress.network(request));
        }
        var host = domain.toLowerCase(Locale.ROOT);
        var ours = host.equals(bareHost.name().toLowerCase(Locale.ROOT))
                || accounts.byHost(host).isPresent()
                || accounts.closed(host).isPresent();
        return ResponseEntity.status(ours ? HttpStatus.OK : HttpStatus.NOT_FOUND)
                .build();
    }
}
