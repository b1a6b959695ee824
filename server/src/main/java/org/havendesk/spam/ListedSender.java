package org.havendesk.spam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.havendesk.platform.EmailAddress;
import org.havendesk.spam.SpamLists.Kind;

/**
 * A sender as lists keep it: in one form, whoever typed it how.
 *
 * @param value see {@link SpamLists.Entry}
 */
record ListedSender(Kind kind, String value) {

    static Optional<ListedSender> parse(String typed) {
        var text = typed.strip();
        var network = Network.parse(text);
        if (network.isPresent()) {
            return network.filter(Network::isNarrow).map(some -> new ListedSender(Kind.NETWORK, some.toString()));
        }
        var address = EmailAddress.parse(text);
        if (address.isPresent()) return address.map(some -> new ListedSender(Kind.ADDRESS, some.value()));

        return domain(text);
    }

    /** An address whose domain is read, for the rules of domains stand there. A last label without letters is no name. */
    private static Optional<ListedSender> domain(String text) {
        var name = text.startsWith("*.") ? text.substring(2) : text.startsWith("@") ? text.substring(1) : text;
        return EmailAddress.parse("x@" + name.toLowerCase(Locale.ROOT))
                .map(EmailAddress::domain)
                .filter(domain -> domain.indexOf('.') > 0)
                .filter(domain -> Character.isLetter(domain.charAt(domain.lastIndexOf('.') + 1)))
                .map(domain -> new ListedSender(Kind.DOMAIN, domain));
    }

    /** The values that speak of an address, the closest first. */
    static List<String> namesOf(EmailAddress address) {
        var names = new ArrayList<String>();
        names.add(address.value());
        names.addAll(namesOf(address.domain()));
        return names;
    }

    /** A host's name and those of the domains that it lies in, the closest first; not the top-level one. */
    static List<String> namesOf(String host) {
        var names = new ArrayList<String>();
        var domain = host;
        while (domain.indexOf('.') > 0) {
            names.add(domain);
            domain = domain.substring(domain.indexOf('.') + 1);
        }
        return names;
    }
}
