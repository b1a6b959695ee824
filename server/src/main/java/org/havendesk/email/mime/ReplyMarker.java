package org.havendesk.email.mime;

import java.util.Locale;

/**
 * The line at the head of our mails that asks people to write above it. What stands below it in an answer is a quote,
 * in whatever language the line was written: it is known by its frame.
 */
public final class ReplyMarker {
    private static final String FRAME = "-=-";
    private static final int LONGEST = 200;

    private ReplyMarker() {}

    /** The line in this language, English where there is no translation. */
    public static String line(Locale language) {
        var words = switch (language.getLanguage()) {
            case "fr" -> "Écrivez votre réponse au-dessus de cette ligne";
            case "bg" -> "Напишете отговора си над този ред";
            default -> "Write your answer above this line";
        };

        return FRAME + " " + words + " " + FRAME;
    }

    static boolean isIn(String line) {
        var start = line.indexOf(FRAME);
        var end = line.lastIndexOf(FRAME);

        return start >= 0
                && start < 20
                && end - start > 2 * FRAME.length() + 10
                && end - start < LONGEST
                && line.length() - end < 20
                && Character.isLetter(line.codePointAt(start + FRAME.length() + 1));
    }
}
