package org.havendesk.email.auth;

import java.util.Locale;
import java.util.Optional;
import org.havendesk.email.auth.Dns.Kind;
import org.havendesk.email.auth.Dns.NoAnswer;

/**
 * What a domain wants done with mail that it did not send (RFC 7489, 6.3).
 *
 * @param wish of the domain that was asked about, be it the one that published or one below it
 * @param strictDkim whether a signature must be of exactly the author's domain
 * @param strictSpf whether the envelope must be
 */
record DmarcPolicy(Wish wish, boolean strictDkim, boolean strictSpf) {
    private static final String VERSION = "DMARC1";

    enum Wish {
        NONE,
        QUARANTINE,
        REJECT;

        private static Optional<Wish> of(String wire) {
            return switch (wire.toLowerCase(Locale.ROOT)) {
                case "none" -> Optional.of(NONE);
                case "quarantine" -> Optional.of(QUARANTINE);
                case "reject" -> Optional.of(REJECT);
                default -> Optional.empty();
            };
        }
    }

    /** The policy for mail of this domain: its own, else the one of the organization that it belongs to. */
    static Optional<DmarcPolicy> of(Dns dns, String domain) throws NoAnswer {
        var own = published(dns, domain, "p");
        var organization = Domains.organization(domain);
        return own.isPresent() || organization.equals(domain) ? own : published(dns, organization, "sp");
    }

    private static Optional<DmarcPolicy> published(Dns dns, String domain, String wish) throws NoAnswer {
        var records = dns.ask("_dmarc." + domain, Kind.TXT).stream()
                .filter(DmarcPolicy::isDmarc)
                .toList();
        return records.size() == 1 ? parse(records.getFirst(), wish) : Optional.empty();
    }

    private static boolean isDmarc(String text) {
        var first = text.split(";", 2)[0].replaceAll("[ \t]", "");
        return first.equals("v=" + VERSION);
    }

    /** Without a wish that can be understood, a record that names somewhere to report to wishes nothing else. */
    private static Optional<DmarcPolicy> parse(String record, String wish) {
        var tags = TagList.parse(record);
        if (tags.isEmpty()) {
            return Optional.empty();
        }
        var own = tags.get().compact("p").flatMap(Wish::of);
        var wished = tags.get()
                .compact(wish)
                .flatMap(Wish::of)
                .or(() -> own)
                .or(() -> tags.get().get("rua").map(reports -> Wish.NONE));
        return wished.map(found -> new DmarcPolicy(
                isOnTrial(tags.get()) ? Wish.NONE : found,
                isStrict(tags.get(), "adkim"),
                isStrict(tags.get(), "aspf")));
    }

    /** The domain's owner still only looks what would happen. */
    private static boolean isOnTrial(TagList tags) {
        return tags.compact("pct").filter("0"::equals).isPresent()
                || tags.compact("t").filter("y"::equals).isPresent();
    }

    private static boolean isStrict(TagList tags, String name) {
        return tags.compact(name).filter("s"::equalsIgnoreCase).isPresent();
    }
}
