package org.havendesk.email.auth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.havendesk.email.auth.HeaderFields.Field;
import org.havendesk.email.auth.SigningKey.Algorithm;

/**
 * A signature over a mail: of a domain (RFC 6376, 3.5), or of a server on the way (RFC 8617, 4.1.2).
 *
 * @param signed names of the fields that it covers, in lower case; one that stands there twice covers two of them
 * @param identity the domain of whom it is made for: the signing domain or one below it
 * @param length of the body, where it covers so much only
 */
record MailSignature(
        Field field,
        String domain,
        String selector,
        String identity,
        Algorithm algorithm,
        Canonical head,
        Canonical body,
        List<String> signed,
        byte[] bodyHash,
        byte[] value,
        OptionalLong length,
        Optional<Instant> made,
        Optional<Instant> expires) {
    private static final int MOST_FIELDS = 300;
    private static final Pattern COLON = Pattern.compile(":");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}");
    private static final Pattern LABELS = Pattern.compile("[A-Za-z0-9_.-]{1,200}");

    /** It is not written as it must be, and what is wrong. */
    static final class Unsound extends Exception {
        private final String reason;

        Unsound(String reason) {
            super("Unsound signature", null, false, false);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    static MailSignature ofDomain(Field field) throws Unsound {
        var tags = tags(field);
        require(tags.compact("v").filter("1"::equals).isPresent());
        require(tags.compact("q")
                .map(query -> List.of(query.split(":", -1)).contains("dns/txt"))
                .orElse(true));
        return of(field, tags);
    }

    static MailSignature ofServer(Field field) throws Unsound {
        var tags = tags(field);
        require(!tags.has("v"));
        var signature = of(field, tags);
        require(!signature.signed().contains("arc-seal"));
        return signature;
    }

    private static TagList tags(Field field) throws Unsound {
        return TagList.parse(field.value()).orElseThrow(() -> new Unsound("badSignature"));
    }

    private static MailSignature of(Field field, TagList tags) throws Unsound {
        var algorithm = algorithm(tags);
        var domain = Domains.normal(text(tags, "d"));
        var selector = text(tags, "s");
        require(Domains.isFull(domain) && LABELS.matcher(domain).matches());
        require(LABELS.matcher(selector).matches());
        var signed = names(text(tags, "h"));
        require(signed.contains("from"));
        var made = time(tags, "t");
        var expires = time(tags, "x");
        require(made.isEmpty() || expires.isEmpty() || expires.get().isAfter(made.get()));
        return new MailSignature(
                field,
                domain,
                selector,
                identity(field, tags, domain),
                algorithm,
                canonical(tags, 0),
                canonical(tags, 1),
                signed,
                bytes(tags, "bh"),
                bytes(tags, "b"),
                length(tags),
                made,
                expires);
    }

    /** A signature by SHA-1 counts as none (RFC 8301, 3.1). */
    static Algorithm algorithm(TagList tags) throws Unsound {
        return Algorithm.of(text(tags, "a")).orElseThrow(() -> new Unsound("weakSignature"));
    }

    /** In a signature of a server, {@code i} is a number. */
    private static String identity(Field field, TagList tags, String domain) throws Unsound {
        var given = tags.get("i").filter(one -> field.name().equals("dkim-signature"));
        if (given.isEmpty()) {
            return domain;
        }
        var at = given.get().lastIndexOf('@');
        var identity = Domains.normal(given.get().substring(at + 1));
        require(at >= 0 && Domains.isWithin(identity, domain));
        return identity;
    }

    private static List<String> names(String text) throws Unsound {
        var names = new ArrayList<String>();
        for (var name : COLON.split(text, MOST_FIELDS + 1)) {
            names.add(name.strip().toLowerCase(Locale.ROOT));
        }
        require(names.size() <= MOST_FIELDS);
        return List.copyOf(names);
    }

    private static Canonical canonical(TagList tags, int place) throws Unsound {
        var both = tags.compact("c").orElse("simple").toLowerCase(Locale.ROOT).split("/", 2);
        return switch (place < both.length ? both[place] : "simple") {
            case "simple" -> Canonical.SIMPLE;
            case "relaxed" -> Canonical.RELAXED;
            default -> throw new Unsound("badSignature");
        };
    }

    private static OptionalLong length(TagList tags) throws Unsound {
        var length = tags.compact("l");
        if (length.isEmpty()) {
            return OptionalLong.empty();
        }
        require(NUMBER.matcher(length.get()).matches());
        return OptionalLong.of(Long.parseLong(length.get()));
    }

    private static Optional<Instant> time(TagList tags, String name) throws Unsound {
        var time = tags.compact(name);
        require(time.filter(text -> !NUMBER.matcher(text).matches()).isEmpty());
        return time.map(Long::parseLong).map(Instant::ofEpochSecond);
    }

    static String text(TagList tags, String name) throws Unsound {
        return tags.compact(name).filter(value -> !value.isEmpty()).orElseThrow(() -> new Unsound("badSignature"));
    }

    static byte[] bytes(TagList tags, String name) throws Unsound {
        return tags.bytes(name).filter(value -> value.length > 0).orElseThrow(() -> new Unsound("badSignature"));
    }

    private static void require(boolean isSound) throws Unsound {
        if (!isSound) {
            throw new Unsound("badSignature");
        }
    }
}
