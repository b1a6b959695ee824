package org.havendesk.tickets;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Turns what a person types into a query of the full-text index: all words must occur, the last may be unfinished. A
 * ticket's code finds that ticket.
 */
@Component
class SearchWords {
    private static final int MAX_WORDS = 12;

    /** SQL that gives the ids of a page of tickets with these words; {@code conditions} speak of the ticket {@code t}. */
    String ids(String words, String conditions) {
        if (isCode(words)) {
            return "SELECT t.id FROM ticket t WHERE t.tenant_id = :tenant AND t.code = :code AND (t.updated_at, t.id) < (:at, :after)"
                    + conditions + " LIMIT :rows";
        }
        return """
                SELECT t.id FROM ticket_search s JOIN ticket t ON t.tenant_id = s.tenant_id AND t.id = s.ticket_id
                 WHERE s.tenant_id = :tenant AND s.words @@ to_tsquery('words', :query) AND (t.updated_at, t.id) < (:at, :after)
                """ + conditions + " ORDER BY t.updated_at DESC, t.id DESC LIMIT :rows";
    }

    Map<String, Object> parameters(String words) {
        return isCode(words) ? Map.of("code", words.strip().toUpperCase(Locale.ROOT)) : Map.of("query", query(words));
    }

    /** Every token is quoted, so that nothing that is typed is an operator. */
    static String query(String words) {
        var tokens = Arrays.stream(words.strip().split("[\\s\\p{Cntrl}]+"))
                .map(word -> word.replaceAll("[\\\\':*&|!()<>]", " ").strip())
                .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                .limit(MAX_WORDS)
                .toList();
        return tokens.isEmpty()
                ? "''"
                : tokens.stream().map(token -> "'" + token + "'").collect(Collectors.joining(" & ")) + ":*";
    }

    private static boolean isCode(String words) {
        var stripped = words.strip().toUpperCase(Locale.ROOT);
        return Codes.in(stripped).filter(stripped::equals).isPresent();
    }
}
