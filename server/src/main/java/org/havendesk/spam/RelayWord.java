package org.havendesk.spam;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the headers of a message say about it, as its last server may have written them.
 *
 * @param host the server that last wrote down having received it, lower case; empty when unknown
 * @param saysSpam whether the topmost word on spam is yes
 */
record RelayWord(String host, boolean saysSpam) {
    static final RelayWord NONE = new RelayWord("", false);

    private static final Pattern BY = Pattern.compile("\\bby\\s+([A-Za-z0-9.-]{1,253})(?=[\\s;(]|$)");
    private static final Pattern YES = Pattern.compile("(?i)yes\\b.*");

    static RelayWord of(Headers headers) {
        boolean yes = headers.fields().stream()
                .filter(field ->
                        field.name().equals("x-spam-status") || field.name().equals("x-spam-flag"))
                .findFirst()
                .filter(field -> YES.matcher(field.value()).matches())
                .isPresent();
        return new RelayWord(headers.first("received").map(RelayWord::by).orElse(""), yes);
    }

    private static String by(String received) {
        var by = BY.matcher(received);
        return by.find() ? by.group(1).toLowerCase(Locale.ROOT) : "";
    }
}
