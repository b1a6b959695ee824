package org.havendesk.email.mime;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Reads HTML into a tree of limited depth. */
final class Html {
    /** Elements in elements; deeper ones become siblings. */
    private static final int MAX_DEPTH = 200;

    private Html() {}

    static Document parse(String html) {
        var document = Parser.htmlParser().setMaxDepth(MAX_DEPTH).parseInput(html, "");
        document.outputSettings().prettyPrint(false);

        return document;
    }

    /** The start tag of a block that carries what the body says about all of its content; empty when it says nothing. */
    static String shell(Element body) {
        var attributes = new Attributes();
        for (var name : List.of("dir", "lang", "style", "bgcolor")) {
            if (body.hasAttr(name)) {
                attributes.put(name, body.attr(name));
            }
        }

        return attributes.isEmpty() ? "" : "<div" + attributes.html() + ">";
    }

    /** What a cid: link names, without entities and percent signs (RFC 2392). */
    static String unescaped(String link) {
        var plain = link.indexOf('&') < 0 ? link : Parser.unescapeEntities(link, true);
        if (plain.indexOf('%') < 0) {
            return plain;
        }
        try {
            return URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return plain;
        }
    }
}
