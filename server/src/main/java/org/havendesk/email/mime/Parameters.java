package org.havendesk.email.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A header value with parameters, such as Content-Type or Content-Disposition (RFC 2045, 5.1), with the continuations and
 * charsets of RFC 2231 and the encoded words that senders put there although they may not.
 */
final class Parameters {
    private static final int MOST = 200;

    private final String main;
    private final Map<String, String> plain = new HashMap<>();
    /** The pieces of RFC 2231 by name and number; the name of a percent-encoded piece ends with an asterisk. */
    private final Map<String, TreeMap<Integer, Piece>> pieces = new HashMap<>();

    private final String raw;
    private int at;

    private record Piece(String value, boolean encoded) {}

    private Parameters(String raw) {
        this.raw = raw;
        this.main = firstToken();
        for (var read = 0; at < raw.length() && read < MOST; read++) {
            parameter();
        }
    }

    /** @param raw one char per byte, unfolded */
    static Parameters of(String raw) {
        return new Parameters(raw);
    }

    /** The value before the first semicolon, in lower case; empty when there is none. */
    String main() {
        return main;
    }

    /** As sent, one char per byte; empty when missing. For values that are ASCII by nature. */
    String raw(String name) {
        var value = plain.get(name);
        if (value != null) {
            return value;
        }
        var numbered = pieces.get(name);
        if (numbered == null) {
            return "";
        }
        var joined = new StringBuilder();
        numbered.values().forEach(piece -> joined.append(piece.value()));
        var quote = joined.indexOf("'");

        return quote >= 0 && joined.indexOf("'", quote + 1) > quote
                ? joined.substring(joined.indexOf("'", quote + 1) + 1)
                : joined.toString();
    }

    /** Decoded text; an RFC 2231 value wins over a plain one. Empty when missing or blank. */
    Optional<String> text(String name, Set<Warning> warnings) {
        var numbered = pieces.get(name);
        var text = numbered == null
                ? EncodedWords.decode(plain.getOrDefault(name, ""), "", warnings)
                : joined(numbered, warnings);

        return Optional.of(text.strip()).filter(found -> !found.isEmpty());
    }

    private String firstToken() {
        var start = at;
        while (at < raw.length() && raw.charAt(at) != ';' && raw.charAt(at) != '(') {
            at++;
        }
        var token = raw.substring(start, at).strip();
        var blank = token.indexOf(' ');
        if (blank > 0) {
            // A forgotten semicolon: text/plain charset=utf-8
            at = start + raw.substring(start).indexOf(token) + blank;
            token = token.substring(0, blank);
        }

        return token.toLowerCase(Locale.ROOT);
    }

    private void parameter() {
        while (at < raw.length() && (raw.charAt(at) == ';' || raw.charAt(at) == ' ')) {
            at++;
        }
        if (at < raw.length() && raw.charAt(at) == '(') {
            skipComment();
            return;
        }
        var start = at;
        while (at < raw.length() && raw.charAt(at) != '=' && raw.charAt(at) != ';') {
            at++;
        }
        if (at >= raw.length() || raw.charAt(at) == ';') {
            return;
        }
        var name = raw.substring(start, at).strip().toLowerCase(Locale.ROOT);
        at++;
        keep(name, parameterValue());
    }

    private void skipComment() {
        var depth = 0;
        for (; at < raw.length(); at++) {
            if (raw.charAt(at) == '(') {
                depth++;
            } else if (raw.charAt(at) == ')' && --depth == 0) {
                at++;
                return;
            }
        }
    }

    private String parameterValue() {
        while (at < raw.length() && raw.charAt(at) == ' ') {
            at++;
        }
        if (at < raw.length() && raw.charAt(at) == '"') {
            return quoted();
        }
        var start = at;
        while (at < raw.length() && raw.charAt(at) != ';') {
            at++;
        }

        return raw.substring(start, at).strip();
    }

    private String quoted() {
        var value = new StringBuilder();
        for (at++; at < raw.length(); at++) {
            var c = raw.charAt(at);
            if (c == '"') {
                at++;
                break;
            }
            // Only these two are escaped; elsewhere a backslash belongs to a path that some sender left in.
            if (c == '\\' && at + 1 < raw.length() && (raw.charAt(at + 1) == '"' || raw.charAt(at + 1) == '\\')) {
                at++;
                c = raw.charAt(at);
            }
            value.append(c);
        }
        while (at < raw.length() && raw.charAt(at) != ';' && raw.charAt(at) != ' ') {
            at++;
        }

        return value.toString();
    }

    private void keep(String name, String value) {
        var star = name.indexOf('*');
        if (star < 0) {
            plain.putIfAbsent(name, value);
            return;
        }
        var encoded = name.endsWith("*");
        var number = name.substring(star + 1, encoded && star + 1 < name.length() ? name.length() - 1 : name.length());
        pieces.computeIfAbsent(name.substring(0, star), missing -> new TreeMap<>())
                .putIfAbsent(number(number), new Piece(value, encoded));
    }

    private static int number(String digits) {
        if (digits.isEmpty() || digits.length() > 4) {
            return 0;
        }
        var number = 0;
        for (var i = 0; i < digits.length(); i++) {
            number = number * 10 + Math.max(0, Math.min(9, digits.charAt(i) - '0'));
        }

        return number;
    }

    private static String joined(TreeMap<Integer, Piece> numbered, Set<Warning> warnings) {
        var bytes = new ByteArrayOutputStream();
        var charset = "";
        var first = true;
        for (var piece : numbered.values()) {
            var value = piece.value();
            if (first && piece.encoded()) {
                var quote = value.indexOf('\'');
                var second = value.indexOf('\'', quote + 1);
                if (quote >= 0 && second > quote) {
                    charset = value.substring(0, quote);
                    value = value.substring(second + 1);
                }
            }
            first = false;
            if (piece.encoded()) {
                percentDecode(value, bytes);
            } else {
                bytes.writeBytes(value.getBytes(ISO_8859_1));
            }
        }
        var all = bytes.toByteArray();
        var text = Charsets.decode(all, 0, all.length, charset, warnings);

        return text.contains("=?") ? EncodedWords.decode(text, "", warnings) : text;
    }

    private static void percentDecode(String value, ByteArrayOutputStream out) {
        for (var i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '%'
                    && i + 2 < value.length()
                    && Transfer.hex(value.charAt(i + 1)) >= 0
                    && Transfer.hex(value.charAt(i + 2)) >= 0) {
                out.write(Transfer.hex(value.charAt(i + 1)) << 4 | Transfer.hex(value.charAt(i + 2)));
                i += 2;
            } else {
                out.write(value.charAt(i));
            }
        }
    }
}
