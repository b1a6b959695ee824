package org.havendesk.email.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The header fields of a mail or of one of its parts, as places in the raw bytes: a value is cut out only when somebody
 * asks for it. Reading stops after {@link MailParser#MAX_HEADERS} fields, but goes on to find where the body begins.
 */
final class Headers {
    private static final int FIELDS_AT_FIRST = 32;

    private final byte[] bytes;
    private final boolean ofPart;
    private final Set<Warning> warnings;
    /** Four numbers a field: name from, name to, value from, value to. */
    private int[] places = new int[4 * FIELDS_AT_FIRST];

    private int count;
    private int received;
    private int bodyStart;

    private Headers(byte[] bytes, boolean ofPart, Set<Warning> warnings) {
        this.bytes = bytes;
        this.ofPart = ofPart;
        this.warnings = warnings;
    }

    static Headers ofMail(byte[] bytes, int start, int end, Set<Warning> warnings) {
        var headers = new Headers(bytes, false, warnings);
        headers.read(start, end);

        return headers;
    }

    /** A part may have no field at all, so that its first line is already text. */
    static Headers ofPart(byte[] bytes, int start, int end, Set<Warning> warnings) {
        var headers = new Headers(bytes, true, warnings);
        headers.read(start, end);

        return headers;
    }

    private void read(int start, int end) {
        var line = start;
        while (line < end) {
            var stop = endOfLine(line, end);
            var next = Math.min(end, stop + 1);
            if (isBlank(line, stop)) {
                bodyStart = next;
                return;
            }
            var colon = colon(line, stop);
            if (colon >= 0) {
                while (next < end && continues(next, end)) {
                    stop = endOfLine(next, end);
                    next = Math.min(end, stop + 1);
                }
                add(line, colon, stop);
            } else if (!isNoise(line, stop, next, end)) {
                warnings.add(Warning.MISSING_BLANK_LINE);
                bodyStart = line;
                return;
            }
            line = next;
        }
        bodyStart = end;
    }

    /** A line that begins with white space, unless it is blank: the body begins there. */
    private boolean continues(int line, int end) {
        return (bytes[line] == ' ' || bytes[line] == '\t') && !isBlank(line, endOfLine(line, end));
    }

    /** A line that is no field: skipped when a field follows, else the body begins with it. */
    private boolean isNoise(int line, int stop, int next, int end) {
        if (stop - line > 1 && bytes[line] == '-' && bytes[line + 1] == '-') {
            return false;
        }
        if (count == 0) {
            return !ofPart;
        }
        var followed = next < end && (colon(next, endOfLine(next, end)) >= 0 || continues(next, end));
        if (followed) {
            warnings.add(Warning.BROKEN_HEADER);
        }

        return followed;
    }

    private int endOfLine(int start, int end) {
        var i = start;
        while (i < end && bytes[i] != '\n') {
            i++;
        }

        return i;
    }

    private boolean isBlank(int start, int end) {
        for (var i = start; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }

        return true;
    }

    /** Where the colon after a field's name stands, or -1 when the line begins with no name (RFC 5322, 2.2). */
    private int colon(int start, int end) {
        var i = start;
        while (i < end && bytes[i] > ' ' && bytes[i] != ':') {
            i++;
        }
        var nameEnd = i;
        while (i < end && (bytes[i] == ' ' || bytes[i] == '\t')) {
            i++;
        }

        return nameEnd > start && nameEnd - start < 200 && i < end && bytes[i] == ':' ? i : -1;
    }

    private void add(int line, int colon, int stop) {
        var nameEnd = colon;
        while (bytes[nameEnd - 1] == ' ' || bytes[nameEnd - 1] == '\t') {
            nameEnd--;
        }
        if (matches("received", line, nameEnd)) {
            received++;
        }
        if (count == MailParser.MAX_HEADERS) {
            warnings.add(Warning.TOO_MANY_HEADERS);
            return;
        }
        var valueEnd = stop;
        if (stop - colon > MailParser.MAX_HEADER_BYTES) {
            warnings.add(Warning.TOO_LONG_HEADER);
            valueEnd = colon + MailParser.MAX_HEADER_BYTES;
        }
        if (4 * count == places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[4 * count] = line;
        places[4 * count + 1] = nameEnd;
        places[4 * count + 2] = colon + 1;
        places[4 * count + 3] = valueEnd;
        count++;
    }

    private boolean matches(String name, int start, int end) {
        if (end - start != name.length()) {
            return false;
        }
        for (var i = 0; i < name.length(); i++) {
            var b = bytes[start + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != name.charAt(i)) {
                return false;
            }
        }

        return true;
    }

    int bodyStart() {
        return bodyStart;
    }

    int count() {
        return count;
    }

    /** How many Received fields there are, those beyond the limit included. */
    int received() {
        return received;
    }

    boolean has(String name) {
        return place(name) >= 0;
    }

    /**
     * The first field of this name, unfolded, one char per byte, without white space at its ends.
     *
     * @param name in lower case
     */
    Optional<String> first(String name) {
        var place = place(name);

        return place < 0 ? Optional.empty() : Optional.of(value(place));
    }

    /** Like {@link #first}, and an empty string when there is none. */
    String value(String name) {
        var place = place(name);

        return place < 0 ? "" : value(place);
    }

    List<String> all(String name) {
        var values = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            if (matches(name, places[4 * i], places[4 * i + 1])) {
                values.add(value(i));
            }
        }

        return values;
    }

    /** Whether any field's name begins so. */
    boolean hasPrefix(String prefix) {
        for (var i = 0; i < count; i++) {
            var start = places[4 * i];
            if (places[4 * i + 1] - start >= prefix.length() && matches(prefix, start, start + prefix.length())) {
                return true;
            }
        }

        return false;
    }

    private int place(String name) {
        for (var i = 0; i < count; i++) {
            if (matches(name, places[4 * i], places[4 * i + 1])) {
                return i;
            }
        }

        return -1;
    }

    /** Unfolded as RFC 5322, 2.2.3 says: line ends go, the white space after them stays. */
    private String value(int place) {
        var start = places[4 * place + 2];
        var end = places[4 * place + 3];
        var out = new byte[end - start];
        var length = 0;
        for (var i = start; i < end; i++) {
            if (bytes[i] == 0) {
                warnings.add(Warning.NUL_BYTES);
            } else if (bytes[i] == '\t') {
                out[length++] = ' ';
            } else if (bytes[i] != '\n' && bytes[i] != '\r') {
                out[length++] = bytes[i];
            }
        }

        return new String(out, 0, length, ISO_8859_1).strip();
    }
}
