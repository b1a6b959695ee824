package org.havendesk.spam;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Reads HTML the way the filter wants it: text with comments taken out of the middle of words, the tags and attributes
 * that were used, and where links and images point. One pass, no tree, so that no nesting can cost more than its bytes.
 */
final class HtmlWords {
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([\\w:-]{1,30})\\s*=\\s*(?:\"([^\"]{0,400})\"?|'([^']{0,400})'?|([^\\s\"'>]{1,400}))");
    private static final Pattern BREAKS =
            Pattern.compile("p|br|div|td|th|tr|li|table|h[1-6]|hr|center|blockquote|img|ul|ol|body|title");

    private final Words words;
    private final LinkWords links;
    private final StringBuilder text = new StringBuilder();

    HtmlWords(Words words) {
        this.words = words;
        this.links = new LinkWords(words);
    }

    void read(String html) {
        int at = 0;
        while (at < html.length() && !words.full()) {
            int open = html.indexOf('<', at);
            if (open < 0) open = html.length();
            text.append(html, at, open);
            at = open == html.length() ? open : markup(html, open);
        }
        flush();
    }

    private int markup(String html, int open) {
        if (html.startsWith("<!--", open)) return after(html, "-->", open + 4);
        if (open + 1 >= html.length() || !isTagStart(html.charAt(open + 1))) {
            text.append('<');
            return open + 1;
        }
        int close = html.indexOf('>', open);
        if (close < 0) close = Math.min(html.length(), open + 400);
        var tag = html.substring(open + 1, Math.min(close, open + 2_000));
        tag(tag);
        var name = name(tag);
        if (name.equals("style") || name.equals("script")) return after(html, "</" + name, close);
        return Math.min(html.length(), close + 1);
    }

    private static boolean isTagStart(char c) {
        return c == '/' || c == '!' || c == '?' || Character.isLetter(c);
    }

    private static int after(String html, String end, int from) {
        for (int at = Math.min(from, html.length()); at <= html.length() - end.length(); at++) {
            if (html.regionMatches(true, at, end, 0, end.length())) return at + end.length();
        }
        return html.length();
    }

    private static String name(String tag) {
        int end = 0;
        while (end < tag.length() && end < 20 && !Character.isWhitespace(tag.charAt(end))) end++;
        return tag.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private void tag(String tag) {
        var name = name(tag);
        if (name.startsWith("/")) {
            if (BREAKS.matcher(name.substring(1)).matches()) text.append(' ');
            return;
        }
        if (BREAKS.matcher(name).matches()) text.append(' ');
        flush();
        words.add("<" + name + ">");
        var attributes = ATTRIBUTE.matcher(tag);
        for (int i = 0; i < 12 && attributes.find(); i++) attribute(name, attributes.group(1), value(attributes));
    }

    private static String value(java.util.regex.Matcher attribute) {
        for (int group = 2; group <= 4; group++) {
            var found = attribute.group(group);
            if (found != null) return found;
        }
        return "";
    }

    private void attribute(String tag, String attribute, String value) {
        var name = attribute.toLowerCase(Locale.ROOT);
        switch (name) {
            case "href", "src", "action", "background" -> {
                words.add("<" + tag + " " + name + ">");
                links.link(value);
            }
            case "alt", "title" -> words.text(value);
            default -> words.add("<" + name + "=" + value.toLowerCase(Locale.ROOT) + ">");
        }
    }

    private void flush() {
        if (text.isEmpty()) return;
        links.read(Parser.unescapeEntities(text.toString(), false));
        text.setLength(0);
    }
}
