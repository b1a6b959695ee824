package org.havendesk.email.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/** The lines that a reader of the HTML sees, each with the place in the tree where it begins. */
final class HtmlLines implements NodeFilter {
    private static final int LONGEST_LINK = 2000;
    private static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "dir",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "html",
            "li",
            "main",
            "menu",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "tfoot",
            "thead",
            "tr",
            "ul",
            "caption");
    private static final Set<String> SPACED =
            Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "dl");
    private static final Set<String> UNSEEN = Set.of(
            "head",
            "script",
            "style",
            "title",
            "template",
            "svg",
            "math",
            "iframe",
            "object",
            "embed",
            "select",
            "textarea",
            "audio",
            "video",
            "canvas",
            "noframes");

    private final List<Entry> entries = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable Node start;
    private boolean picture;
    private boolean blankWanted;
    private boolean spaceWanted;
    /** A hard blank in an otherwise empty block: Outlook's way to leave a line blank. */
    private @Nullable Node blankLine;

    private int quoteDepth;
    private int preDepth;
    private int listDepth;
    private @Nullable Element signature;
    private @Nullable Element attribution;
    private @Nullable Node quoteStart;
    private Line.Mark mark = Line.Mark.NONE;
    private final List<Integer> linkStarts = new ArrayList<>();

    /** A line, how deep it is quoted, and where it begins. */
    private record Entry(Line line, int depth, Node start) {}

    private HtmlLines() {}

    static HtmlLines of(Document document) {
        var lines = new HtmlLines();
        document.body().filter(lines);
        lines.endLine();

        return lines;
    }

    List<Line> marked() {
        return entries.stream().map(Entry::line).toList();
    }

    Quotes.Cut uncut() {
        return new Quotes.Cut(0, entries.size(), entries.size());
    }

    /** Where the line with this number begins. */
    Node start(int line) {
        return entries.get(line).start();
    }

    /** All lines, quoted ones behind {@code >}. */
    String text() {
        return text(0, entries.size());
    }

    String written(Quotes.Cut cut) {
        return text(cut.from(), cut.to());
    }

    Optional<String> folded(Quotes.Cut cut) {
        var folded = (text(0, cut.from()) + "\n" + text(cut.to(), entries.size())).strip();

        return folded.isEmpty() ? Optional.empty() : Optional.of(folded);
    }

    private String text(int from, int to) {
        var all = new StringBuilder();
        for (var entry : entries.subList(from, to)) {
            if (entry.depth() > 0) {
                all.append(">".repeat(Math.min(entry.depth(), 20)))
                        .append(entry.line().text().isEmpty() ? "" : " ");
            }
            all.append(entry.line().text()).append('\n');
        }

        return Texts.lines(all.toString()).strip();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (node instanceof TextNode words) {
            text(words);
            return FilterResult.CONTINUE;
        }
        if (!(node instanceof Element element)) {
            return FilterResult.CONTINUE;
        }
        var name = element.normalName();
        if (UNSEEN.contains(name) || isHidden(element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        open(element, name);

        return FilterResult.CONTINUE;
    }

    private static boolean isHidden(Element element) {
        if (element.attributesSize() == 0) {
            return false;
        }
        var style = element.attr("style");

        return element.hasAttr("hidden")
                || style.length() > 8
                        && style.toLowerCase(Locale.ROOT).replace(" ", "").contains("display:none");
    }

    private void open(Element element, String name) {
        if (BLOCKS.contains(name)) {
            endLine();
            blankWanted |= isSpaced(element, name);
        }
        meaning(element, name);
        switch (name) {
            case "br" -> {
                begin(element);
                endLine();
            }
            case "hr" -> {
                begin(element);
                endLine();
            }
            case "img" -> image(element);
            case "pre" -> preDepth++;
            case "ul", "ol" -> listDepth++;
            case "li" -> {
                begin(element);
                text.append("  ".repeat(Math.clamp(listDepth - 1L, 0, 10))).append("- ");
            }
            case "td", "th" -> {
                if (!text.isEmpty()) {
                    text.append('\t');
                }
            }
            case "a" -> linkStarts.add(text.length());
            default -> {}
        }
    }

    /** Outlook's paragraphs have no space between them. */
    private static boolean isSpaced(Element element, String name) {
        return SPACED.contains(name)
                && !(name.equals("p") && element.className().startsWith("Mso"));
    }

    private void meaning(Element element, String name) {
        if (name.equals("blockquote") && HtmlHints.isQuote(element)) {
            quoteDepth++;
        }
        if (element.attributesSize() == 0) {
            return;
        }
        switch (HtmlHints.of(element)) {
            case QUOTE_STARTS -> {
                endLine();
                quoteStart = element;
            }
            case SIGNATURE -> {
                endLine();
                signature = signature == null ? element : signature;
            }
            case ATTRIBUTION -> {
                endLine();
                attribution = attribution == null ? element : attribution;
            }
            case FORWARD -> {
                endLine();
                mark = Line.Mark.FORWARD;
            }
            case NONE -> {}
        }
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return FilterResult.CONTINUE;
        }
        var name = element.normalName();
        switch (name) {
            case "pre" -> preDepth--;
            case "ul", "ol" -> listDepth--;
            case "a" -> link(element);
            default -> {}
        }
        if (BLOCKS.contains(name)) {
            endLine();
            blankWanted |= isSpaced(element, name);
        }
        if (name.equals("blockquote") && HtmlHints.isQuote(element)) {
            quoteDepth--;
        }
        if (element == signature) {
            endLine();
            signature = null;
        }
        if (element == attribution) {
            endLine();
            attribution = null;
        }

        return FilterResult.CONTINUE;
    }

    private void begin(Node node) {
        if (start == null) {
            start = node;
        }
    }

    private void text(TextNode node) {
        if (preDepth > 0) {
            preformatted(node);
            return;
        }
        var words = node.getWholeText();
        for (var i = 0; i < words.length(); i++) {
            var c = words.charAt(i);
            if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\u00A0') {
                spaceWanted = !text.isEmpty();
                blankLine = c == '\u00A0' ? node : blankLine;
            } else if (c != '\u200B' && c != '\uFEFF' && c != '\u00AD' && c != '\u034F') {
                begin(node);
                if (spaceWanted) {
                    text.append(' ');
                    spaceWanted = false;
                }
                text.append(c);
            }
        }
    }

    private void preformatted(TextNode node) {
        var words = node.getWholeText();
        var from = 0;
        for (var stop = words.indexOf('\n'); stop >= 0; stop = words.indexOf('\n', from)) {
            begin(node);
            text.append(words, from, stop);
            endLine();
            from = stop + 1;
        }
        if (from < words.length()) {
            begin(node);
            text.append(words, from, words.length());
        }
    }

    private void image(Element element) {
        var width = element.attr("width");
        if (width.equals("1") || width.equals("0")) {
            return;
        }
        begin(element);
        picture = true;
        var description = Texts.oneLine(element.attr("alt"), 200);
        if (!description.isEmpty()) {
            text.append(text.isEmpty() ? "[" : " [").append(description).append(']');
        }
    }

    /** The address of a link stands behind its words unless they are the address. */
    private void link(Element element) {
        if (linkStarts.isEmpty()) {
            return;
        }
        var from = Math.min(linkStarts.removeLast(), text.length());
        var words = text.substring(from).strip();
        var address = element.attr("href").strip();
        var lower = address.toLowerCase(Locale.ROOT);
        var shown = lower.startsWith("mailto:") ? address.substring(7) : address;
        if (words.isEmpty()
                || shown.length() > LONGEST_LINK
                || !(lower.startsWith("http:") || lower.startsWith("https:") || lower.startsWith("mailto:"))
                || bare(words).contains(bare(shown))) {
            return;
        }
        text.append(" <").append(Texts.oneLine(shown, LONGEST_LINK)).append('>');
    }

    private static String bare(String address) {
        var bare = address.toLowerCase(Locale.ROOT);
        for (var prefix : new String[] {"https://", "http://", "www."}) {
            bare = bare.startsWith(prefix) ? bare.substring(prefix.length()) : bare;
        }

        return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private void endLine() {
        spaceWanted = false;
        if (start == null) {
            text.setLength(0);
            leaveBlank();
            return;
        }
        blankLine = null;
        var words =
                preDepth > 0 ? text.toString().stripTrailing() : text.toString().strip();
        var filled = !words.isEmpty() || picture;
        if (filled
                && blankWanted
                && !entries.isEmpty()
                && !entries.getLast().line().blank()) {
            entries.add(new Entry(new Line("", quoteDepth > 0, false, Line.Mark.NONE), quoteDepth, start));
        }
        if (filled) {
            blankWanted = false;
        }
        var where = filled && quoteStart != null ? quoteStart : start;
        entries.add(new Entry(
                new Line(words, quoteDepth > 0, picture, filled ? currentMark() : Line.Mark.NONE), quoteDepth, where));
        if (filled) {
            quoteStart = null;
            mark = Line.Mark.NONE;
        }
        text.setLength(0);
        linkStarts.replaceAll(ignored -> 0);
        start = null;
        picture = false;
    }

    private void leaveBlank() {
        var where = blankLine;
        blankLine = null;
        if (where != null && !entries.isEmpty() && !entries.getLast().line().blank()) {
            entries.add(new Entry(new Line("", quoteDepth > 0, false, Line.Mark.NONE), quoteDepth, where));
        }
    }

    private Line.Mark currentMark() {
        if (quoteStart != null) {
            return Line.Mark.QUOTE_STARTS;
        }
        if (mark != Line.Mark.NONE) {
            return mark;
        }
        if (signature != null) {
            return Line.Mark.SIGNATURE;
        }

        return attribution != null ? Line.Mark.ATTRIBUTION : Line.Mark.NONE;
    }
}
