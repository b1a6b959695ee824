package org.havendesk.platform;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address for mail in the one form in which we compare and keep it: lower case, domain in ASCII (RFC 5890). */
public record EmailAddress(String value) {
    private static final int MAX = 254;
    private static final int MAX_LOCAL = 64;
    private static final Pattern LOCAL = Pattern.compile("[^\\s\\p{Cntrl}@<>(),;:\\\\\"\\[\\]]{1,64}");
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    /** Reads an address typed by a person or taken from a mail; empty when mail could never reach it. */
    public static Optional<EmailAddress> parse(String text) {
        var trimmed = text.strip();
        var at = trimmed.lastIndexOf('@');
        if (at < 1 || at > MAX_LOCAL || trimmed.length() > MAX) {
            return Optional.empty();
        }
        var local = trimmed.substring(0, at).toLowerCase(Locale.ROOT);
        return asciiDomain(trimmed.substring(at + 1))
                .filter(domain -> LOCAL.matcher(local).matches())
                .map(domain -> new EmailAddress(local + "@" + domain));
    }

    public String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    public String local() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    /** A domain as {@link #domain} has it; empty when no address could be below it. */
    public static Optional<String> asciiDomain(String domain) {
        var lower = domain.toLowerCase(Locale.ROOT);
        if (DOMAIN.matcher(lower).matches() && !lower.contains("xn--")) {
            return Optional.of(lower);
        }
        try {
            var ascii = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return Optional.of(ascii).filter(a -> DOMAIN.matcher(a).matches());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
