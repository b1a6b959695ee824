package org.havendesk.email.mime;

import java.util.List;
import java.util.Locale;

/** Writes plain text as HTML. */
final class TextToHtml {
    private static final int DEEPEST = 20;
    private static final int LONGEST_ADDRESS = 2000;
    private static final List<String> SCHEMES = List.of("https://", "http://", "www.", "mailto:");

    private final StringBuilder html;
    private int depth;

    private TextToHtml(int length) {
        html = new StringBuilder(length + length / 4);
    }

    static String of(String text) {
        var writer = new TextToHtml(text.length());
        var first = true;
        for (var line : text.stripTrailing().split("\n", -1)) {
            first = writer.line(line, first);
        }
        writer.quoteTo(0);

        return writer.html.toString();
    }

    /** @return whether the next line is the first one in its block */
    private boolean line(String line, boolean first) {
        var quoted = quoteDepth(line);
        var content = line.substring(contentStart(line, quoted));
        var changed = quoteTo(quoted);
        if (!first && !changed) {
            html.append("<br>");
        }
        words(content.stripTrailing());

        return false;
    }

    private static int quoteDepth(String line) {
        var depth = 0;
        for (var i = 0; i < line.length() && depth < DEEPEST; i++) {
            if (line.charAt(i) == '>') {
                depth++;
            } else if (line.charAt(i) != ' ' || depth == 0) {
                break;
            }
        }

        return depth;
    }

    private static int contentStart(String line, int depth) {
        var i = 0;
        for (var seen = 0; seen < depth; i++) {
            seen += line.charAt(i) == '>' ? 1 : 0;
        }

        return depth > 0 && i < line.length() && line.charAt(i) == ' ' ? i + 1 : i;
    }

    private boolean quoteTo(int wanted) {
        var changed = depth != wanted;
        for (; depth < wanted; depth++) {
            html.append("<blockquote>");
        }
        for (; depth > wanted; depth--) {
            html.append("</blockquote>");
        }

        return changed;
    }

    private void words(String line) {
        var from = 0;
        for (var i = 0; i < line.length(); i++) {
            if (i == 0 || !Character.isLetterOrDigit(line.charAt(i - 1))) {
                var end = linkEnd(line, i);
                if (end > i) {
                    escaped(line.substring(from, i));
                    link(line.substring(i, end));
                    from = end;
                    i = end - 1;
                }
            }
        }
        escaped(line.substring(from));
    }

    /** Runs of blanks stay as wide as they are. */
    private void escaped(String words) {
        html.append(MailHtml.escaped(words).replace("  ", "&nbsp; ").replace("\t", "&nbsp; &nbsp; "));
    }

    private static int linkEnd(String line, int start) {
        var scheme = SCHEMES.stream()
                .filter(word -> line.regionMatches(true, start, word, 0, word.length()))
                .findFirst();
        if (scheme.isEmpty()) {
            return -1;
        }
        var end = start;
        while (end < line.length() && end - start < LONGEST_ADDRESS && isAddress(line.charAt(end))) {
            end++;
        }
        while (end > start && ".,;:!?'*_".indexOf(line.charAt(end - 1)) >= 0
                || end > start
                        && line.charAt(end - 1) == ')'
                        && line.substring(start, end).indexOf('(') < 0) {
            end--;
        }

        return end > start + scheme.get().length() + 2 ? end : -1;
    }

    private static boolean isAddress(char c) {
        return c > ' ' && "<>\"`{}|^[]".indexOf(c) < 0 && !Character.isWhitespace(c) && c != '\u00A0';
    }

    private void link(String address) {
        var lower = address.toLowerCase(Locale.ROOT);
        var target = lower.startsWith("www.") ? "http://" + address : address;
        html.append("<a href=\"")
                .append(MailHtml.escaped(target))
                .append("\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">")
                .append(MailHtml.escaped(address))
                .append("</a>");
    }
}
