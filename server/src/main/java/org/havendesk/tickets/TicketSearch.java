package org.havendesk.tickets;

import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.havendesk.platform.Cursor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the tickets with given words that were touched last, whether a word stands in every second ticket or in one of a
 * million. The newest tickets of the list are read one by one, since a frequent word is soon met there; for any other, the
 * index is asked, going back in time, some weeks at a go. So neither half a million finds are sorted, nor a million
 * tickets read.
 */
@Component
class TicketSearch {
    private static final int READ_FIRST = 200;
    private static final int READ_ON = 1_000;
    /** Reading on pays when one in so many tickets of the list has the words ... */
    private static final int ONE_IN = 20;
    /** ... or when the weeks have so many tickets with the words, and the list has few of them. */
    private static final int MANY_FINDS = 1_000;
    /** So many times more weeks are asked for at each go. */
    private static final int GROWTH = 4;

    private static final int WEEKS_ONE_BY_ONE = 16;

    private final JdbcClient db;

    TicketSearch(JdbcClient db) {
        this.db = db;
    }

    /**
     * What is looked for, and among which tickets.
     *
     * @param list SQL of the list without the words: {@code id} and {@code updated_at} of at most so many of its tickets
     *     {@code t}, the last touched first, after {@code :at, :after}
     * @param conditions SQL that holds for the tickets {@code t} of the list
     * @param parameters of both
     * @param rows how many are wanted
     */
    record Search(
            SearchWords words, IntFunction<String> list, String conditions, Map<String, Object> parameters, int rows) {}

    /** The ids of a page, the last touched first. */
    List<UUID> newest(Search search, Cursor from) {
        if (search.words().isEmpty()) {
            return List.of();
        }
        if (search.words().code().isPresent()) {
            return byCode(search, from);
        }
        var seen = read(search, from, READ_FIRST);
        var found = new ArrayList<>(seen.ids());
        for (int weeks = 1; found.size() < search.rows() && !seen.last(); found.addAll(seen.ids())) {
            if (seen.frequent()) {
                seen = read(search, seen.end(), READ_ON);
            } else {
                seen = lookUp(search, seen.end(), weeks);
                weeks *= GROWTH;
            }
        }
        return List.copyOf(found.subList(0, Math.min(search.rows(), found.size())));
    }

    /**
     * A stretch that was looked through.
     *
     * @param frequent whether it was dense with tickets that have the words
     * @param end where it ends
     * @param last whether nothing comes after it
     */
    private record Seen(List<UUID> ids, boolean frequent, Cursor end, boolean last) {}

    private List<UUID> byCode(Search search, Cursor from) {
        return ask(search, from, """
                SELECT t.id FROM ticket t
                 WHERE t.tenant_id = :tenant AND t.code = :code AND (t.updated_at, t.id) < (:at, :after)
                """ + search.conditions())
                .param("code", search.words().code().orElseThrow())
                .query((row, line) -> row.getObject(1, UUID.class))
                .list();
    }

    private record Read(UUID id, Instant at, boolean found) {}

    /** Reads so many tickets of the list one after the other. */
    private Seen read(Search search, Cursor from, int rows) {
        var read = ask(
                        search,
                        from,
                        "SELECT t.id, t.updated_at, s.found FROM ("
                                + search.list().apply(rows) + """
                ) t LEFT JOIN LATERAL (SELECT true AS found FROM ticket_search s
                                        WHERE s.tenant_id = :tenant AND s.ticket_id = t.id
                                          AND s.words @@ (SELECT search_query('', :whole, :unfinished))
                                        LIMIT 1) s ON true
                 ORDER BY t.updated_at DESC, t.id DESC
                """)
                .query((row, line) -> new Read(
                        row.getObject(1, UUID.class), row.getTimestamp(2).toInstant(), row.getBoolean(3)))
                .list();
        var ids = read.stream().filter(Read::found).map(Read::id).toList();
        var end = read.isEmpty()
                ? from
                : new Cursor(read.getLast().at(), read.getLast().id());
        return new Seen(ids, ids.size() * ONE_IN >= rows, end, read.size() < rows);
    }

    /** Asks the index for so many weeks: the one in which it begins, and those before it. */
    private Seen lookUp(Search search, Cursor from, int weeks) {
        var newest = week(from.at());
        var oldest = newest.minusWeeks(weeks - 1L);
        var since = oldest.atStartOfDay(ZoneOffset.UTC).toInstant();
        var sql = """
                WITH query AS MATERIALIZED (
                  SELECT search_query(search_shelf(:tenant, week::date), :whole, :unfinished) AS keys FROM %s week),
                find AS MATERIALIZED (
                  SELECT s.ticket_id FROM query
                   CROSS JOIN LATERAL (SELECT s.ticket_id FROM ticket_search s
                                        WHERE s.tenant_id = :tenant
                                          AND search_keys(s.tenant_id, s.week, s.words) @@ query.keys) s)
                SELECT (SELECT count(*) FROM find) AS finds,
                       (SELECT t.updated_at FROM ticket t WHERE t.tenant_id = :tenant
                         ORDER BY t.updated_at, t.id LIMIT 1) < :since AS more,
                       ARRAY(SELECT t.id FROM find
                              CROSS JOIN LATERAL (SELECT * FROM ticket t
                                                   WHERE t.tenant_id = :tenant AND t.id = find.ticket_id LIMIT 1) t
                              WHERE t.updated_at >= :since AND (t.updated_at, t.id) < (:at, :after)
                """.formatted(series(weeks)) + search.conditions() + " ORDER BY t.updated_at DESC, t.id DESC LIMIT "
                + search.rows()
                + ") AS ids";
        return ask(search, from, sql)
                .params(IntStream.range(0, weeks)
                        .boxed()
                        .collect(Collectors.toMap(week -> "week" + week, week -> newest.minusWeeks(week))))
                .param("since", Timestamp.from(since))
                .query((row, line) -> new Seen(
                        Arrays.asList((UUID[]) row.getArray("ids").getArray()),
                        row.getLong("finds") > MANY_FINDS,
                        new Cursor(since, new UUID(0, 0)),
                        !row.getBoolean("more")))
                .single();
    }

    /** Few weeks one by one: PostgreSQL knows how many they are, and need not plan anew for each search. */
    private static String series(int weeks) {
        return weeks <= WEEKS_ONE_BY_ONE
                ? IntStream.range(0, weeks)
                        .mapToObj(week -> ":week" + week)
                        .collect(Collectors.joining(", ", "unnest(CAST(ARRAY[", "] AS date[]))"))
                : "generate_series(CAST(:week" + (weeks - 1)
                        + " AS timestamp), CAST(:week0 AS timestamp), INTERVAL '7 days')";
    }

    private JdbcClient.StatementSpec ask(Search search, Cursor from, String sql) {
        return db.sql(sql)
                .params(search.parameters())
                .param("whole", search.words().whole())
                .param("unfinished", search.words().unfinished())
                .param("at", Timestamp.from(from.at()))
                .param("after", from.id());
    }

    /** The Monday on which it begins. */
    private static LocalDate week(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
