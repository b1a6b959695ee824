package org.havendesk.platform;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A list of addresses as people write it, separated by commas or lines: single addresses, {@code 192.0.2.*}, ranges
 * {@code 192.0.2.10-192.0.2.20} and networks {@code 2001:db8::/32}, IPv4 and IPv6. An IPv4 address written as IPv6 (RFC
 * 4291, 2.5.5.2) is the IPv4 address. The one matcher for who may come and who may not.
 */
public final class Networks {
    /** A list may have so many entries. */
    public static final int MAX = 500;

    public static final Networks NONE = new Networks("", List.of());

    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;
    private static final int MAPPED = IPV6_BITS - IPV4_BITS;
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    /** Four decimal numbers: no octal ones, no shortened forms, which two programs would read in two ways. */
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    private static final Pattern WILDCARD = Pattern.compile("(?:" + OCTET + "\\.){0,3}\\*(?:\\.\\*){0,3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private final String text;
    private final List<Range> ranges;

    private Networks(String text, List<Range> ranges) {
        this.text = text;
        this.ranges = ranges;
    }

    /** An entry of a list cannot be understood. */
    public static final class Unreadable extends RuntimeException {
        private final String entry;

        private Unreadable(String entry) {
            super("No address, range or network", null, false, false);
            this.entry = entry;
        }

        /** As it was written. */
        public String entry() {
            return entry;
        }
    }

    private record Range(boolean four, BigInteger from, BigInteger to) {
        private boolean has(boolean isFour, BigInteger number) {
            return four == isFour && from.compareTo(number) <= 0 && number.compareTo(to) <= 0;
        }
    }

    /** @throws Unreadable naming the first entry that is none */
    public static Networks parse(String text) {
        var entries = Arrays.stream(text.split("[,\\r\\n]+"))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
        if (entries.size() > MAX) {
            throw new Unreadable(entries.get(MAX));
        }
        var ranges = entries.stream().map(Networks::range).toList();
        return new Networks(entries.stream().collect(Collectors.joining("\n")), ranges);
    }

    /** Whether an address is in the list; false for what is no address. */
    public boolean has(String address) {
        return isAddress(address) && has(literal(address));
    }

    public boolean has(InetAddress address) {
        var number = number(address);
        var four = address instanceof Inet4Address;
        return ranges.stream().anyMatch(range -> range.has(four, number));
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** One entry a line, as it was written. */
    public String text() {
        return text;
    }

    private static Range range(String entry) {
        if (entry.length() > 100) {
            throw new Unreadable(entry.substring(0, 100));
        }
        if (WILDCARD.matcher(entry).matches()) {
            return wildcard(entry);
        }
        var slash = entry.indexOf('/');
        var dash = entry.indexOf('-');
        if (slash > 0) {
            return network(
                    entry,
                    entry.substring(0, slash).strip(),
                    entry.substring(slash + 1).strip());
        }
        return dash > 0
                ? between(
                        entry,
                        entry.substring(0, dash).strip(),
                        entry.substring(dash + 1).strip())
                : between(entry, entry, entry);
    }

    private static Range wildcard(String entry) {
        var parts = entry.split("\\.");
        if (parts.length > 4 || (parts.length < 4 && parts.length > 1 && !entry.endsWith("*"))) {
            throw new Unreadable(entry);
        }
        return new Range(true, number(literal(filled(parts, "0"))), number(literal(filled(parts, "255"))));
    }

    private static String filled(String[] parts, String with) {
        var full = new String[4];
        for (var i = 0; i < full.length; i++) {
            full[i] = i >= parts.length || parts[i].equals("*") ? with : parts[i];
        }
        return String.join(".", full);
    }

    private static Range between(String entry, String from, String to) {
        if (!isAddress(from) || !isAddress(to)) {
            throw new Unreadable(entry);
        }
        var first = literal(from);
        var last = literal(to);
        var range = new Range(first instanceof Inet4Address, number(first), number(last));
        if (first instanceof Inet4Address != last instanceof Inet4Address
                || range.from().compareTo(range.to()) > 0) {
            throw new Unreadable(entry);
        }
        return range;
    }

    private static Range network(String entry, String base, String length) {
        if (!isAddress(base) || !length.matches("\\d{1,3}")) {
            throw new Unreadable(entry);
        }
        var address = literal(base);
        var four = address instanceof Inet4Address;
        var kept = Integer.parseInt(length) - (four && base.contains(":") ? MAPPED : 0);
        var bits = four ? IPV4_BITS : IPV6_BITS;
        if (kept < 0 || kept > bits) {
            throw new Unreadable(entry);
        }
        var rest = BigInteger.ONE.shiftLeft(bits - kept).subtract(BigInteger.ONE);
        var from = number(address).andNot(rest);
        return new Range(four, from, from.or(rest));
    }

    private static boolean isAddress(String text) {
        if (IPV4.matcher(text).matches()) {
            return true;
        }
        try {
            return IPV6.matcher(text).matches() && InetAddress.ofLiteral(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static InetAddress literal(String text) {
        return InetAddress.ofLiteral(text);
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }
}
