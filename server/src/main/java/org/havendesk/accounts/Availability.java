package org.havendesk.accounts;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which words can be the name of an account's host. */
final class Availability {
    static final int MIN = 3;
    /** A label of a host name has no more (RFC 1035, 2.3.4). */
    static final int MAX = 63;

    private static final Pattern CHARACTERS = Pattern.compile("[a-z0-9-]*");

    /** Names under which people expect the installation itself, its mail or its technical services. */
    private static final Set<String> RESERVED = Set.of(
            "abuse",
            "account",
            "accounts",
            "admin",
            "administrator",
            "agent",
            "agents",
            "api",
            "app",
            "apps",
            "assets",
            "auth",
            "autoconfig",
            "autodiscover",
            "billing",
            "blog",
            "cdn",
            "chat",
            "console",
            "contact",
            "dashboard",
            "demo-admin",
            "dev",
            "dns",
            "docs",
            "download",
            "downloads",
            "email",
            "example",
            "files",
            "forum",
            "ftp",
            "gateway",
            "havendesk",
            "health",
            "help",
            "helpdesk",
            "home",
            "host",
            "hostmaster",
            "imap",
            "info",
            "internal",
            "intranet",
            "invalid",
            "lists",
            "local",
            "localhost",
            "login",
            "mail",
            "mailer",
            "mailer-daemon",
            "media",
            "mobile",
            "monitor",
            "mx",
            "mx1",
            "mx2",
            "news",
            "noc",
            "none",
            "noreply",
            "no-reply",
            "ns1",
            "ns2",
            "ntp",
            "null",
            "operator",
            "owner",
            "pop",
            "pop3",
            "portal",
            "postgres",
            "postmaster",
            "privacy",
            "proxy",
            "public",
            "register",
            "relay",
            "remote",
            "root",
            "sales",
            "secure",
            "security",
            "server",
            "shop",
            "signin",
            "signup",
            "sip",
            "smtp",
            "ssl",
            "sso",
            "staff",
            "staging",
            "static",
            "stats",
            "status",
            "store",
            "support",
            "system",
            "test",
            "tls",
            "tools",
            "undefined",
            "upload",
            "uploads",
            "usenet",
            "vpn",
            "web",
            "webmail",
            "webmaster",
            "wiki",
            "wpad");

    private Availability() {}

    /** Whether an account can be found under this word at all, so that nobody makes us look up nonsense. */
    static boolean isName(String subdomain) {
        return subdomain.length() >= MIN
                && subdomain.length() <= MAX
                && CHARACTERS.matcher(subdomain).matches();
    }

    /** Why no account can have this name, as the key of a text; empty when one can, if it is free. */
    static Optional<String> refusal(String subdomain) {
        if (subdomain.isEmpty()) {
            return Optional.of("required");
        }
        if (!CHARACTERS.matcher(subdomain).matches()) {
            return Optional.of("subdomain.characters");
        }
        if (subdomain.length() < MIN) {
            return Optional.of("subdomain.short");
        }
        if (subdomain.length() > MAX) {
            return Optional.of("subdomain.long");
        }
        if (subdomain.startsWith("http") || subdomain.startsWith("www")) {
            return Optional.of("subdomain.web");
        }
        if (subdomain.startsWith("-") || subdomain.endsWith("-") || subdomain.startsWith("--", 2)) {
            return Optional.of("subdomain.hyphen");
        }
        return RESERVED.contains(subdomain) ? Optional.of("subdomain.reserved") : Optional.empty();
    }
}
