package org.havendesk.tickets;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ticket codes as people read them out: three letters, five letters, three digits, none that look alike. */
final class Codes {
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern CODE = Pattern.compile("(?<![A-Z0-9-])([A-Z]{3}-[A-Z]{5}-[0-9]{3})(?![A-Z0-9-])");

    private Codes() {}

    static String next() {
        return letters(3) + "-" + letters(5) + "-" + (100 + RANDOM.nextInt(900));
    }

    /** The first code that stands in a text. */
    static Optional<String> in(String text) {
        return Optional.of(CODE.matcher(text))
                .filter(java.util.regex.Matcher::find)
                .map(m -> m.group(1));
    }

    private static String letters(int count) {
        var letters = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            letters.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }
}
