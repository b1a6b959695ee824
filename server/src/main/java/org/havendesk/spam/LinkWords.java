package org.havendesk.spam;

import java.util.Locale;
import java.util.regex.Pattern;

/** Reads running text in which there may be links: their hosts say more than their spelling does. */
final class LinkWords {
    private static final Pattern LINK =
            Pattern.compile("(?:https?://|www\\.)[^\\s<>\"']{1,300}", Pattern.CASE_INSENSITIVE);

    private final Words words;

    LinkWords(Words words) {
        this.words = words;
    }

    void read(String text) {
        var links = LINK.matcher(text);
        int from = 0;
        while (links.find() && !words.full()) {
            words.text(text.substring(from, links.start()));
            link(links.group());
            from = links.end();
        }
        words.text(text.substring(from));
    }

    /** A link as the word {@code url:}, its host, the domains above that, and the words of its path. */
    void link(String link) {
        var rest = link.toLowerCase(Locale.ROOT);
        int scheme = rest.indexOf("://");
        if (scheme >= 0) rest = rest.substring(scheme + 3);
        int slash = indexOfAny(rest);
        var host = slash < 0 ? rest : rest.substring(0, slash);
        words.add("url:");
        for (int i = 0; i < 4; i++) {
            words.add("url:" + host);
            int dot = host.indexOf('.');
            if (dot < 0 || host.indexOf('.', dot + 1) < 0) break;
            host = host.substring(dot + 1);
        }
        if (slash < 0) return;
        int added = 0;
        for (var word : rest.substring(slash).split("[^\\p{L}\\p{N}]+", 12)) {
            if (!word.isEmpty() && added++ < 10) words.add("url/" + word);
        }
    }

    private static int indexOfAny(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("/?#:".indexOf(text.charAt(i)) >= 0) return i;
        }
        return -1;
    }
}
