package org.havendesk.email;

import java.io.ByteArrayOutputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** How the bytes of a mail are kept: compressed (RFC 1950), since mails are mostly text. */
final class RawMail {
    static final String NAME = "mail.eml.zz";
    static final String TYPE = "application/zlib";

    private static final int BUFFER = 16 * 1024;

    private RawMail() {}

    static byte[] pack(byte[] raw) {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(raw);
            deflater.finish();
            var packed = new ByteArrayOutputStream(raw.length / 2 + 64);
            var buffer = new byte[Math.min(BUFFER, raw.length + 64)];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** @param size of the mail, as it was packed */
    static byte[] unpack(byte[] packed, long size) {
        var inflater = new Inflater();
        try {
            inflater.setInput(packed);
            var raw = new byte[Math.toIntExact(size)];
            var length = 0;
            while (length < raw.length) {
                var some = inflater.inflate(raw, length, raw.length - length);
                if (some == 0) {
                    throw new IllegalStateException("A stored mail is shorter than it was");
                }
                length += some;
            }
            return raw;
        } catch (DataFormatException e) {
            throw new IllegalStateException("A stored mail cannot be unpacked", e);
        } finally {
            inflater.end();
        }
    }
}
