package org.havendesk.email.auth;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.havendesk.email.auth.Dns.Kind;
import org.havendesk.email.auth.Dns.NoAnswer;
import org.havendesk.email.auth.SpfRecord.Directive;
import org.havendesk.email.auth.SpfRecord.Malformed;
import org.havendesk.email.auth.SpfRecord.Mechanism;

/**
 * Whether a domain names the server that handed a mail over as one of its own (RFC 7208). For one mail: it counts what it
 * asks the DNS.
 */
final class Spf {
    /** Terms that ask the DNS, and those of them that find nothing (RFC 7208, 4.6.4). */
    private static final int MOST_LOOKUPS = 10;

    private static final int MOST_VOID = 2;
    private static final int MOST_HOSTS = 10;

    private final Dns dns;
    private final InetAddress address;
    private final String helo;
    private final String sender;
    private int lookups;
    private int voids;

    private Spf(Dns dns, InetAddress address, String helo, String sender) {
        this.dns = dns;
        this.address = address;
        this.helo = helo;
        this.sender = sender;
    }

    /** The record breaks one of the limits. */
    private static final class TooMuch extends Exception {
        TooMuch() {
            super("Too many lookups", null, false, false);
        }
    }

    /**
     * Checks the sender of the envelope; where there is none, the name by which the server introduced itself.
     *
     * @param helo as the server said it
     * @param sender of the envelope, may be empty
     */
    static Finding check(Dns dns, InetAddress address, String helo, String sender) {
        var name = domain(helo, sender);
        var whole = sender.lastIndexOf('@') < 1 ? "postmaster@" + name : sender;
        if (!Domains.isFull(name)) {
            return new Finding(Result.NONE, "noRecord", "");
        }
        try {
            var result = new Spf(dns, address, helo, whole).check(name);
            return new Finding(result, reason(result), name);
        } catch (NoAnswer e) {
            return Finding.noAnswer(name);
        } catch (Malformed e) {
            return new Finding(Result.PERMERROR, "badRecord", name);
        } catch (TooMuch e) {
            return new Finding(Result.PERMERROR, "tooMuch", name);
        }
    }

    /** The domain that is checked. */
    static String domain(String helo, String sender) {
        var at = sender.lastIndexOf('@');
        return Domains.normal(at < 0 ? helo : sender.substring(at + 1));
    }

    /** Whether a domain says anything about its servers. */
    static boolean isPublished(Dns dns, String domain) throws NoAnswer {
        return dns.ask(domain, Kind.TXT).stream().anyMatch(SpfRecord::isSpf);
    }

    private static String reason(Result result) {
        return switch (result) {
            case PASS -> "listed";
            case FAIL -> "foreign";
            case SOFTFAIL -> "doubtful";
            case NEUTRAL -> "undecided";
            case NONE, TEMPERROR, PERMERROR, POLICY -> "noRecord";
        };
    }

    /** The function {@code check_host()} of RFC 7208, 4. */
    private Result check(String domain) throws NoAnswer, Malformed, TooMuch {
        if (!Domains.isFull(domain)) {
            return Result.NONE;
        }
        var records =
                dns.ask(domain, Kind.TXT).stream().filter(SpfRecord::isSpf).toList();
        if (records.isEmpty()) {
            return Result.NONE;
        }
        if (records.size() > 1) {
            throw new Malformed();
        }
        var record = SpfRecord.parse(records.getFirst());
        for (var directive : record.directives()) {
            if (matches(directive, domain)) {
                return directive.result();
            }
        }
        return record.redirect().isPresent() ? redirected(record.redirect().get(), domain) : Result.NEUTRAL;
    }

    private Result redirected(SpfName to, String domain) throws NoAnswer, Malformed, TooMuch {
        countLookup();
        var result = check(name(to, domain));
        if (result == Result.NONE) {
            throw new Malformed();
        }
        return result;
    }

