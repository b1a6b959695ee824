package org.havendesk.email.auth;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.havendesk.email.auth.HeaderFields.Field;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Where a mail came into the hands of servers that we trust: ourselves, and relays that the operator has named. */
final class Trace {
    private static final int LONGEST = 4_000;
    private static final Pattern BY = Pattern.compile("\\sby\\s+([A-Za-z0-9._-]{1,255})");
    private static final Pattern HELO =
            Pattern.compile("from\\s+([A-Za-z0-9._:\\[\\]-]{1,255})", Pattern.CASE_INSENSITIVE);
    /** What the other server only says of itself. */
    private static final Pattern CLAIMED = Pattern.compile("(?i)helo=\\S*");

    private static final Pattern ADDRESS = Pattern.compile("[\\[(](?:IPv6:)?([0-9A-Fa-f:.]{2,45})[\\])]");

    private final List<String> relays;
    private final List<IpAddressMatcher> networks;

    Trace(SenderSettings settings) {
        this.relays = settings.relays().stream()
                .map(Domains::normal)
                .filter(name -> !name.isEmpty())
                .toList();
        this.networks = settings.relayNetworks().stream()
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .map(IpAddressMatcher::new)
                .toList();
    }

    /**
     * Who handed the mail to the first server that we trust.
     *
     * @param found what relays that we trust found out themselves
     */
    record Entry(Optional<Handed> client, Optional<AuthenticationResults> found) {}

    boolean isOnBehalf(InetAddress from) {
        return isRelay(from) || isLocal(from);
    }

    Entry of(Handed handed, HeaderFields mail) {
        if (!handed.isFetched() && !isRelay(handed.from().orElseThrow())) {
            var isOwnHouse = isLocal(handed.from().orElseThrow());
            return new Entry(isOwnHouse ? Optional.empty() : Optional.of(handed), Optional.empty());
        }
        return relays.isEmpty() ? new Entry(Optional.empty(), Optional.empty()) : followed(handed, mail);
    }

    /**
     * Reads the head from the top for as long as relays wrote it. Some write their results above the line that says whom
     * they had the mail from, some below it: there the next line could already be the sender's.
     */
    private Entry followed(Handed handed, HeaderFields mail) {
        var results = new ArrayList<AuthenticationResults>();
        boolean isOwnStillToCome = !handed.isFetched();
        var sender = handed.isFetched() ? returnPath(mail) : handed.sender();
        var client = Optional.<Handed>empty();
        for (var field : mail.fields()) {
            if (field.name().equals("received") && isOwnStillToCome) {
                isOwnStillToCome = false;
            } else if (field.name().equals("received")) {
                if (!isByRelay(field) || client.isPresent()) {
                    break;
                }
                client = client(field, sender);
            } else if (field.name().equals("authentication-results") && (client.isEmpty() || results.isEmpty())) {
                AuthenticationResults.parse(bounded(field))
                        .filter(one -> isNamed(one.server()))
                        .ifPresent(results::add);
            }
        }
        return new Entry(client, results.stream().reduce(AuthenticationResults::and));
    }

    private Optional<Handed> client(Field received, String sender) {
        var text = bounded(received);
        var by = BY.matcher(text);
        var before = CLAIMED.matcher(by.find() ? text.substring(0, by.start()) : text)
                .replaceAll("");
        var addresses = ADDRESS.matcher(before);
        var last = Optional.<InetAddress>empty();
        while (addresses.find()) {
            var found = address(addresses.group(1));
            last = found.isPresent() ? found : last;
        }
        var helo = HELO.matcher(before);
        var name = helo.find() ? helo.group(1) : "";
        return last.filter(address -> !isRelay(address) && !isLocal(address))
                .map(address -> new Handed(Optional.of(address), name, sender));
    }

    private boolean isByRelay(Field received) {
        var by = BY.matcher(bounded(received));
        return by.find() && isNamed(by.group(1));
    }

    private boolean isNamed(String server) {
        var name = Domains.normal(server);
        return relays.stream().anyMatch(relay -> Domains.isWithin(name, relay));
    }

    private boolean isRelay(InetAddress address) {
        return networks.stream().anyMatch(network -> network.matches(address.getHostAddress()));
    }

    private static String returnPath(HeaderFields mail) {
        return mail.all("return-path").stream()
                .findFirst()
                .map(field -> field.unfolded().replaceAll("[<>]", "").strip())
                .orElse("");
    }

    /** An address of our own house says nothing about where a mail comes from. */
    static boolean isLocal(InetAddress address) {
        var bytes = address.getAddress();
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address instanceof Inet4Address && bytes[0] == 100 && (bytes[1] & 0xc0) == 64
                || bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    }

    private static Optional<InetAddress> address(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String bounded(Field field) {
        var text = field.unfolded();
        return (text.length() <= LONGEST ? text : text.substring(0, LONGEST)).replace('\t', ' ');
    }
}
