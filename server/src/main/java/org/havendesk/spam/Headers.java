package org.havendesk.spam;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The header fields of a message or of a part, as far as they can be made out (RFC 5322, 2.2), and where the body
 * begins. At most {@value #MOST} fields within the first {@value #REACH} bytes are read.
 */
record Headers(List<Field> fields, int body) {
    static final int MOST = 120;
    static final int REACH = 64 * 1024;

    private static final int LONGEST_VALUE = 2_000;

    /**
     * @param name in lower case
     * @param value unfolded, one character a byte
     */
    record Field(String name, String value, int from, int to) {}

    Optional<String> first(String name) {
        return fields.stream()
                .filter(field -> field.name.equals(name))
                .map(Field::value)
                .findFirst();
    }

    boolean hasAny(String... names) {
        for (var name : names) if (first(name).isPresent()) return true;
        return false;
    }

    /** Reads fields from {@code from} until an empty line, or the first line that can be none. */
    static Headers read(byte[] raw, int from, int end) {
        var fields = new ArrayList<Field>();
        int reach = Math.min(end, from + REACH);
        int at = from;
        if (startsWith(raw, at, reach, "From ")) at = lineEnd(raw, at, reach);
        while (at < reach) {
            if (isEmptyLine(raw, at, reach)) return new Headers(fields, lineEnd(raw, at, reach));
            int colon = colon(raw, at, reach);
            if (colon < 0) break;
            int to = lineEnd(raw, at, reach);
            while (to < reach && (raw[to] == ' ' || raw[to] == '\t') && !isBlankLine(raw, to, reach)) {
                to = lineEnd(raw, to, reach);
            }
            if (fields.size() < MOST) fields.add(field(raw, at, colon, to));
            at = to;
        }
        return new Headers(fields, at);
    }

    private static Field field(byte[] raw, int from, int colon, int to) {
        var name = ascii(raw, from, colon).trim().toLowerCase(Locale.ROOT);
        int last = Math.min(to, colon + 1 + LONGEST_VALUE);
        var value = new StringBuilder(last - colon);
        for (int i = colon + 1; i < last; i++) {
            char c = (char) (raw[i] & 0xff);
            if (c == '\r' || c == '\n') continue;
            value.append(c == '\t' ? ' ' : c);
        }
        return new Field(name, value.toString().trim(), from, to);
    }

    private static int colon(byte[] raw, int from, int end) {
        for (int i = from; i < Math.min(end, from + 80); i++) {
            if (raw[i] == ':') return i == from ? -1 : i;
            boolean trailing = raw[i] == ' ' || raw[i] == '\t';
            if (raw[i] <= ' ' && !trailing || raw[i] == 127) return -1;
            if (trailing && !(i + 1 < end && (raw[i + 1] == ':' || raw[i + 1] == ' '))) return -1;
        }
        return -1;
    }

    private static boolean isEmptyLine(byte[] raw, int at, int end) {
        return raw[at] == '\n' || (raw[at] == '\r' && (at + 1 >= end || raw[at + 1] == '\n'));
    }

    private static boolean isBlankLine(byte[] raw, int from, int end) {
        for (int i = from; i < end; i++) {
            if (raw[i] == '\n') return true;
            if (raw[i] != ' ' && raw[i] != '\t' && raw[i] != '\r') return false;
        }
        return true;
    }

    static int lineEnd(byte[] raw, int from, int end) {
        for (int i = from; i < end; i++) if (raw[i] == '\n') return i + 1;
        return end;
    }

    static boolean startsWith(byte[] raw, int at, int end, String text) {
        if (at + text.length() > end) return false;
        for (int i = 0; i < text.length(); i++) if (raw[at + i] != text.charAt(i)) return false;
        return true;
    }

    static String ascii(byte[] raw, int from, int to) {
        return new String(raw, from, Math.max(0, to - from), StandardCharsets.ISO_8859_1);
    }
}
