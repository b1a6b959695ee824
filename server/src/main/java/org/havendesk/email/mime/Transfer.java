package org.havendesk.email.mime;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Undoes content transfer encodings (RFC 2045, 6) and uuencode, and keeps what it can of broken ones. */
final class Transfer {
    private static final byte[] BASE64 = new byte[256];
    private static final byte SKIPPED = -1;
    private static final byte FOREIGN = -2;

    static {
        Arrays.fill(BASE64, FOREIGN);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (var i = 0; i < alphabet.length(); i++) {
            BASE64[alphabet.charAt(i)] = (byte) i;
        }
        for (var white : new char[] {' ', '\t', '\r', '\n'}) {
            BASE64[white] = SKIPPED;
        }
    }

    private Transfer() {}

    /** The decoded bytes; the same array when nothing had to be decoded. */
    static Content decode(byte[] bytes, int start, int end, String encoding, Set<Warning> warnings) {
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "7bit", "8bit", "binary", "7-bit", "8-bit", "none", "7bits", "8bits" ->
                new Content(bytes, start, end);
            case "base64", "base-64", "b" -> base64(bytes, start, end, warnings);
            case "quoted-printable", "quoted printable", "quotedprintable", "q" -> quotedPrintable(bytes, start, end);
            case "x-uuencode", "x-uue", "uuencode", "uue" -> uuencoded(bytes, start, end, warnings);
            default -> {
                warnings.add(Warning.UNKNOWN_ENCODING);
                yield new Content(bytes, start, end);
            }
        };
    }

    private static Content base64(byte[] bytes, int start, int end, Set<Warning> warnings) {
        if (isProse(bytes, start, end)) {
            warnings.add(Warning.BROKEN_ENCODING);
            return new Content(bytes, start, end);
        }
        var out = new Bytes((int) ((end - start) * 3L / 4) + 3);
        if (base64(bytes, start, end, out) > 0) {
            warnings.add(Warning.BROKEN_ENCODING);
        }

        return out.content();
    }

    /** Blanks between letters, again and again: the sender only says that it was encoded. */
    private static boolean isProse(byte[] bytes, int start, int end) {
        var stop = Math.min(end, start + 1000);
        var blanks = 0;
        for (var i = start + 1; i < stop - 1; i++) {
            if (bytes[i] == ' ' && bytes[i - 1] > ' ' && bytes[i + 1] > ' ') {
                blanks++;
            }
        }

        return blanks * 15 > stop - start;
    }

    /** @return how many bytes could not belong to base64 */
    static int base64(byte[] bytes, int start, int end, ByteArrayOutputStream out) {
        var foreign = 0;
        var bits = 0;
        var held = 0;
        var padded = false;
        for (var i = start; i < end; i++) {
            var value = BASE64[bytes[i] & 0xFF];
            if (value >= 0) {
                held = held << 6 | value;
                bits += 6;
                if (bits >= 8) {
                    bits -= 8;
                    out.write(held >> bits);
                }
            } else if (bytes[i] == '=') {
                bits = 0;
                held = 0;
                // Some senders encode in pieces and join them; others append a footer in plain text.
                if (!padded && !isBase64(bytes, i + 1, end)) {
                    return foreign;
                }
                padded = true;
            } else if (value == FOREIGN) {
                foreign++;
            }
        }

        return foreign;
    }

    private static boolean isBase64(byte[] bytes, int start, int end) {
        for (var i = start; i < end; i++) {
            if (BASE64[bytes[i] & 0xFF] == FOREIGN && bytes[i] != '=') {
                return false;
            }
        }

        return true;
    }

    private static Content quotedPrintable(byte[] bytes, int start, int end) {
        var out = new Bytes(end - start);
        var i = start;
        while (i < end) {
            var b = bytes[i];
            if (b != '=') {
                out.write(b);
                i++;
                continue;
            }
            if (i + 2 < end && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0) {
                out.write(hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]));
                i += 3;
                continue;
            }
            var next = afterSoftBreak(bytes, i + 1, end);
            if (next < 0) {
                out.write(b);
                i++;
            } else {
                i = next;
            }
        }

        return out.content();
    }

    /** Where the next line begins when only white space follows, else -1. Looks at most 80 bytes ahead. */
    private static int afterSoftBreak(byte[] bytes, int start, int end) {
        var stop = Math.min(end, start + 80);
        for (var i = start; i < stop; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return -1;
            }
        }

        return stop == end ? end : -1;
    }

    /** The Q encoding of RFC 2047, 4.2: like quoted-printable, and an underscore is a blank. */
    static void q(byte[] bytes, ByteArrayOutputStream out) {
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == '_') {
                out.write(' ');
            } else if (bytes[i] == '=' && i + 2 < bytes.length && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0) {
                out.write(hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]));
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
    }

    static int hex(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'A' && c <= 'F') {
            return c - 'A' + 10;
        }

        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }

    /** Lines between {@code begin 644 name} and {@code end}; the begin line may be missing. */
    private static Content uuencoded(byte[] bytes, int start, int end, Set<Warning> warnings) {
        var out = new Bytes((int) ((end - start) * 3L / 4) + 3);
        var line = start;
        while (line < end) {
            var stop = endOfLine(bytes, line, end);
            if (startsWith(bytes, line, stop, "end")) {
                break;
            }
            if (!startsWith(bytes, line, stop, "begin ") && !uuline(bytes, line, stop, out)) {
                warnings.add(Warning.BROKEN_ENCODING);
            }
            line = stop + 1;
        }

        return out.content();
    }

    /** Decodes one line. @return false when it is none */
    static boolean uuline(byte[] bytes, int start, int end, ByteArrayOutputStream out) {
        if (start >= end || bytes[start] < ' ' || bytes[start] > '`') {
            return start >= end;
        }
        var left = (bytes[start] - ' ') & 63;
        for (var i = start + 1; left > 0; i += 4) {
            var held = 0;
            for (var k = 0; k < 4; k++) {
                var b = i + k < end ? bytes[i + k] : ' ';
                held = held << 6 | (b - ' ' & 63);
            }
            for (var shift = 16; shift >= 0 && left > 0; shift -= 8, left--) {
                out.write(held >> shift);
            }
        }

        return true;
    }

    private static int endOfLine(byte[] bytes, int start, int end) {
        var i = start;
        while (i < end && bytes[i] != '\n') {
            i++;
        }

        return i;
    }

    private static boolean startsWith(byte[] bytes, int start, int end, String word) {
        if (end - start < word.length()) {
            return false;
        }
        for (var i = 0; i < word.length(); i++) {
            if (bytes[start + i] != word.charAt(i)) {
                return false;
            }
        }

        return true;
    }

    /** Hands out its array instead of a copy, and takes no lock. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes(int size) {
            super(size);
        }

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized")
        public void write(int b) {
            if (count == buf.length) {
                buf = Arrays.copyOf(buf, Math.max(16, count + (count >> 1)));
            }
            buf[count++] = (byte) b;
        }

        Content content() {
            return new Content(buf, 0, count);
        }
    }
}
