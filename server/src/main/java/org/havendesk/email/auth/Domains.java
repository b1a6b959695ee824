package org.havendesk.email.auth;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hc.client5.http.psl.PublicSuffixMatcher;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;

/** What is to be known about names of domains. */
final class Domains {
    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final PublicSuffixMatcher SUFFIXES = PublicSuffixMatcherLoader.getDefault();

    private Domains() {}

    /** In lower case, without a dot at its end. */
    static String normal(String domain) {
        var lower = domain.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** Whether it is a name of several labels that the DNS could hold. */
    static boolean isFull(String domain) {
        if (domain.length() > LONGEST || domain.indexOf('.') < 0 || domain.startsWith("[")) {
            return false;
        }
        return Stream.of(DOT.split(domain, -1)).allMatch(label -> !label.isEmpty() && label.length() <= LONGEST_LABEL);
    }

    /** Whether a name is a domain or lies below it. */
    static boolean isWithin(String name, String domain) {
        return name.equals(domain) || name.endsWith("." + domain);
    }

    /** The domain under which somebody registered this one (RFC 7489, 3.2), by the public suffix list. */
    static String organization(String domain) {
        var root = isFull(domain) ? SUFFIXES.getDomainRoot(domain) : null;
        return root == null ? domain : root;
    }

    /** The name that the DNS keeps the names of an address under (RFC 1035, 3.5; RFC 3596, 2.5). */
    static String reverse(InetAddress address) {
        var bytes = address.getAddress();
        List<String> parts = new ArrayList<>();
        if (address instanceof Inet4Address) {
            for (var b : bytes) {
                parts.addFirst(String.valueOf(b & 0xff));
            }
            return String.join(".", parts) + ".in-addr.arpa";
        }
        for (var digit : HexFormat.of().formatHex(bytes).split("")) {
            parts.addFirst(digit);
        }
        return String.join(".", parts) + ".ip6.arpa";
    }
}
