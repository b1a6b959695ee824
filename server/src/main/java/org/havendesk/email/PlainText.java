package org.havendesk.email;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The words of an HTML text as a mail reader without HTML shows them: paragraphs, lists, links, quotes. */
final class PlainText {
    private PlainText() {}

    static String of(String html) {
        var words = new Words();
        Jsoup.parseBodyFragment(html).body().traverse(words);
        return words.text();
    }

    private static final class Words implements NodeVisitor {
        private final StringBuilder text = new StringBuilder();
        private int quotes;
        private int preformatted;
        private boolean lineIsEmpty = true;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                append(words);
            } else if (node instanceof Element element) {
                begin(element);
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                end(element);
            }
        }

        private void begin(Element element) {
            switch (element.normalName()) {
                case "br" -> newLine();
                case "hr" -> {
                    paragraph();
                    write("-".repeat(20));
                    paragraph();
                }
                case "li" -> {
                    freshLine();
                    write(marker(element));
                }
                case "blockquote" -> {
                    paragraph();
                    quotes++;
                }
                case "pre" -> {
                    paragraph();
                    preformatted++;
                }
                case "img" -> {
                    if (!element.attr("alt").isBlank()) {
                        write("[" + element.attr("alt").strip() + "]");
                    }
                }
                case "td", "th" -> {
                    if (!lineIsEmpty) {
                        write(" ");
                    }
                }
                case "p", "h1", "h2", "h3", "ul", "ol", "table" -> paragraph();
                case "div", "tr" -> freshLine();
                default -> {
                    // stands within a line
                }
            }
        }

        private void end(Element element) {
            switch (element.normalName()) {
                case "a" -> address(element);
                case "blockquote" -> {
                    freshLine();
                    quotes--;
                    paragraph();
                }
                case "pre" -> {
                    preformatted--;
                    paragraph();
                }
                case "p", "h1", "h2", "h3", "ul", "ol", "table" -> paragraph();
                case "div", "tr", "li" -> freshLine();
                default -> {
                    // stands within a line
                }
            }
        }

        private void address(Element link) {
            var target = link.attr("href");
            var shown = link.text().strip();
            if (!target.isEmpty() && !target.equals(shown) && !target.equals("mailto:" + shown)) {
                write(" <" + target + ">");
            }
        }

        private static String marker(Element item) {
            var list = item.parent();
            return list != null && list.normalName().equals("ol") ? (item.elementSiblingIndex() + 1) + ". " : "- ";
        }

        private void append(TextNode words) {
            if (preformatted > 0) {
                words.getWholeText().lines().forEach(line -> {
                    write(line);
                    newLine();
                });
                return;
            }
            var line = words.getWholeText().replaceAll("[\\s&&[^\u00a0]]+", " ").replace('\u00a0', ' ');
            write(lineIsEmpty ? line.stripLeading() : line);
        }

        private void write(String words) {
            if (words.isEmpty()) {
                return;
            }
            if (lineIsEmpty) {
                text.append("> ".repeat(quotes));
                lineIsEmpty = false;
            }
            text.append(words);
        }

        private void freshLine() {
            if (!lineIsEmpty) {
                newLine();
            }
        }

        private void paragraph() {
            freshLine();
            if (!text.isEmpty() && !text.toString().endsWith("\n\n")) {
                newLine();
            }
        }

        private void newLine() {
            text.append('\n');
            lineIsEmpty = true;
        }

        private String text() {
            return text.toString()
                    .replaceAll("(?<!\n--)[ \\t]+\n", "\n")
                    .replaceAll("\n{3,}", "\n\n")
                    .replaceAll("\n-- \n+", "\n-- \n") // RFC 3676, 4.3
                    .strip();
        }
    }
}
