package org.havendesk.email.mime;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jsoup.parser.Parser;

/** A stranger's HTML made safe, and text made HTML and back. Every answer is bounded by the length of what comes in. */
public final class MailHtml {
    private static final String REMOTE = " data-remote-src=\"";
    private static final String CONTENT_ID = " data-cid=\"";

    private MailHtml() {}

    /**
     * The HTML of a mail, as it may be stored. Formatting stays: tables, lists, fonts, colours, direction, also that of
     * simple style sheets. Everything that runs, loads, submits, covers the page or names elements is gone. Doing it
     * again changes nothing.
     *
     * @param html of a stranger; what is longer than {@link MailParser#MAX_TEXT} is cut
     */
    public static SafeHtml sanitise(String html) {
        var safe = HtmlPolicies.MAIL.sanitize(
                Stylesheets.inlined(Texts.truncated(Texts.lines(html), MailParser.MAX_TEXT)));

        return new SafeHtml(safe, safe.contains(REMOTE));
    }

    /**
     * What an agent wrote in the editor, as it may be stored and sent. Images may only be files of ours
     * ({@code /f/...}) or {@code cid:}.
     */
    public static String forReply(String html) {
        return HtmlPolicies.REPLY.sanitize(Texts.truncated(Texts.lines(html), MailParser.MAX_TEXT));
    }

    /**
     * Safe HTML in which the images that came with the mail are shown.
     *
     * @param safe what {@link #sanitise} gave
     * @param addressOf where the file with this Content-ID is served; empty leaves the image out
     */
    public static String withInlineImages(String safe, Function<String, Optional<String>> addressOf) {
        return replaced(safe, CONTENT_ID, addressOf);
    }

    /**
     * Safe HTML in which remote images are loaded.
     *
     * @param safe what {@link #sanitise} gave
     * @param proxied the address through which an address of a stranger is fetched
     */
    public static String withRemoteImages(String safe, UnaryOperator<String> proxied) {
        return replaced(safe, REMOTE, address -> Optional.of(proxied.apply(address)));
    }

    /** Only attributes are met: in text the sanitiser writes a quotation mark as an entity. */
    private static String replaced(String safe, String attribute, Function<String, Optional<String>> addressOf) {
        if (!safe.contains(attribute)) {
            return safe;
        }
        var shown = new StringBuilder(safe.length() + 256);
        var from = 0;
        for (var at = safe.indexOf(attribute); at >= 0; at = safe.indexOf(attribute, from)) {
            var start = at + attribute.length();
            var end = safe.indexOf('"', start);
            var address = addressOf.apply(Parser.unescapeEntities(safe.substring(start, end), true));
            shown.append(safe, from, at);
            if (address.isPresent()) {
                shown.append(" src=\"").append(escaped(address.get())).append('"');
            } else {
                shown.append(safe, at, end + 1);
            }
            from = end + 1;
        }

        return shown.append(safe, from, safe.length()).toString();
    }

    /** The text that a reader of the HTML sees: paragraphs, lists, quotes behind {@code >}, addresses of links. */
    public static String toText(String html) {
        return HtmlLines.of(Html.parse(Texts.truncated(html, MailParser.MAX_TEXT)))
                .text();
    }

    /** Plain text as safe HTML: lines stay lines, addresses become links, lines behind {@code >} become quotes. */
    public static String fromText(String text) {
        return TextToHtml.of(Texts.lines(text));
    }

    /** Text as it stands in HTML, in attributes too. */
    public static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&#34;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }

        return escaped.toString();
    }
}
