package org.havendesk.platform.web;

import org.havendesk.platform.AccountHosts;
import org.havendesk.platform.TenantId;
import org.springframework.stereotype.Component;

/** Addresses of our own pages, for mails. Made of settings alone: what a request says about its host is not believed. */
@Component
public class Links {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final AccountHosts accounts;
    private final WebSettings settings;

    Links(AccountHosts accounts, WebSettings settings) {
        this.accounts = accounts;
        this.settings = settings;
    }

    /** @param path begins with a slash */
    public String to(TenantId tenant, String path) {
        var host = accounts.site(tenant)
                .orElseThrow(() -> new IllegalStateException("There is no account " + tenant))
                .host();
        return origin(host) + path;
    }

    /** A page of the installation itself, which belongs to no account. */
    public String toInstallation(String path) {
        return origin(settings.host()) + path;
    }

    private String origin(String host) {
        var usual = settings.secure() ? HTTPS : HTTP;
        var port = port();
        return (settings.secure() ? "https://" : "http://") + host + (port == usual ? "" : ":" + port);
    }

    private int port() {
        if (settings.publicPort() > 0) {
            return settings.publicPort();
        }
        return settings.trustedProxies().isEmpty() ? settings.port() : HTTPS;
    }
}
