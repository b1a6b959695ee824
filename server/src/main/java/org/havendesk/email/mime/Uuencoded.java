package org.havendesk.email.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.function.BiConsumer;

/** Takes uuencoded files out of plain text, where old programs put them. */
final class Uuencoded {
    private static final int MOST_FILES = 100;

    private Uuencoded() {}

    /** @return the text without the files; each of them was handed to {@code found} with its name */
    static String extract(String text, BiConsumer<String, Content> found) {
        if (!text.contains("begin ")) {
            return text;
        }
        var rest = new StringBuilder(text.length());
        var from = 0;
        for (var files = 0; files < MOST_FILES; files++) {
            var begin = beginLine(text, from);
            var end = begin < 0 ? -1 : text.indexOf("\nend", begin);
            if (end < 0) {
                break;
            }
            var nameEnd = text.indexOf('\n', begin);
            var bytes = decoded(text, nameEnd + 1, end + 1);
            if (bytes.size() == 0) {
                break;
            }
            rest.append(text, from, begin);
            found.accept(text.substring(begin + "begin 644 ".length(), nameEnd), bytes);
            from = Math.min(text.length(), end + "\nend\n".length());
        }

        return rest.append(text, from, text.length()).toString();
    }

    /** Where a line like {@code begin 644 name} stands, or -1. */
    private static int beginLine(String text, int from) {
        for (var at = text.indexOf("begin ", from); at >= 0; at = text.indexOf("begin ", at + 1)) {
            if ((at == 0 || text.charAt(at - 1) == '\n')
                    && at + 11 < text.length()
                    && text.charAt(at + 9) == ' '
                    && Character.isDigit(text.charAt(at + 6))
                    && Character.isDigit(text.charAt(at + 7))
                    && Character.isDigit(text.charAt(at + 8))) {
                return at;
            }
        }

        return -1;
    }

    /** Empty when any of the lines is not uuencoded. */
    private static Content decoded(String text, int start, int end) {
        var out = new ByteArrayOutputStream((end - start) * 3 / 4);
        for (var line = start; line < end; ) {
            var stop = text.indexOf('\n', line);
            var bytes = text.substring(line, stop).getBytes(ISO_8859_1);
            var length = bytes.length == 0 ? 0 : (bytes[0] - ' ' & 63);
            if (bytes.length > 0 && bytes.length < 1 + (length * 4 + 2) / 3
                    || !Transfer.uuline(bytes, 0, bytes.length, out)) {
                return Content.of(new byte[0]);
            }
            line = stop + 1;
        }

        return Content.of(out.toByteArray());
    }
}
