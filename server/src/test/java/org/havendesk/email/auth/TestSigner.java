package org.havendesk.email.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.havendesk.email.auth.HeaderFields.Field;
import org.havendesk.testing.Zone;

/** A domain that signs: mails as their author's server does (RFC 6376), and as a server on the way does (RFC 8617). */
final class TestSigner {
    private final String domain;
    private final String selector;
    private final KeyPair keys;

    private TestSigner(String domain, String selector, KeyPair keys) {
        this.domain = domain;
        this.selector = selector;
        this.keys = keys;
    }

    static TestSigner rsa(String domain, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return new TestSigner(domain, "rsa" + bits, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static TestSigner ed25519(String domain) {
        try {
            return new TestSigner(
                    domain, "ed", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    TestSigner publishedIn(Zone zone) {
        zone.text(selector + "._domainkey." + domain, record());
        return this;
    }

    String selector() {
        return selector;
    }

    String record() {
        var encoded = keys.getPublic().getEncoded();
        var raw = isRsa() ? encoded : Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return "v=DKIM1; k=" + (isRsa() ? "rsa" : "ed25519") + "; p="
                + Base64.getEncoder().encodeToString(raw);
    }

    /** The mail with a signature on top. */
    String signed(String mail) {
        return signed(mail, "relaxed/relaxed", "from:to:subject:date", "");
    }

    /** @param more tags, each with a semicolon at its end */
    String signed(String mail, String canonical, String names, String more) {
        var tags = "v=1; a=" + algorithm() + "; c=" + canonical + "; d=" + domain + "; s=" + selector + "; " + more
                + "h=" + names + "; bh=" + bodyHash(mail, canonical) + "; b=";
        return "DKIM-Signature: " + tags + signature("DKIM-Signature: " + tags, mail, canonical, names) + "\r\n" + mail;
    }

    /**
     * The mail with one more set of a chain (RFC 8617).
     *
     * @param results what this server found, without its own name
     */
    String sealed(String mail, int instance, String results, String validation) {
        var names = "from:to:subject:date";
        var own = "ARC-Authentication-Results: i=" + instance + "; " + domain + "; " + results;
        var tags = "i=" + instance + "; a=" + algorithm() + "; c=relaxed/relaxed; d=" + domain + "; s=" + selector
                + "; h=" + names + "; bh=" + bodyHash(mail, "relaxed/relaxed") + "; b=";
        var message = "ARC-Message-Signature: " + tags
                + signature("ARC-Message-Signature: " + tags, mail, "relaxed/relaxed", names);
        var seal = "ARC-Seal: i=" + instance + "; a=" + algorithm() + "; cv=" + validation + "; d=" + domain + "; s="
                + selector + "; b=";
        var data = new StringBuilder();
        var before = HeaderFields.of(mail.getBytes(ISO_8859_1)).fields();
        for (int i = 1; i < instance; i++) {
            for (var name : List.of("arc-authentication-results", "arc-message-signature", "arc-seal")) {
                var start = "i=" + i + ";";
                before.stream()
                        .filter(field -> field.name().equals(name)
                                && field.value().strip().startsWith(start))
                        .forEach(field ->
                                data.append(Canonical.RELAXED.field(field)).append("\r\n"));
            }
        }
        data.append(Canonical.RELAXED.field(field(own)))
                .append("\r\n")
                .append(Canonical.RELAXED.field(field(message)))
                .append("\r\n")
                .append(Canonical.RELAXED.field(field(seal)));
        return seal + sign(data.toString()) + "\r\n" + message + "\r\n" + own + "\r\n" + mail;
    }

    private String algorithm() {
        return isRsa() ? "rsa-sha256" : "ed25519-sha256";
    }

    private boolean isRsa() {
        return keys.getPublic().getAlgorithm().equals("RSA");
    }

    private String signature(String unsigned, String mail, String canonical, String names) {
        var form = Canonical.valueOf(canonical.split("/", -1)[0].toUpperCase(java.util.Locale.ROOT));
        Map<String, ArrayDeque<Field>> left = new HashMap<>();
        for (var field : HeaderFields.of(mail.getBytes(ISO_8859_1)).fields()) {
            left.computeIfAbsent(field.name(), name -> new ArrayDeque<>()).push(field);
        }
        var parts = new ArrayList<String>();
        for (var name : names.split(":", -1)) {
            var field = left.getOrDefault(name, new ArrayDeque<>()).poll();
            if (field != null) {
                parts.add(form.field(field) + "\r\n");
            }
        }
        return sign(String.join("", parts) + form.field(field(unsigned)));
    }

    private static Field field(String raw) {
        return new Field(raw.substring(0, raw.indexOf(':')).toLowerCase(java.util.Locale.ROOT), raw);
    }

    private static String bodyHash(String mail, String canonical) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var bytes = mail.getBytes(ISO_8859_1);
            Canonical.valueOf(canonical.split("/", -1)[1].toUpperCase(java.util.Locale.ROOT))
                    .body(bytes, HeaderFields.of(bytes).bodyStart(), digest);
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sign(String data) {
        try {
            var bytes = data.getBytes(ISO_8859_1);
            var signer = Signature.getInstance(isRsa() ? "SHA256withRSA" : "Ed25519");
            signer.initSign(keys.getPrivate());
            signer.update(isRsa() ? bytes : MessageDigest.getInstance("SHA-256").digest(bytes));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
