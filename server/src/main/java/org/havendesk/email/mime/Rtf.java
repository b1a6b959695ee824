package org.havendesk.email.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the text out of RTF, and the HTML that Outlook wraps into RTF (MS-OXRTFEX). One pass, groups no deeper than a
 * limit.
 */
final class Rtf {
    private static final int DEEPEST = 100;
    /** Groups that hold no text. */
    private static final Set<String> SILENT = Set.of(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "pict",
            "object",
            "themedata",
            "datastore",
            "listtable",
            "listoverridetable",
            "generator",
            "header",
            "footer",
            "pntext",
            "fldinst",
            "xmlnstbl",
            "rsidtbl");

    private final String rtf;
    private final boolean wrapped;
    private final StringBuilder out;
    private final Deque<State> outer = new ArrayDeque<>();
    private State state = new State(false, false, 1);
    private Charset charset = Charset.forName("windows-1252");
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int at;
    private int skip;

    /** What holds within a group: whether its text is dropped, whether it is a tag, how many chars stand for one. */
    private record State(boolean silent, boolean tag, int fallback) {}

    private Rtf(String rtf, boolean wrapped) {
        this.rtf = rtf;
        this.wrapped = wrapped;
        this.out = new StringBuilder(rtf.length() / 2);
    }

    /** The HTML that was wrapped into the RTF; empty when there is none. */
    static Optional<String> html(String rtf) {
        return rtf.contains("\\fromhtml1") ? Optional.of(new Rtf(rtf, true).read()) : Optional.empty();
    }

    static String text(String rtf) {
        return new Rtf(rtf, false).read();
    }

    private String read() {
        while (at < rtf.length()) {
            var c = rtf.charAt(at++);
            switch (c) {
                case '{' -> open();
                case '}' -> close();
                case '\\' -> control();
                case '\r', '\n' -> {}
                default -> put(c);
            }
        }
        flush();

        return out.toString();
    }

    private void open() {
        flush();
        if (outer.size() < DEEPEST) {
            outer.push(state);
        }
    }

    private void close() {
        flush();
        if (!outer.isEmpty()) {
            state = outer.pop();
        }
    }

    private void control() {
        if (at >= rtf.length()) {
            return;
        }
        var c = rtf.charAt(at);
        if (c == '\'') {
            hexByte();
        } else if (Character.isLetter(c)) {
            word();
        } else {
            at++;
            symbol(c);
        }
    }

    private void symbol(char c) {
        switch (c) {
            case '*' -> {
                // An optional destination: only the tags of wrapped HTML are known here.
                if (!(wrapped && rtf.startsWith("\\htmltag", at))) {
                    state = new State(true, false, state.fallback());
                }
            }
            case '~' -> put('\u00A0');
            case '_' -> put('-');
            case '\\', '{', '}' -> put(c);
            default -> {}
        }
    }

    private void hexByte() {
        if (at + 2 < rtf.length()) {
            var value = Transfer.hex(rtf.charAt(at + 1)) << 4 | Transfer.hex(rtf.charAt(at + 2));
            at += 3;
            if (skip > 0) {
                skip--;
            } else if (!state.silent() && value >= 0) {
                bytes.write(value);
            }
        } else {
            at = rtf.length();
        }
    }

    private void word() {
        var start = at;
        while (at < rtf.length() && at - start < 32 && Character.isLetter(rtf.charAt(at))) {
            at++;
        }
        var word = rtf.substring(start, at);
        var digits = at;
        if (at < rtf.length() && rtf.charAt(at) == '-') {
            at++;
        }
        while (at < rtf.length() && at - digits < 10 && Character.isDigit(rtf.charAt(at))) {
            at++;
        }
        var number = number(rtf.substring(digits, at));
        if (at < rtf.length() && rtf.charAt(at) == ' ') {
            at++;
        }
        apply(word, number);
    }

    private static int number(String digits) {
        try {
            return digits.isEmpty() ? -1 : Integer.parseInt(digits);
        } catch (NumberFormatException tooLong) {
            return -1;
        }
    }

    private void apply(String word, int number) {
        switch (word) {
            case "par", "line", "row" -> put('\n');
            case "tab", "cell" -> put('\t');
            case "lquote", "rquote" -> put('\'');
            case "ldblquote", "rdblquote" -> put('"');
            case "endash", "emdash" -> put('\u2013');
            case "bullet" -> put('\u2022');
            case "u" -> unicode(number);
            case "uc" -> state = new State(state.silent(), state.tag(), Math.clamp(number, 0, 4));
            case "ansicpg" ->
                charset = Charsets.named("windows-" + number)
                        .or(() -> Charsets.named("cp" + number))
                        .orElse(charset);
            case "htmltag" -> state = new State(false, true, state.fallback());
            case "htmlrtf" -> state = new State(wrapped && number != 0, state.tag(), state.fallback());
            default -> {
                if (SILENT.contains(word)) {
                    state = new State(true, false, state.fallback());
                }
            }
        }
    }

    private void unicode(int number) {
        flush();
        if (!state.silent()) {
            out.append((char) number);
        }
        skip = state.fallback();
    }

    private void put(char c) {
        if (skip > 0 && c != '\n') {
            skip--;
            return;
        }
        if (state.silent()) {
            return;
        }
        flush();
        out.append(c);
    }

    /** Bytes wait for their neighbours: two may make one letter. */
    private void flush() {
        if (bytes.size() > 0) {
            out.append(new String(bytes.toByteArray(), charset));
            bytes.reset();
        }
    }
}