    private boolean matches(Directive directive, String domain) throws NoAnswer, Malformed, TooMuch {
        return switch (directive.mechanism()) {
            case Mechanism.All all -> true;
            case Mechanism.Ip(var network, var bits) -> SpfRecord.isWithin(address, network, bits);
            case Mechanism.Include(var other) -> includes(name(other, domain));
            case Mechanism.A(var other, var bits4, var bits6) -> {
                countLookup();
                yield isOneOf(found(name(other, domain), address), SpfRecord.bitsFor(address, bits4, bits6));
            }
            case Mechanism.Mx(var other, var bits4, var bits6) ->
                isExchange(name(other, domain), SpfRecord.bitsFor(address, bits4, bits6));
            case Mechanism.Exists(var other) -> {
                countLookup();
                yield !counted(dns.ask(name(other, domain), Kind.A)).isEmpty();
            }
            case Mechanism.Ptr(var other) -> {
                countLookup();
                yield validated(name(other, domain)).isPresent();
            }
        };
    }

    private boolean includes(String domain) throws NoAnswer, Malformed, TooMuch {
        countLookup();
        return switch (check(domain)) {
            case PASS -> true;
            case FAIL, SOFTFAIL, NEUTRAL -> false;
            case NONE, PERMERROR, TEMPERROR, POLICY -> throw new Malformed();
        };
    }

    private boolean isExchange(String domain, int bits) throws NoAnswer, TooMuch {
        countLookup();
        var hosts = counted(dns.ask(domain, Kind.MX));
        if (hosts.size() > MOST_HOSTS) {
            throw new TooMuch();
        }
        for (var host : hosts) {
            if (isOneOf(found(host, address), bits)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOneOf(List<InetAddress> addresses, int bits) {
        return addresses.stream().anyMatch(one -> SpfRecord.isWithin(address, one, bits));
    }

    private List<InetAddress> found(String host, InetAddress like) throws NoAnswer, TooMuch {
        return counted(dns.addresses(host, like));
    }

    private <T> List<T> counted(List<T> answer) throws TooMuch {
        if (answer.isEmpty() && ++voids > MOST_VOID) {
            throw new TooMuch();
        }
        return answer;
    }

    private void countLookup() throws TooMuch {
        if (++lookups > MOST_LOOKUPS) {
            throw new TooMuch();
        }
    }

    /** A name of the address that leads back to it and lies within a domain (RFC 7208, 5.5). */
    private Optional<String> validated(String domain) throws TooMuch {
        var within = Domains.normal(domain);
        List<String> names;
        try {
            names = counted(dns.ask(Domains.reverse(address), Kind.PTR));
        } catch (NoAnswer e) {
            return Optional.empty();
        }
        return names.stream()
                .limit(MOST_HOSTS)
                .map(Domains::normal)
                .filter(name -> Domains.isWithin(name, within))
                .filter(this::leadsBack)
                .findFirst();
    }

    private boolean leadsBack(String name) {
        try {
            return dns.addresses(name, address).contains(address);
        } catch (NoAnswer e) {
            return false;
        }
    }

    private String name(Optional<SpfName> given, String domain) throws TooMuch {
        return given.isPresent() ? name(given.get(), domain) : domain;
    }

    private String name(SpfName given, String domain) throws TooMuch {
        var validated = "unknown";
        if (given.pattern().toLowerCase(Locale.ROOT).contains("%{p")) {
            countLookup();
            validated = validated(domain).or(this::anyName).orElse(validated);
        }
        return given.of(new Values(sender, domain, address, helo, validated));
    }

    private Optional<String> anyName() {
        try {
            return dns.ask(Domains.reverse(address), Kind.PTR).stream()
                    .limit(MOST_HOSTS)
                    .map(Domains::normal)
                    .filter(this::leadsBack)
                    .findFirst();
        } catch (NoAnswer e) {
            return Optional.empty();
        }
    }

    private record Values(String sender, String domain, InetAddress address, String helo, String validatedName)
            implements SpfName.Known {}
}
