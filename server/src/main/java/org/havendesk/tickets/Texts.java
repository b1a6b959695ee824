package org.havendesk.tickets;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.havendesk.files.FileId;
import org.jsoup.Jsoup;

/** Reads sanitised HTML: its plain words, its first line, the files it shows. */
final class Texts {
    private static final int SNIPPET = 160;
    private static final Pattern SHOWN =
            Pattern.compile("/f/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/[^/\"]*/[^\"]*");
    private static final Pattern FILE_URL = Pattern.compile("/f/([0-9a-f-]{36})/[^/]*/(.*)");

    private Texts() {}

    static String plain(String html) {
        return Jsoup.parse(html).wholeText().strip();
    }

    static String snippet(String text) {
        var head = text.length() > SNIPPET * 4 ? text.substring(0, SNIPPET * 4) : text;
        var line = head.replaceAll("\\s+", " ").strip();
        return line.length() <= SNIPPET ? line : line.substring(0, SNIPPET - 1) + "…";
    }

    /** Uploaded files that are shown inside the text, by id, with the names they have there. */
    static Map<FileId, String> filesShownIn(String html) {
        var files = new LinkedHashMap<FileId, String>();
        if (!html.contains("/f/")) {
            return files;
        }
        for (var image : Jsoup.parse(html).select("img[src]")) {
            var url = FILE_URL.matcher(image.attr("src"));
            if (url.lookingAt()) {
                files.put(new FileId(UUID.fromString(url.group(1))), url.group(2));
            }
        }
        return files;
    }

    /** The text with each file that it shows fetched from the path given for it. */
    static String withFiles(String html, Map<UUID, String> paths) {
        return SHOWN.matcher(html)
                .replaceAll(found ->
                        Matcher.quoteReplacement(paths.getOrDefault(UUID.fromString(found.group(1)), found.group())));
    }
}
