package org.havendesk.email.mime;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Document;

/** Puts the body together and separates what the person wrote from what they quote. */
final class Bodies {
    private static final int MOST_LINKS = 1000;

    private Bodies() {}

    static Body ofText(String text, boolean forwarded) {
        var split = Quotes.split(text, forwarded);

        return new Body(text, split.written(), split.quoted(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Body ofHtml(String html, List<FoundFile> files, boolean forwarded) {
        var document = linked(html, files);
        var lines = HtmlLines.of(document);
        var text = lines.text();
        var cut = forwarded ? lines.uncut() : Quotes.cut(lines.marked());
        var parts = HtmlSplit.at(document, lines, cut);

        return new Body(
                text,
                lines.written(cut),
                lines.folded(cut),
                Optional.of(html),
                Optional.of(parts.visible()),
                parts.quoted());
    }

    static Body ofBoth(String text, String html, List<FoundFile> files, boolean forwarded) {
        var split = Quotes.split(text, forwarded);
        var document = linked(html, files);
        var lines = HtmlLines.of(document);
        var parts = HtmlSplit.at(document, lines, forwarded ? lines.uncut() : Quotes.cut(lines.marked()));

        return new Body(
                text, split.written(), split.quoted(), Optional.of(html), Optional.of(parts.visible()), parts.quoted());
    }

    /** The HTML, in which images that are named by their Content-Location (RFC 2557) are named by their id instead. */
    private static Document linked(String html, List<FoundFile> files) {
        var document = Html.parse(html);
        var ids = idsByLocation(files);
        if (!ids.isEmpty()) {
            for (var image : document.getElementsByTag("img")) {
                var id = ids.get(image.attr("src").strip());
                if (id != null) {
                    image.attr("src", "cid:" + id);
                }
            }
        }

        return document;
    }

    private static Map<String, String> idsByLocation(List<FoundFile> files) {
        var ids = new HashMap<String, String>();
        for (var file : files) {
            file.location().ifPresent(location -> {
                ids.putIfAbsent(location, file.linkedId());
                ids.putIfAbsent(location.substring(location.lastIndexOf('/') + 1), file.linkedId());
            });
        }

        return ids;
    }

    /** The ids that the HTML links to by {@code cid:}. */
    static Set<String> linkedIds(String html) {
        var ids = new HashSet<String>();
        for (var at = indexOfCid(html, 0); at >= 0 && ids.size() < MOST_LINKS; at = indexOfCid(html, at + 4)) {
            var end = at + 4;
            while (end < html.length() && end - at < 600 && "\"'<> )".indexOf(html.charAt(end)) < 0) {
                end++;
            }
            ids.add(Html.unescaped(html.substring(at + 4, end)));
        }

        return ids;
    }

    private static int indexOfCid(String html, int from) {
        var lower = html.indexOf("cid:", from);
        var upper = html.indexOf("CID:", from);

        return lower < 0 ? upper : upper < 0 ? lower : Math.min(lower, upper);
    }
}
