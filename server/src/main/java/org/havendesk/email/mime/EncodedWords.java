package org.havendesk.email.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Set;

/**
 * Reads the encoded words of RFC 2047, also broken ones: letters split between words, blanks inside, unknown charsets,
 * no end. The input holds one char per byte, so that raw 8-bit text survives until its charset is guessed.
 */
final class EncodedWords {
    private static final int LONGEST_CHARSET = 60;

    private final String raw;
    private final String hint;
    private final Set<Warning> warnings;
    private final StringBuilder text;
    /** Bytes of the words just read; they wait because the next word may hold the rest of a letter. */
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();

    private String waitingCharset = "";
    private String cutOff = "";

    private EncodedWords(String raw, String hint, Set<Warning> warnings) {
        this.raw = raw;
        this.hint = hint;
        this.warnings = warnings;
        this.text = new StringBuilder(raw.length());
    }

    /**
     * @param raw one char per byte, unfolded
     * @param hint the charset of the mail's text, for 8-bit bytes that are not UTF-8; may be blank
     */
    static String decode(String raw, String hint, Set<Warning> warnings) {
        if (!raw.contains("=?")) {
            return plain(raw, hint, warnings);
        }

        return new EncodedWords(raw, hint, warnings).decode();
    }

    /** Text without encoded words: the bytes in the charset that they look like. */
    private static String plain(String raw, String hint, Set<Warning> warnings) {
        for (var i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) > 127 || raw.charAt(i) == 0x1B) {
                warnings.add(Warning.EIGHT_BIT_HEADER);
                var bytes = raw.getBytes(ISO_8859_1);
                return Charsets.decode(bytes, 0, bytes.length, hint, warnings);
            }
        }

        return raw;
    }

    private String decode() {
        var from = 0;
        var afterWord = false;
        for (var word = raw.indexOf("=?"); word >= 0; word = raw.indexOf("=?", Math.max(from, word + 2))) {
            var encoding = raw.indexOf('?', word + 2, Math.min(raw.length(), word + 2 + LONGEST_CHARSET));
            if (encoding < 0
                    || encoding + 2 >= raw.length()
                    || raw.charAt(encoding + 2) != '?'
                    || !isEncoding(encoding)) {
                continue;
            }
            var end = raw.indexOf("?=", encoding + 3);
            if (end < 0) {
                warnings.add(Warning.BROKEN_HEADER);
                end = raw.length();
            }
            between(from, word, afterWord);
            word(word, encoding, end);
            afterWord = true;
            from = Math.min(raw.length(), end + 2);
        }
        between(from, raw.length(), false);
        flush();

        return text.toString();
    }

    private boolean isEncoding(int mark) {
        return "bBqQ".indexOf(raw.charAt(mark + 1)) >= 0;
    }

    /** White space between two words is not text (RFC 2047, 6.2); anything else is. */
    private void between(int from, int to, boolean betweenWords) {
        if (from >= to) {
            return;
        }
        var gap = raw.substring(from, to);
        if (betweenWords && gap.isBlank()) {
            return;
        }
        flush();
        text.append(plain(gap, hint, warnings));
    }

    private void word(int start, int mark, int end) {
        var charset = raw.substring(start + 2, mark);
        var language = charset.indexOf('*');
        if (language >= 0) {
            charset = charset.substring(0, language);
        }
        if (!charset.equalsIgnoreCase(waitingCharset)) {
            flush();
            waitingCharset = charset;
        }
        var encoded = raw.substring(mark + 3, Math.max(mark + 3, end));
        if (Character.toLowerCase(raw.charAt(mark + 1)) == 'b') {
            base64(encoded);
        } else {
            Transfer.q(encoded.getBytes(ISO_8859_1), waiting);
        }
    }

    /** Four letters make three bytes; some programs split them between words. */
    private void base64(String encoded) {
        var all = cutOff + encoded;
        var over = all.endsWith("=") ? 0 : all.length() % 4;
        var bytes = all.substring(0, all.length() - over).getBytes(ISO_8859_1);
        Transfer.base64(bytes, 0, bytes.length, waiting);
        cutOff = all.substring(all.length() - over);
    }

    private void flush() {
        if (!cutOff.isEmpty()) {
            var bytes = cutOff.getBytes(ISO_8859_1);
            Transfer.base64(bytes, 0, bytes.length, waiting);
            cutOff = "";
        }
        if (waiting.size() > 0) {
            var bytes = waiting.toByteArray();
            text.append(Charsets.decode(bytes, 0, bytes.length, waitingCharset, warnings));
            waiting.reset();
        }
    }
}
