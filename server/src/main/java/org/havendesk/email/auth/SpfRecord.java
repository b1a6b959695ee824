package org.havendesk.email.auth;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a domain says about its servers (RFC 7208, 5 and 6).
 *
 * @param redirect the domain whose word counts when no mechanism matches
 */
record SpfRecord(List<Directive> directives, Optional<SpfName> redirect) {
    private static final String VERSION = "v=spf1";
    private static final int MOST_TERMS = 200;
    private static final Pattern MODIFIER = Pattern.compile("([A-Za-z][A-Za-z0-9_.-]*)=(.*)");
    private static final Pattern MECHANISM = Pattern.compile("([A-Za-z][A-Za-z0-9]*)(.*)");
    private static final Pattern PREFIX4 = Pattern.compile("(.*)/(0|[1-9][0-9]?)");
    private static final Pattern PREFIX6 = Pattern.compile("(.*)/(0|[1-9][0-9]{0,2})");
    private static final Pattern BOTH_PREFIXES =
            Pattern.compile("([^/].*?|)(?:/(0|[1-9][0-9]?))?(?://(0|[1-9][0-9]{0,2}))?");
    private static final Pattern IPV4 = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final int BITS4 = 32;
    private static final int BITS6 = 128;

    /** A mechanism, and what it means when it matches. */
    record Directive(Result result, Mechanism mechanism) {}

    sealed interface Mechanism {
        record All() implements Mechanism {}

        record Include(SpfName domain) implements Mechanism {}

        record A(Optional<SpfName> domain, int bits4, int bits6) implements Mechanism {}

        record Mx(Optional<SpfName> domain, int bits4, int bits6) implements Mechanism {}

        record Ptr(Optional<SpfName> domain) implements Mechanism {}

        record Ip(InetAddress network, int bits) implements Mechanism {}

        record Exists(SpfName domain) implements Mechanism {}
    }

    /** It is not written as RFC 7208, 12 says. */
    static final class Malformed extends Exception {
        Malformed() {
            super("Malformed SPF record", null, false, false);
        }
    }

    static boolean isSpf(String text) {
        return text.regionMatches(true, 0, VERSION, 0, VERSION.length())
                && (text.length() == VERSION.length() || text.charAt(VERSION.length()) == ' ');
    }

    static SpfRecord parse(String text) throws Malformed {
        var directives = new ArrayList<Directive>();
        var redirect = Optional.<SpfName>empty();
        var explained = false;
        int terms = 0;
        for (var term : text.substring(VERSION.length()).split(" ", -1)) {
            if (term.isEmpty()) {
                continue;
            }
            check(++terms <= MOST_TERMS);
            var modifier = MODIFIER.matcher(term);
            if (!modifier.matches()) {
                directives.add(directive(term));
                continue;
            }
            switch (modifier.group(1).toLowerCase(Locale.ROOT)) {
                case "redirect" -> {
                    check(redirect.isEmpty());
                    redirect = Optional.of(SpfName.domain(modifier.group(2)));
                }
                case "exp" -> {
                    check(!explained);
                    explained = true;
                    SpfName.domain(modifier.group(2));
                }
                default -> SpfName.check(modifier.group(2));
            }
        }
        return new SpfRecord(List.copyOf(directives), redirect);
    }

    private static Directive directive(String term) throws Malformed {
        var result = switch (term.charAt(0)) {
            case '-' -> Result.FAIL;
            case '~' -> Result.SOFTFAIL;
            case '?' -> Result.NEUTRAL;
            default -> Result.PASS;
        };
        var isQualified = "+-~?".indexOf(term.charAt(0)) >= 0;
        var parts = MECHANISM.matcher(isQualified ? term.substring(1) : term);
        check(parts.matches());
        return new Directive(result, mechanism(parts.group(1).toLowerCase(Locale.ROOT), parts.group(2)));
    }

    private static Mechanism mechanism(String name, String rest) throws Malformed {
        return switch (name) {
            case "all" -> {
                check(rest.isEmpty());
                yield new Mechanism.All();
            }
            case "include" -> new Mechanism.Include(SpfName.domain(argument(rest)));
            case "exists" -> new Mechanism.Exists(SpfName.domain(argument(rest)));
            case "ptr" ->
                new Mechanism.Ptr(rest.isEmpty() ? Optional.empty() : Optional.of(SpfName.domain(argument(rest))));
            case "a", "mx" -> hosts(name, rest);
            case "ip4" -> network4(argument(rest));
            case "ip6" -> network6(argument(rest));
            default -> throw new Malformed();
        };
    }

    private static Mechanism hosts(String name, String rest) throws Malformed {
        var parts = BOTH_PREFIXES.matcher(rest);
        check(parts.matches());
        var domain = parts.group(1).isEmpty()
                ? Optional.<SpfName>empty()
                : Optional.of(SpfName.domain(argument(parts.group(1))));
        var bits4 = bits(parts.group(2), BITS4);
        var bits6 = bits(parts.group(3), BITS6);
        return name.equals("a") ? new Mechanism.A(domain, bits4, bits6) : new Mechanism.Mx(domain, bits4, bits6);
    }

    private static Mechanism network4(String text) throws Malformed {
        var parts = PREFIX4.matcher(text);
        var network = parts.matches() ? parts.group(1) : text;
        check(IPV4.matcher(network).matches());
        return new Mechanism.Ip(address(network), bits(parts.matches() ? parts.group(2) : null, BITS4));
    }

    private static Mechanism network6(String text) throws Malformed {
        var parts = PREFIX6.matcher(text);
        var network = parts.matches() ? parts.group(1) : text;
        check(IPV6.matcher(network).matches());
        return new Mechanism.Ip(address(network), bits(parts.matches() ? parts.group(2) : null, BITS6));
    }

    private static InetAddress address(String literal) throws Malformed {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException e) {
            throw new Malformed();
        }
    }

    private static int bits(@org.jspecify.annotations.Nullable String given, int most) throws Malformed {
        var bits = given == null ? most : Integer.parseInt(given);
        check(bits <= most);
        return bits;
    }

    private static String argument(String rest) throws Malformed {
        check(rest.startsWith(":") && rest.length() > 1);
        return rest.substring(1);
    }

    private static void check(boolean isSound) throws Malformed {
        if (!isSound) {
            throw new Malformed();
        }
    }

    /** Whether the first bits of two addresses of one family agree. An IPv6 network holds no IPv4 address. */
    static boolean isWithin(InetAddress address, InetAddress network, int bits) {
        var one = address.getAddress();
        var other = network.getAddress();
        if (one.length != other.length) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i & 7);
            if ((one[i >> 3] & mask) != (other[i >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }

    static int bitsFor(InetAddress address, int bits4, int bits6) {
        return address instanceof Inet4Address ? bits4 : bits6;
    }
}
