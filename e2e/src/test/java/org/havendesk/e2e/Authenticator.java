package org.havendesk.e2e;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The app on somebody's phone, made from the key that they typed into it (RFC 6238: SHA-1, six digits, thirty seconds). */
final class Authenticator {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    private final byte[] secret;
    private long last;

    /** @param key in base 32; spaces count for nothing */
    Authenticator(String key) {
        this.secret = bytesOf(key.replaceAll("\\s", ""));
    }

    /** A code that was not shown yet: the one of now, or where that was taken the one that follows it. */
    String code() {
        last = Math.max(Math.floorDiv(Instant.now().getEpochSecond(), STEP_SECONDS), last + 1);
        var hash = hmac(ByteBuffer.allocate(Long.BYTES).putLong(last).array());
        var offset = hash[hash.length - 1] & 0xf;
        var number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%06d", number % MODULUS);
    }

    private byte[] hmac(byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytesOf(String key) {
        var bytes = ByteBuffer.allocate(key.length() * 5 / 8);
        var buffer = 0;
        var bits = 0;
        for (var letter : key.toCharArray()) {
            buffer = (buffer << 5) | BASE32.indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (buffer >> bits));
            }
        }
        return bytes.array();
    }
}
