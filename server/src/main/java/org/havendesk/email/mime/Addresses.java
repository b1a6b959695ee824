package org.havendesk.email.mime;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads address lists (RFC 5322, 3.4) as people and programs really write them: names with commas, addresses as names,
 * brackets that do not close, groups, comments. Works on raw text, one char per byte, so that encoded words are decoded
 * only after the commas have been found.
 */
final class Addresses {
    private static final int MOST = 1000;
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_EMAIL = 320;

    private final String raw;
    private final String hint;
    private final Set<Warning> warnings;
    private final List<Address> found = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private Optional<String> bracketed = Optional.empty();
    private int at;

    private Addresses(String raw, String hint, Set<Warning> warnings) {
        this.raw = raw;
        this.hint = hint;
        this.warnings = warnings;
    }

    static List<Address> of(String raw, String hint, Set<Warning> warnings) {
        if (raw.isEmpty()) {
            return List.of();
        }

        return new Addresses(raw, hint, warnings).read();
    }

    static List<Address> of(List<String> fields, String hint, Set<Warning> warnings) {
        var all = new ArrayList<Address>();
        for (var field : fields) {
            all.addAll(of(field, hint, warnings));
        }

        return all.size() > MOST ? all.subList(0, MOST) : all;
    }

    private List<Address> read() {
        for (; at < raw.length() && found.size() < MOST; at++) {
            var c = raw.charAt(at);
            switch (c) {
                case '"' -> quoted();
                case '(' -> comment();
                case '<' -> bracket();
                case ',' -> comma();
                case ';' -> finish();
                case ':' -> colon();
                default -> words.append(c);
            }
        }
        finish();

        return List.copyOf(found);
    }

    private void quoted() {
        var close = closingQuote();
        if (close < 0) {
            words.append('"');
            return;
        }
        for (at++; at < close; at++) {
            if (raw.charAt(at) == '\\' && at + 1 < close) {
                at++;
            }
            words.append(raw.charAt(at));
        }
    }

    /** An unclosed quote must not swallow the rest of the list, so it ends at a bracket at the latest. */
    private int closingQuote() {
        for (var i = at + 1; i < raw.length(); i++) {
            if (raw.charAt(i) == '\\') {
                i++;
            } else if (raw.charAt(i) == '"') {
                return i;
            }
        }

        return -1;
    }

    private void comment() {
        var depth = 0;
        for (; at < raw.length(); at++) {
            var c = raw.charAt(at);
            if (c == '(' && depth++ == 0 || c == ')' && --depth == 0) {
                if (depth == 0) {
                    return;
                }
            } else {
                comment.append(c);
            }
        }
    }

    private void bracket() {
        var close = raw.indexOf('>', at);
        var end = close < 0 ? raw.length() : close;
        var inside = raw.substring(at + 1, end);
        var again = inside.lastIndexOf('<');
        var email = again >= 0 ? inside.substring(again + 1) : inside;
        if (bracketed.isEmpty() || email.contains("@")) {
            bracketed = Optional.of(email);
        }
        at = end;
    }

    /** Ends an address, unless only a name came so far: "Doe, Jane <jane@example.org>". */
    private void comma() {
        if (bracketed.isEmpty() && words.indexOf("@") < 0) {
            if (!words.toString().isBlank()) {
                words.append(',');
            }
        } else {
            finish();
        }
    }

    /** Ends the name of a group; in an address ("mailto:jane@example.org") it ends the scheme. */
    private void colon() {
        if (bracketed.isEmpty()) {
            words.setLength(0);
        }
    }

    private void finish() {
        var name = words.toString().strip();
        var noted = comment.toString().strip();
        var inBrackets = bracketed;
        words.setLength(0);
        comment.setLength(0);
        bracketed = Optional.empty();
        if (inBrackets.isPresent()) {
            var email = email(inBrackets.get());
            if (email.isPresent()) {
                found.add(Address.of(clean(name.isEmpty() ? noted : name), email.get()));
                return;
            }
            if (!inBrackets.get().isBlank()) {
                warnings.add(Warning.BROKEN_ADDRESS);
            }
        }
        bare(name, noted);
    }

    /** An address without brackets, perhaps with a name before or after it. */
    private void bare(String words, String noted) {
        if (words.isEmpty()) {
            return;
        }
        for (var word : words.split(" ", 50)) {
            var email = email(word);
            if (email.isPresent()) {
                var name = words.equals(word) ? noted : words.replace(word, "").strip();
                found.add(Address.of(clean(name), email.get()));
                return;
            }
        }
        warnings.add(Warning.BROKEN_ADDRESS);
    }

    /** The address in its usual form; empty when it has no local part or no domain. */
    private Optional<String> email(String written) {
        var decoded = EncodedWords.decode(written.strip(), hint, warnings);
        var address = new StringBuilder(decoded.length());
        decoded.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Texts.isHidden(c) && "<>\"'`,;".indexOf(c) < 0)
                .forEach(address::appendCodePoint);
        var route = address.lastIndexOf(":");
        var at = address.lastIndexOf("@");
        var start = route >= 0 && route < at ? route + 1 : 0;
        var end = address.length();
        while (end > at + 1 && ".)]}".indexOf(address.charAt(end - 1)) >= 0 && address.charAt(at + 1) != '[') {
            end--;
        }
        if (at <= start || at + 1 >= end || end - start > LONGEST_EMAIL) {
            return Optional.empty();
        }

        return Optional.of(address.substring(start, at + 1) + domain(address.substring(at + 1, end)));
    }

    private static String domain(String written) {
        var domain = written.toLowerCase(Locale.ROOT);
        if (domain.chars().allMatch(c -> c < 128)) {
            return domain;
        }
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException tooStrange) {
            return domain;
        }
    }

    private String clean(String raw) {
        var name = Texts.oneLine(EncodedWords.decode(raw, hint, warnings), LONGEST_NAME);
        while (name.length() > 1 && isQuote(name.charAt(0)) && name.charAt(name.length() - 1) == name.charAt(0)) {
            name = name.substring(1, name.length() - 1).strip();
        }

        return name;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }
}
