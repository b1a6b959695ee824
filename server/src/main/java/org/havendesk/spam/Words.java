package org.havendesk.spam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The decoded view of a message as it grows: words in reading order, each with the place it was found in
 * ({@code subject:free}), and an empty word between places that are not neighbours.
 */
final class Words {
    /** Bounds the time and the memory that one message may cost, whatever it contains. */
    static final int MOST = 4_000;

    private static final int LONGEST = 40;

    private final List<String> list = new ArrayList<>();
    private String prefix = "";

    List<String> list() {
        return List.copyOf(list);
    }

    boolean full() {
        return list.size() >= MOST;
    }

    /** Words added from now on carry this place; words of different places are no neighbours. */
    void place(String name) {
        prefix = name;
        gap();
    }

    void gap() {
        if (!list.isEmpty() && !list.getLast().isEmpty()) list.add("");
    }

    void add(String word) {
        if (!full()) list.add(prefix + (word.length() > LONGEST ? word.substring(0, LONGEST) : word));
    }

    /** Splits running text: words, numbers by their shape too, runs of signs, and pairs of letters where no spaces are. */
    void text(CharSequence text) {
        int at = 0;
        while (at < text.length() && !full()) {
            int c = Character.codePointAt(text, at);
            int end = at + Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isISOControl(c) || Character.isSpaceChar(c)) {
                at = end;
            } else if (unspaced(c)) {
                at = pair(text, at, end);
            } else if (Character.isLetterOrDigit(c)) {
                at = word(text, at);
            } else {
                at = signs(text, at, c);
            }
        }
    }

    /** A word of this view, taken apart again for a person to read. */
    static Judgement.Reason reason(String word, double weight) {
        if (word.startsWith("url/")) return new Judgement.Reason("url", word.substring(4), weight);
        int colon = word.indexOf(':');
        boolean placed = colon > 0 && word.charAt(0) != '<' && colon < word.length() - 1;
        return placed
                ? new Judgement.Reason(word.substring(0, colon), word.substring(colon + 1), weight)
                : new Judgement.Reason("", word, weight);
    }

    private int pair(CharSequence text, int at, int end) {
        int next = end < text.length() ? Character.codePointAt(text, end) : ' ';
        add(text.subSequence(at, unspaced(next) ? end + Character.charCount(next) : end)
                .toString());
        return end;
    }

    private int word(CharSequence text, int from) {
        int at = from;
        while (at < text.length()) {
            int c = Character.codePointAt(text, at);
            if (unspaced(c)) break;
            boolean inside = isPart(c)
                    || (isJoint(c) && at + 1 < text.length() && Character.isLetterOrDigit(text.charAt(at + 1)));
            if (!inside) break;
            at += Character.charCount(c);
        }
        written(text.subSequence(from, at).toString());
        return at;
    }

    private void written(String word) {
        var folded = word.toLowerCase(Locale.ROOT);
        add(folded);
        if (hasDigit(word)) {
            add("#" + shape(word));
        } else if (word.length() > 1 && !folded.equals(word) && word.equals(word.toUpperCase(Locale.ROOT))) {
            add("#CAPS");
        }
    }

    private int signs(CharSequence text, int from, int sign) {
        int at = from;
        int count = 0;
        while (at < text.length() && Character.codePointAt(text, at) == sign) {
            at += Character.charCount(sign);
            count++;
        }
        add(Character.toString(sign).repeat(Math.min(count, 3)));
        return at;
    }

    /** What a number looks like without its value: {@code 07700900123} is {@code 0x11}, {@code 25th} is {@code 0x2a}. */
    private static String shape(String word) {
        var out = new StringBuilder();
        int at = 0;
        while (at < word.length() && out.length() < 12) {
            int from = at;
            char c = word.charAt(at);
            if (Character.isDigit(c)) {
                while (at < word.length() && Character.isDigit(word.charAt(at))) at++;
                out.append("0x").append(Math.min(at - from, 20));
            } else if (Character.isLetter(c)) {
                while (at < word.length() && Character.isLetter(word.charAt(at))) at++;
                out.append('a');
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private static boolean hasDigit(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (Character.isDigit(word.charAt(i))) return true;
        }
        return false;
    }

    private static boolean isPart(int c) {
        return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK || c == '_';
    }

    private static boolean isJoint(int c) {
        return c == '\'' || c == '-' || c == '.' || c == '\u2019' || c == ',' || c == '@';
    }

    /** Scripts that put no spaces between words. */
    private static boolean unspaced(int c) {
        if (c < 0x0E00) return false;
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
