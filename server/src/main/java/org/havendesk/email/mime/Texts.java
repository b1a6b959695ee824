package org.havendesk.email.mime;

/** Takes out of text what nobody should meet in it: control characters, tricks with the writing direction. */
final class Texts {
    private Texts() {}

    /** On one line: control and direction characters gone, white space joined, at most so many chars. */
    static String oneLine(String text, int limit) {
        var line = new StringBuilder(Math.min(text.length(), limit));
        var blank = false;
        for (var i = 0; i < text.length() && line.length() < limit; ) {
            var c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || c == 0xA0 || c == 0x85) {
                blank = !line.isEmpty();
            } else if (!isHidden(c)) {
                if (blank) {
                    line.append(' ');
                    blank = false;
                }
                line.appendCodePoint(c);
            }
        }

        return line.length() > limit ? line.substring(0, limit).strip() : line.toString();
    }

    /** Many lines: only {@code \n} ends them, no NUL or other control characters but the tab. */
    static String lines(String text) {
        var dirty = false;
        for (var i = 0; i < text.length() && !dirty; i++) {
            dirty = isUnwanted(text.charAt(i));
        }
        if (!dirty) {
            return text;
        }
        var clean = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\r') {
                if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
                    clean.append('\n');
                }
            } else if (c == '\f' || c == 0x0B) {
                clean.append('\n');
            } else if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    clean.append(c).append(text.charAt(++i));
                } else {
                    clean.append('\uFFFD');
                }
            } else if (!isUnwanted(c)) {
                clean.append(c);
            }
        }

        return clean.toString();
    }

    private static boolean isUnwanted(char c) {
        return c < ' ' && c != '\n' && c != '\t' || c == 0x7F || Character.isSurrogate(c);
    }

    /** Control characters and those that turn or embed the writing direction (a name must not show backwards). */
    static boolean isHidden(int c) {
        return c < ' '
                || c >= 0x7F && c <= 0x9F
                || c == 0x061C
                || c >= 0x200B && c <= 0x200F && c != 0x200D && c != 0x200C
                || c >= 0x2028 && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || c == 0xFEFF
                || c >= 0xFFF9 && c <= 0xFFFB
                || c >= 0xD800 && c <= 0xDFFF;
    }

    static String truncated(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }

        return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
    }
}
