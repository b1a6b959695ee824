package org.havendesk.email.auth;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.havendesk.email.auth.Dns.NoAnswer;
import org.havendesk.email.auth.HeaderFields.Field;
import org.havendesk.email.auth.MailSignature.Unsound;
import org.havendesk.email.auth.SigningKey.Algorithm;
import org.havendesk.email.auth.SigningKey.NoKey;

/** A mail whose signatures are checked. Its body is hashed at most twice, however many they are. */
final class SignedMail {
    /** Fields of which a mail has one; a second one that is not signed could show what was never written. */
    private static final Set<String> SINGLE = Set.of(
            "from",
            "sender",
            "reply-to",
            "to",
            "cc",
            "subject",
            "date",
            "message-id",
            "in-reply-to",
            "references",
            "mime-version",
            "content-type",
            "content-transfer-encoding");

    private static final Duration SKEW = Duration.ofHours(1);

    private final HeaderFields fields;
    private final Dns dns;
    private final Clock clock;
    private final Map<Canonical, Body> bodies;

    SignedMail(HeaderFields fields, Dns dns, Clock clock) {
        this(fields, dns, clock, new EnumMap<>(Canonical.class));
    }

    private SignedMail(HeaderFields fields, Dns dns, Clock clock, Map<Canonical, Body> bodies) {
        this.fields = fields;
        this.dns = dns;
        this.clock = clock;
        this.bodies = bodies;
    }

    /** The same mail, but keys are looked up elsewhere. */
    SignedMail asking(Dns other) {
        return new SignedMail(fields, other, clock, bodies);
    }

    private record Body(byte[] hash, long length) {}

    HeaderFields fields() {
        return fields;
    }

    /** Whether a signature holds, for this mail as it came. */
    Finding check(MailSignature signature) {
        var domain = signature.domain();
        var now = clock.instant();
        if (hasUnsignedTwin(signature.signed())) {
            return new Finding(Result.POLICY, "twice", domain);
        }
        if (signature.expires().filter(now::isAfter).isPresent()) {
            return new Finding(Result.FAIL, "expired", domain);
        }
        if (signature.made().filter(made -> made.isAfter(now.plus(SKEW))).isPresent()) {
            return new Finding(Result.FAIL, "ahead", domain);
        }
        var body = bodies.computeIfAbsent(signature.body(), this::hashed);
        var covered = signature.length().orElse(body.length());
        if (covered < body.length()) {
            return new Finding(Result.POLICY, "partial", domain);
        }
        if (covered > body.length() || !MessageDigest.isEqual(body.hash(), signature.bodyHash())) {
            return new Finding(Result.FAIL, "changed", domain);
        }
        return checked(signature);
    }

    private Finding checked(MailSignature signature) {
        var domain = signature.domain();
        try {
            var key = SigningKey.find(dns, signature.selector(), domain, signature.algorithm());
            if (key.exact() && !signature.identity().equals(domain)) {
                return new Finding(Result.PERMERROR, "badKey", domain);
            }
            return verifies(key, signature.algorithm(), head(signature), signature.value())
                    ? new Finding(Result.PASS, "signed", domain)
                    : new Finding(Result.FAIL, "changed", domain);
        } catch (NoAnswer e) {
            return Finding.noAnswer(domain);
        } catch (NoKey e) {
            return new Finding(e.reason().equals("revoked") ? Result.FAIL : Result.PERMERROR, e.reason(), domain);
        }
    }

    /** Whether a seal over fields holds (RFC 8617, 5.1.1). */
    boolean isSealed(TagList seal, List<Field> covered, Field own) throws NoAnswer, NoKey, Unsound {
        var algorithm = MailSignature.algorithm(seal);
        var key = SigningKey.find(dns, MailSignature.text(seal, "s"), MailSignature.text(seal, "d"), algorithm);
        var data = new StringBuilder();
        covered.forEach(field -> data.append(Canonical.RELAXED.field(field)).append("\r\n"));
        data.append(Canonical.RELAXED.unsigned(own));
        return verifies(key, algorithm, data.toString(), MailSignature.bytes(seal, "b"));
    }

    private static boolean verifies(SigningKey key, Algorithm algorithm, String data, byte[] signature) {
        var bytes = Canonical.bytes(data);
        return key.verifies(algorithm, bytes, sha256().digest(bytes), signature);
    }

    /** The fields that it covers, each name from the bottom of the head, and its own (RFC 6376, 5.4.2). */
    private String head(MailSignature signature) {
        Map<String, Deque<Field>> left = new HashMap<>();
        fields.fields()
                .forEach(field -> left.computeIfAbsent(field.name(), name -> new ArrayDeque<>())
                        .push(field));
        var head = new StringBuilder();
        for (var name : signature.signed()) {
            var field = left.getOrDefault(name, new ArrayDeque<>()).poll();
            if (field != null) {
                head.append(signature.head().field(field)).append("\r\n");
            }
        }
        return head.append(signature.head().unsigned(signature.field())).toString();
    }

    private boolean hasUnsignedTwin(List<String> signed) {
        return SINGLE.stream()
                .filter(signed::contains)
                .anyMatch(name -> fields.count(name)
                        > Math.max(1, signed.stream().filter(name::equals).count()));
    }

    private Body hashed(Canonical canonical) {
        var digest = sha256();
        var length = canonical.body(fields.mail(), fields.bodyStart(), digest);
        return new Body(digest.digest(), length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
