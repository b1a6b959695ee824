package org.havendesk.spam;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The transfer encodings and charsets of mail, read leniently: what is wrong is passed over, nothing is thrown, and no
 * more than the asked number of bytes comes out.
 */
final class Decoding {
    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?([^?\\s]{1,40})\\?([bBqQ])\\?([^?]{0,400})\\?=");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("(\\?=)\\s+(=\\?)");

    private Decoding() {}

    static byte[] transfer(String encoding, byte[] raw, int from, int to, int most) {
        return switch (encoding) {
            case "base64" -> base64(raw, from, to, most);
            case "quoted-printable" -> quotedPrintable(raw, from, to, most, false);
            default -> java.util.Arrays.copyOfRange(raw, from, Math.max(from, Math.min(to, from + most)));
        };
    }

    static byte[] base64(byte[] raw, int from, int to, int most) {
        var out = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        for (int i = from; i < to && out.size() < most; i++) {
            int six = sixBits(raw[i]);
            if (six < 0) continue;
            bits = bits << 6 | six;
            held += 6;
            if (held >= 8) {
                held -= 8;
                out.write(bits >> held);
            }
        }
        return out.toByteArray();
    }

    private static int sixBits(int c) {
        if (c >= 'A' && c <= 'Z') return c - 'A';
        if (c >= 'a' && c <= 'z') return c - 'a' + 26;
        if (c >= '0' && c <= '9') return c - '0' + 52;
        if (c == '+' || c == '-') return 62;
        if (c == '/' || c == '_') return 63;
        return -1;
    }

    /** @param header whether an underscore stands for a space, as in an encoded word (RFC 2047, 4.2) */
    static byte[] quotedPrintable(byte[] raw, int from, int to, int most, boolean header) {
        var out = new ByteArrayOutputStream();
        for (int i = from; i < to && out.size() < most; i++) {
            int c = raw[i];
            if (c == '=' && i + 2 < to && hex(raw[i + 1]) >= 0 && hex(raw[i + 2]) >= 0) {
                out.write(hex(raw[i + 1]) << 4 | hex(raw[i + 2]));
                i += 2;
            } else if (c == '=' && i + 1 < to && raw[i + 1] == '\n') {
                i += 1;
            } else if (c == '=' && i + 2 < to && raw[i + 1] == '\r' && raw[i + 2] == '\n') {
                i += 2;
            } else {
                out.write(header && c == '_' ? ' ' : c);
            }
        }
        return out.toByteArray();
    }

    private static int hex(int c) {
        return Character.digit(c, 16);
    }

    /** Text in the named charset; one that is unknown or wrong is read as UTF-8 if it is that, else as Windows-1252. */
    static String text(byte[] bytes, String charset) {
        try {
            var named = Charset.forName(charset.isEmpty() ? "UTF-8" : charset);
            if (!named.equals(StandardCharsets.US_ASCII)
                    && !named.equals(StandardCharsets.UTF_8)
                    && !named.name().startsWith("x-JIS")) {
                return new String(bytes, named);
            }
        } catch (RuntimeException unknown) {
            // read below like any text that does not say what it is
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, cutShort(bytes) ? StandardCharsets.UTF_8 : Charset.forName("windows-1252"));
        }
    }

    /** Whether all is UTF-8 but for the last character, which the bound may have cut in two. */
    private static boolean cutShort(byte[] bytes) {
        for (int cut = 1; cut <= 3 && cut < bytes.length; cut++) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut));
                return true;
            } catch (CharacterCodingException stillNot) {
                // one byte less
            }
        }
        return false;
    }

    /** A header's value with its encoded words (RFC 2047) put into letters. */
    static String header(String value) {
        var plain = text(value.getBytes(StandardCharsets.ISO_8859_1), "");
        if (!plain.contains("=?")) return plain;
        return ENCODED_WORD
                .matcher(BETWEEN_WORDS.matcher(plain).replaceAll("$1$2"))
                .replaceAll(word -> java.util.regex.Matcher.quoteReplacement(
                        encodedWord(word.group(1), word.group(2), word.group(3))));
    }

    private static String encodedWord(String charset, String how, String what) {
        var bytes = what.getBytes(StandardCharsets.ISO_8859_1);
        var decoded = how.toLowerCase(Locale.ROOT).equals("b")
                ? base64(bytes, 0, bytes.length, bytes.length)
                : quotedPrintable(bytes, 0, bytes.length, bytes.length, true);
        return text(decoded, charset);
    }
}
