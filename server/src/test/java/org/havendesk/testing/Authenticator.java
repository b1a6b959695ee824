package org.havendesk.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/**
 * A device with one passkey, as the browser in front of it lets it speak: the browser writes down the page's own origin,
 * the device signs it (WebAuthn, 6.1 and 5.8.1). It can be told to lie, as an attacker's would.
 */
public final class Authenticator {
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int HAS_KEY = 0x40;

    private final String origin;
    private final KeyPair keys;
    private final byte[] id;
    private byte[] user = new byte[0];
    private String rpId;
    private boolean verifies = true;
    private int count;

    private Authenticator(String origin, String rpId, KeyPair keys, byte[] id) {
        this.origin = origin;
        this.rpId = rpId;
        this.keys = keys;
        this.id = id;
    }

    /** @param origin of the page that the browser shows */
    public static Authenticator at(String origin) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var id = new byte[32];
            new SecureRandom().nextBytes(id);
            return new Authenticator(origin, "", generator.generateKeyPair(), id);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that asks neither for a finger nor for a PIN. */
    public Authenticator withoutVerification() {
        verifies = false;
        return this;
    }

    /** The same key behind a page of another origin. */
    public Authenticator shownAt(String other) {
        var same = new Authenticator(other, rpId, keys, id);
        same.user = user;
        same.count = count;
        same.verifies = verifies;
        return same;
    }

    /** The same key in another device, which does not know how often this one signed. */
    public Authenticator copy() {
        return shownAt(origin);
    }

    /** Says that the key is somebody else's. */
    public Authenticator ofUser(byte[] other) {
        user = other;
        return this;
    }

    /** Makes its key. @return the browser's answer */
    public String make(JsonNode options) {
        user = bytes(options.at("/user/id").asString());
        rpId = options.at("/rp/id").asString();
        var said = clientData("webauthn.create", options.get("challenge").asString());
        var authData = join(authData(HAS_KEY), new byte[16], shortOf(id.length), id, coseKey());
        var attestation = join(
                new byte[] {(byte) 0xa3},
                text("fmt"),
                text("none"),
                text("attStmt"),
                new byte[] {(byte) 0xa0},
                text("authData"),
                byteString(authData));
        return """
                {"id":"%s","type":"public-key","response":{"clientDataJSON":"%s","attestationObject":"%s","transports":["internal"]}}
                """.formatted(text64(id), text64(said), text64(attestation));
    }

    /** Proves that it has its key. @return the browser's answer */
    public String prove(JsonNode options) {
        count++;
        var said = clientData("webauthn.get", options.get("challenge").asString());
        var authData = authData(0);
        return """
                {"id":"%s","type":"public-key","response":{"clientDataJSON":"%s","authenticatorData":"%s","signature":"%s","userHandle":"%s"}}
                """.formatted(
                text64(id), text64(said), text64(authData), text64(sign(join(authData, sha256(said)))), text64(user));
    }

    private byte[] clientData(String type, String challenge) {
        return """
                {"type":"%s","challenge":"%s","origin":"%s","crossOrigin":false}""".formatted(type, challenge, origin).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authData(int more) {
        var flags = (byte) (PRESENT | (verifies ? VERIFIED : 0) | more);
        return join(
                sha256(rpId.getBytes(StandardCharsets.UTF_8)),
                new byte[] {flags},
                ByteBuffer.allocate(4).putInt(count).array());
    }

    /** RFC 9053, 7.1.1: kty EC2, alg ES256, crv P-256, x, y. */
    private byte[] coseKey() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        return join(
                new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21},
                byteString(coordinate(point.getAffineX().toByteArray())),
                new byte[] {0x22},
                byteString(coordinate(point.getAffineY().toByteArray())));
    }

    private byte[] sign(byte[] message) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] coordinate(byte[] number) {
        var bytes = new byte[32];
        var from = Math.max(0, number.length - 32);
        System.arraycopy(number, from, bytes, 32 - (number.length - from), number.length - from);
        return bytes;
    }

    /** CBOR (RFC 8949, 3.1). */
    private static byte[] text(String word) {
        return join(new byte[] {(byte) (0x60 + word.length())}, word.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] byteString(byte[] bytes) {
        return bytes.length < 256
                ? join(new byte[] {0x58, (byte) bytes.length}, bytes)
                : join(new byte[] {0x59}, shortOf(bytes.length), bytes);
    }

    private static byte[] shortOf(int number) {
        return new byte[] {(byte) (number >> 8), (byte) number};
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static String text64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
