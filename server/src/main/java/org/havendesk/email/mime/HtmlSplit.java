package org.havendesk.email.mime;

import java.util.Optional;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Cuts HTML in two where the quote begins. Both halves carry the style sheets and are complete: what is open at the cut
 * is closed in the first half and opened again in the second.
 */
final class HtmlSplit {
    private static final String MARK = "quote";
    private static final int LONGEST_STYLES = 64 << 10;

    private HtmlSplit() {}

    record Halves(String visible, Optional<String> quoted) {}

    /** Words above which a quote stands ({@code cut.from() > 0}) stay together with it: the order would be lost. */
    static Halves at(Document document, HtmlLines lines, Quotes.Cut cut) {
        var body = document.body();
        var shell = Html.shell(body);
        var opening = styles(document) + shell;
        var closing = shell.isEmpty() ? "" : "</div>";
        if (cut.to() == cut.all() || cut.from() > 0) {
            return new Halves(opening + body.html() + closing, Optional.empty());
        }
        var first = firstOf(lines.start(cut.to()), body);
        var comment = new Comment(MARK);
        first.before(comment);
        var html = body.html();
        while (html.indexOf(asHtml(comment)) != html.lastIndexOf(asHtml(comment))) {
            comment.setData(comment.getData() + "-");
            html = body.html();
        }
        var at = html.indexOf(asHtml(comment));
        var parent = first.parent() instanceof Element element ? element : body;

        return new Halves(
                opening + html.substring(0, at) + closing(parent, body) + closing,
                Optional.of(opening
                        + opening(parent, body)
                        + html.substring(at + asHtml(comment).length())
                        + closing));
    }

    private static String asHtml(Comment comment) {
        return "<!--" + comment.getData() + "-->";
    }

    /** The outermost node that begins with this one, so that no empty shell is left in the first half. */
    private static Node firstOf(Node line, Element body) {
        var first = line;
        while (first.parent() instanceof Element parent && parent != body && isFirst(first)) {
            first = parent;
        }

        return first;
    }

    private static boolean isFirst(Node node) {
        for (var before = node.previousSibling(); before != null; before = before.previousSibling()) {
            if (before instanceof Element || before instanceof TextNode text && !text.isBlank()) {
                return false;
            }
        }

        return true;
    }

    private static String styles(Document document) {
        var styles = new StringBuilder();
        for (var style : document.head().getElementsByTag("style")) {
            var html = style.outerHtml();
            if (styles.length() + html.length() < LONGEST_STYLES) {
                styles.append(html);
            }
        }

        return styles.toString();
    }

    private static String closing(Element innermost, Element body) {
        var closing = new StringBuilder();
        for (var element = innermost; element != null && element != body; element = element.parent()) {
            closing.append("</").append(element.tagName()).append('>');
        }

        return closing.toString();
    }

    private static String opening(Element innermost, Element body) {
        var opening = new StringBuilder();
        for (var element = innermost; element != null && element != body; element = element.parent()) {
            opening.insert(0, "<" + element.tagName() + element.attributes().html() + ">");
        }

        return opening.toString();
    }
}
