package org.havendesk.tickets;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The words that are looked for as the index keeps them: each account's words of each week stand together, as on a shelf of
 * their own ({@code search_shelf} in the database).
 *
 * @param whole words without case and accents
 * @param unfinished words that only begin so
 */
record SearchKeys(List<String> whole, List<String> unfinished) {
    static final SearchKeys NONE = new SearchKeys(List.of(), List.of());

    private static final LocalDate FIRST_WEEK = LocalDate.of(2000, 1, 3);
    private static final int MAX_LETTERS = 200;
    /** The index weighs each key of a query against each other. */
    private static final int MOST_KEYS = 32;

    /** Whether what was typed has no word that the search keeps, as a mark of HTML. */
    boolean isEmpty() {
        return whole.isEmpty() && unfinished.isEmpty();
    }

    /**
     * Some weeks that one look into the index serves.
     *
     * @param oldest the Monday with which the oldest of them begins
     * @param keys a {@code tsquery}
     */
    record Shelves(LocalDate oldest, String keys) {}

    /**
     * So many weeks, back from the one that begins on this Monday: few at a look at first, since whoever has found enough
     * may stop.
     */
    List<Shelves> shelves(UUID tenant, LocalDate newest, int weeks) {
        int most = Math.max(1, MOST_KEYS / Math.max(1, whole.size() + unfinished.size()));
        var shelves = new ArrayList<Shelves>();
        for (int from = 0, together = 1; from < weeks; from += together, together = Math.min(most, from)) {
            int first = from;
            int last = Math.min(weeks, from + together) - 1;
            shelves.add(new Shelves(
                    newest.minusWeeks(last),
                    IntStream.rangeClosed(first, last)
                            .mapToObj(back -> query(label(tenant, newest.minusWeeks(back))))
                            .collect(Collectors.joining(" | "))));
        }
        return Collections.unmodifiableList(shelves);
    }

    private String query(String label) {
        return Stream.concat(
                        whole.stream().map(word -> key(label, word)),
                        unfinished.stream().map(word -> key(label, word) + ":*"))
                .collect(Collectors.joining(" & "));
    }

    private static String key(String label, String word) {
        var bounded = word.codePointCount(0, word.length()) <= MAX_LETTERS
                ? word
                : word.substring(0, word.offsetByCodePoints(0, MAX_LETTERS));
        return "'" + (label + bounded).replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static String label(UUID tenant, LocalDate week) {
        var name = tenant.toString();
        var number = Integer.toHexString((int) ChronoUnit.WEEKS.between(FIRST_WEEK, week));
        return name.substring(name.length() - 6)
                + "0".repeat(Math.max(0, 3 - number.length()))
                + number.substring(0, Math.min(3, number.length()));
    }
}
