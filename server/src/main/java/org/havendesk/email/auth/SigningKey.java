package org.havendesk.email.auth;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.havendesk.email.auth.Dns.Kind;
import org.havendesk.email.auth.Dns.NoAnswer;

/**
 * A key that a domain publishes for its signatures (RFC 6376, 3.6).
 *
 * @param exact whether only the domain itself may be signed for, and none below it
 */
record SigningKey(PublicKey key, boolean exact) {
    private static final int FEWEST_BITS = 1024; // RFC 8301, 3.2
    private static final int MOST_BITS = 4096;
    private static final int MOST_EXPONENT_BITS = 33;
    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int ED25519_BYTES = 32;
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    /** How a signature is made. */
    enum Algorithm {
        RSA_SHA256("rsa", "SHA256withRSA"),
        ED25519_SHA256("ed25519", "Ed25519");

        private final String kind;
        private final String java;

        Algorithm(String kind, String java) {
            this.kind = kind;
            this.java = java;
        }

        static Optional<Algorithm> of(String wire) {
            return switch (wire.toLowerCase(Locale.ROOT)) {
                case "rsa-sha256" -> Optional.of(RSA_SHA256);
                case "ed25519-sha256" -> Optional.of(ED25519_SHA256);
                default -> Optional.empty();
            };
        }
    }

    /** There is no key that could be used, and why. */
    static final class NoKey extends Exception {
        private final String reason;

        NoKey(String reason) {
            super("No key", null, false, false);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    static SigningKey find(Dns dns, String selector, String domain, Algorithm algorithm) throws NoAnswer, NoKey {
        var records = dns.ask(selector + "._domainkey." + domain, Kind.TXT);
        if (records.isEmpty()) {
            throw new NoKey("noKey");
        }
        NoKey problem = new NoKey("badKey");
        for (var record : records.subList(0, Math.min(records.size(), 3))) {
            try {
                return parse(record, algorithm);
            } catch (NoKey e) {
                problem = e;
            }
        }
        throw problem;
    }

    private static SigningKey parse(String record, Algorithm algorithm) throws NoKey {
        var tags = TagList.parse(record).orElseThrow(() -> new NoKey("badKey"));
        var isOfUse = tags.get("v").filter(version -> !version.equals("DKIM1")).isEmpty()
                && tags.get("k").orElse("rsa").equalsIgnoreCase(algorithm.kind)
                && lists(tags, "h", "sha256")
                && (lists(tags, "s", "email") || lists(tags, "s", "*"));
        if (!isOfUse) {
            throw new NoKey("badKey");
        }
        if (tags.compact("p").filter(String::isEmpty).isPresent()) {
            throw new NoKey("revoked");
        }
        var bytes = tags.bytes("p").orElseThrow(() -> new NoKey("badKey"));
        return new SigningKey(key(bytes, algorithm), tags.has("t") && lists(tags, "t", "s"));
    }

    private static boolean lists(TagList tags, String name, String value) {
        return tags.compact(name)
                .map(text ->
                        List.of(text.toLowerCase(Locale.ROOT).split(":", -1)).contains(value))
                .orElse(true);
    }

    private static PublicKey key(byte[] bytes, Algorithm algorithm) throws NoKey {
        try {
            return switch (algorithm) {
                case RSA_SHA256 -> sound(rsa(bytes));
                case ED25519_SHA256 -> ed25519(bytes);
            };
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new NoKey("badKey");
        }
    }

    /** Most write a SubjectPublicKeyInfo, some an RSAPublicKey, as RFC 6376 once said. */
    private static RSAPublicKey rsa(byte[] bytes) throws GeneralSecurityException {
        var factory = KeyFactory.getInstance("RSA");
        try {
            return (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(bytes));
        } catch (GeneralSecurityException e) {
            return (RSAPublicKey) factory.generatePublic(new X509EncodedKeySpec(wrapped(bytes)));
        }
    }

    private static byte[] wrapped(byte[] key) {
        return der(0x30, concat(RSA, der(0x03, concat(new byte[] {0}, key))));
    }

    private static byte[] der(int tag, byte[] content) {
        int length = content.length;
        var head = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return concat(head, content);
    }

    private static RSAPublicKey sound(RSAPublicKey key) throws NoKey {
        var bits = key.getModulus().bitLength();
        if (bits < FEWEST_BITS) {
            throw new NoKey("weakKey");
        }
        if (bits > MOST_BITS || key.getPublicExponent().bitLength() > MOST_EXPONENT_BITS) {
            throw new NoKey("hugeKey");
        }
        return key;
    }

    private static PublicKey ed25519(byte[] bytes) throws GeneralSecurityException {
        if (bytes.length != ED25519_BYTES) {
            throw new IllegalArgumentException("An Ed25519 key has 32 bytes");
        }
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(concat(ED25519, bytes)));
    }

    /** @param hashed with Ed25519 the hash is signed, not what it is made of (RFC 8463, 3) */
    boolean verifies(Algorithm algorithm, byte[] data, byte[] hashed, byte[] signature) {
        try {
            var check = Signature.getInstance(algorithm.java);
            check.initVerify(key);
            check.update(algorithm == Algorithm.ED25519_SHA256 ? hashed : data);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] concat(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
