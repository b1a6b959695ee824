package org.havendesk.email.mime;

import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;

/** What mail programs say by ids and classes: here begins the quote, here the signature. */
final class HtmlHints {
    private static final Map<String, Line.Mark> IDS = Map.ofEntries(
            Map.entry("divrplyfwdmsg", Line.Mark.QUOTE_STARTS),
            Map.entry("appendonsend", Line.Mark.QUOTE_STARTS),
            Map.entry("mail-editor-reference-message-container", Line.Mark.QUOTE_STARTS),
            Map.entry("olk_src_body_section", Line.Mark.QUOTE_STARTS),
            Map.entry("zwchr", Line.Mark.QUOTE_STARTS),
            Map.entry("stopspelling", Line.Mark.QUOTE_STARTS),
            Map.entry("isforwardcontent", Line.Mark.FORWARD),
            Map.entry("applemailsignature", Line.Mark.SIGNATURE),
            Map.entry("ms-outlook-mobile-signature", Line.Mark.SIGNATURE),
            Map.entry("composer_signature", Line.Mark.SIGNATURE),
            Map.entry("ymail_android_signature", Line.Mark.SIGNATURE),
            Map.entry("linebreakatbeginningofsignature", Line.Mark.SIGNATURE),
            Map.entry("signature", Line.Mark.SIGNATURE));

    private static final Map<String, Line.Mark> CLASSES = Map.ofEntries(
            Map.entry("yahoo_quoted", Line.Mark.QUOTE_STARTS),
            Map.entry("protonmail_quote", Line.Mark.QUOTE_STARTS),
            Map.entry("tutanota_quote", Line.Mark.QUOTE_STARTS),
            Map.entry("freshdesk_quote", Line.Mark.QUOTE_STARTS),
            Map.entry("zmail_extra", Line.Mark.QUOTE_STARTS),
            Map.entry("outlookmessageheader", Line.Mark.QUOTE_STARTS),
            Map.entry("moz-forward-container", Line.Mark.FORWARD),
            Map.entry("moz-cite-prefix", Line.Mark.ATTRIBUTION),
            Map.entry("gmail_attr", Line.Mark.ATTRIBUTION),
            Map.entry("gmail_signature", Line.Mark.SIGNATURE),
            Map.entry("gmail_signature_prefix", Line.Mark.SIGNATURE),
            Map.entry("moz-signature", Line.Mark.SIGNATURE),
            Map.entry("protonmail_signature_block", Line.Mark.SIGNATURE),
            Map.entry("tutanota_signature", Line.Mark.SIGNATURE),
            Map.entry("ms-outlook-ios-signature", Line.Mark.SIGNATURE),
            Map.entry("mobile_signature", Line.Mark.SIGNATURE));

    private HtmlHints() {}

    static Line.Mark of(Element element) {
        var id = element.id();
        if (!id.isEmpty() && id.length() < 100) {
            var mark = ofId(id.toLowerCase(Locale.ROOT));
            if (mark != Line.Mark.NONE) {
                return mark;
            }
        }
        var classes = element.className();
        if (!classes.isEmpty() && classes.length() < 500) {
            var mark = ofClasses(classes.toLowerCase(Locale.ROOT));
            if (mark != Line.Mark.NONE) {
                return mark;
            }
        }
        if (element.attr("data-marker").equals("__QUOTED_TEXT__")
                || element.attr("name").equals("quote")
                || element.attr("name").equals("messageReplySection")) {
            return Line.Mark.QUOTE_STARTS;
        }

        return Line.Mark.NONE;
    }

    /** Outlook on the web puts "x_" before every id and class of a mail that it quotes. */
    private static Line.Mark ofId(String id) {
        var bare = withoutPrefix(id);

        return bare.startsWith("yahoo_quoted") ? Line.Mark.QUOTE_STARTS : IDS.getOrDefault(bare, Line.Mark.NONE);
    }

    private static Line.Mark ofClasses(String classes) {
        for (var name : classes.split(" ", 20)) {
            var bare = withoutPrefix(name);
            var mark = CLASSES.get(bare);
            if (mark != null) {
                return mark;
            }
            if (bare.endsWith("yahoo_quoted")) {
                return Line.Mark.QUOTE_STARTS;
            }
            if (bare.endsWith("yahoo-signature") || bare.endsWith("ymail-signature")) {
                return Line.Mark.SIGNATURE;
            }
        }

        return Line.Mark.NONE;
    }

    private static String withoutPrefix(String name) {
        var bare = name;
        while (bare.startsWith("x_")) {
            bare = bare.substring(2);
        }

        return bare;
    }

    /** Whether a blockquote quotes a mail. Some programs use the element to indent. */
    static boolean isQuote(Element blockquote) {
        if (blockquote.attr("type").equalsIgnoreCase("cite")
                || blockquote.className().contains("quote")) {
            return true;
        }
        var style = blockquote.attr("style").toLowerCase(Locale.ROOT).replace(" ", "");

        return !style.contains("border:none") && !style.contains("border:0");
    }
}
