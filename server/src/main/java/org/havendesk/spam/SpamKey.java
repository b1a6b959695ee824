package org.havendesk.spam;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An account's secret for feature ids: SipHash-2-4 with 128 bits of key. Without the key a model says nothing about the
 * words it was taught, and two accounts give the same word unrelated ids.
 */
public record SpamKey(long k0, long k1) {

    /** @param secret at least 16 random bytes; those after the 16th are not used */
    public static SpamKey of(byte[] secret) {
        if (secret.length < 16) throw new IllegalArgumentException("A key needs 16 bytes, not " + secret.length);
        var words = ByteBuffer.wrap(secret).order(ByteOrder.LITTLE_ENDIAN);
        return new SpamKey(words.getLong(), words.getLong());
    }

    /** The id of a feature that is a piece of text: its UTF-16 units, hashed. */
    long id(CharSequence text) {
        var sip = new Sip(this);
        int whole = text.length() & ~3;
        for (int i = 0; i < whole; i += 4) {
            sip.take(text.charAt(i)
                    | (long) text.charAt(i + 1) << 16
                    | (long) text.charAt(i + 2) << 32
                    | (long) text.charAt(i + 3) << 48);
        }
        long last = (long) text.length() << 57;
        for (int i = whole; i < text.length(); i++) last |= (long) text.charAt(i) << (16 * (i - whole));
        sip.take(last);
        return sip.finish();
    }

    /** The id of a feature that is a number already: four bytes of a message, or two words side by side. */
    long id(long value) {
        var sip = new Sip(this);
        sip.take(value);
        return sip.finish();
    }

    @Override
    public String toString() {
        return "SpamKey[secret]";
    }

    private static final class Sip {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        Sip(SpamKey key) {
            v0 = key.k0 ^ 0x736f6d6570736575L;
            v1 = key.k1 ^ 0x646f72616e646f6dL;
            v2 = key.k0 ^ 0x6c7967656e657261L;
            v3 = key.k1 ^ 0x7465646279746573L;
        }

        void take(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long finish() {
            v2 ^= 0xff;
            for (int i = 0; i < 4; i++) round();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
