package org.havendesk.tickets;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a person typed into the search: all words must occur, the last may be unfinished. A ticket's code finds that ticket.
 *
 * @param code set when nothing but a ticket's code was typed
 * @param whole words as they stand
 * @param unfinished a word that has only begun; empty when there is none
 */
record SearchWords(Optional<String> code, String whole, String unfinished) {
    private static final int MAX_WORDS = 12;
    /** With fewer letters, half of all words begin so. */
    private static final int MIN_BEGINNING = 3;

    static SearchWords of(String typed) {
        var tokens = tokens(typed);
        if (tokens.isEmpty()) {
            return new SearchWords(code(typed), "", "");
        }
        var last = tokens.getLast();
        if (last.codePointCount(0, last.length()) < MIN_BEGINNING) {
            return new SearchWords(code(typed), String.join(" ", tokens), "");
        }
        return new SearchWords(code(typed), String.join(" ", tokens.subList(0, tokens.size() - 1)), last);
    }

    boolean isEmpty() {
        return code.isEmpty() && whole.isEmpty() && unfinished.isEmpty();
    }

    private static List<String> tokens(String typed) {
        return Arrays.stream(typed.strip().split("[\\s\\p{Cntrl}]+"))
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .limit(MAX_WORDS)
                .toList();
    }

    private static Optional<String> code(String typed) {
        var stripped = typed.strip().toUpperCase(Locale.ROOT);
        return Codes.in(stripped).filter(stripped::equals);
    }
}
