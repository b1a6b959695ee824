package org.havendesk.email.mime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector;

/**
 * Moves the rules of style elements into the style attributes of the elements they mean, because style elements do not
 * survive the sanitiser and mails of Outlook look wrong without them. Simple selectors only; rules for media or states are
 * left out, and so is everything once a limit of work is reached. Nothing here makes anything safe: that is done
 * afterwards.
 */
final class Stylesheets {
    private static final int LONGEST_SHEET = 128 << 10;
    private static final int MOST_SELECTORS = 500;
    private static final int LONGEST_SELECTOR = 100;
    private static final int LONGEST_STYLE = 4000;
    /** Elements times selectors. */
    private static final long MOST_WORK = 1_000_000;

    private final Document document;
    private final List<Rule> rules = new ArrayList<>();

    private record Rule(String selector, int weight, String declarations) {}

    private Stylesheets(Document document) {
        this.document = document;
    }

    /** The content of the body, its own attributes on a block around it. */
    static String inlined(String html) {
        if (!mentions(html, "<style") && !mentions(html, "<body")) {
            return html;
        }
        var document = Html.parse(html);
        new Stylesheets(document).apply();
        var shell = Html.shell(document.body());

        return shell.isEmpty()
                ? document.body().html()
                : shell + document.body().html() + "</div>";
    }

    private static boolean mentions(String html, String word) {
        for (var at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
            if (html.regionMatches(true, at, word, 0, word.length())) {
                return true;
            }
        }

        return false;
    }

    private void apply() {
        var sheets = document.getElementsByTag("style");
        var length = 0;
        for (var sheet : sheets) {
            var css = sheet.data();
            length += css.length();
            if (length <= LONGEST_SHEET) {
                read(withoutComments(css));
            }
        }
        sheets.remove();
        if (!rules.isEmpty()) {
            inline();
        }
    }

    private static String withoutComments(String css) {
        var plain = new StringBuilder(css.length());
        var from = 0;
        for (var open = css.indexOf("/*"); open >= 0; open = css.indexOf("/*", from)) {
            plain.append(css, from, open);
            var close = css.indexOf("*/", open + 2);
            from = close < 0 ? css.length() : close + 2;
        }

        return plain.append(css, from, css.length())
                .toString()
                .replace("<!--", "")
                .replace("-->", "");
    }

    private void read(String css) {
        var at = 0;
        while (at < css.length() && rules.size() < MOST_SELECTORS) {
            var open = css.indexOf('{', at);
            if (open < 0) {
                return;
            }
            var head = css.substring(at, open);
            var statement = head.lastIndexOf(';');
            var selectors = head.substring(statement + 1).strip();
            if (selectors.startsWith("@")) {
                at = afterBlock(css, open);
                continue;
            }
            var close = css.indexOf('}', open);
            var end = close < 0 ? css.length() : close;
            add(selectors, css.substring(open + 1, end));
            at = end + 1;
        }
    }

    /** Past the brace that closes this one. */
    private static int afterBlock(String css, int open) {
        var depth = 0;
        for (var i = open; i < css.length(); i++) {
            if (css.charAt(i) == '{') {
                depth++;
            } else if (css.charAt(i) == '}' && --depth == 0) {
                return i + 1;
            }
        }

        return css.length();
    }

    private void add(String selectors, String written) {
        var declarations = written.strip().replace("!important", "").replace('\n', ' ');
        if (declarations.isEmpty() || declarations.length() > LONGEST_STYLE) {
            return;
        }
        for (var one : selectors.split(",", 100)) {
            var selector = one.strip();
            if (isSimple(selector) && rules.size() < MOST_SELECTORS) {
                rules.add(new Rule(selector, weight(selector), declarations));
            }
        }
    }

    /** Names, classes, ids, descendants, children: nothing that could be slow or mean a state. */
    private static boolean isSimple(String selector) {
        return !selector.isEmpty()
                && selector.length() <= LONGEST_SELECTOR
                && selector.chars()
                        .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || " .#>-_*".indexOf(c) >= 0));
    }

    private static int weight(String selector) {
        var weight = 0;
        for (var i = 0; i < selector.length(); i++) {
            weight += selector.charAt(i) == '#' ? 100 : selector.charAt(i) == '.' ? 10 : 0;
        }

        return weight + selector.split("[ >]+", -1).length;
    }

    private void inline() {
        var work = (long) document.body().getAllElements().size();
        var styles = new IdentityHashMap<Element, StringBuilder>();
        var left = MOST_WORK / Math.max(1, work);
        for (var rule : rules.stream()
                .sorted(Comparator.comparingInt(Rule::weight))
                .limit(left)
                .toList()) {
            collect(rule, styles);
        }
        styles.forEach((element, style) -> element.attr("style", style + element.attr("style")));
    }

    private void collect(Rule rule, Map<Element, StringBuilder> styles) {
        try {
            for (var element : document.select(rule.selector())) {
                var style = styles.computeIfAbsent(element, missing -> new StringBuilder());
                if (style.length() + rule.declarations().length() < LONGEST_STYLE) {
                    style.append(rule.declarations()).append(';');
                }
            }
        } catch (Selector.SelectorParseException | IllegalArgumentException notASelector) {
            // Half a style is better than no mail.
        }
    }
}
