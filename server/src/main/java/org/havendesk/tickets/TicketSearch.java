package org.havendesk.tickets;

import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the tickets with given words that were touched last, whether a word stands in every second ticket or in one of a
 * million. The newest tickets of the list are read one by one, since a frequent word is soon met there; for any other, the
 * index is asked, going back in time, some weeks at a go. How far each step goes is learned from the one before. So neither
 * half a million finds are sorted, nor a million tickets read.
 */
@Component
class TicketSearch {
    private static final int READ_FIRST = 100;
    private static final int READ_MORE = 300;
    private static final int READ_MOST = 1_000;
    /** Reading on pays when one in so many tickets of the list has the words ... */
    private static final int ONE_IN = 20;
    /** ... or when a week has so many tickets with the words, and the list has few of them. */
    private static final int MANY_FINDS = 1_000;
    /** More are never looked at in one step: the weeks that they leave out come with the next. */
    private static final int MOST_FINDS = 3_000;
    /** A step is to look at no more, if the time before is like the one that was seen. */
    private static final int FINDS_A_STEP = 200;
    /** A step is so much longer than what came before lets expect. */
    private static final double SPARE = 1.25;

    /** So many weeks are asked for at once where the newest tickets have not one of the words. */
    private static final int WEEKS_FOR_RARE = 4;

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
     * @param found SQL that holds for what is found {@code s}, where that alone tells that a ticket is not of the list
     * @param parameters of all of these
     * @param rows how many are wanted
     */
    record Search(
            TenantId tenant,
            SearchWords words,
            IntFunction<String> list,
            String conditions,
            String found,
            Map<String, Object> parameters,
            int rows) {}

    /** The ids of a page, the last touched first. */
    List<UUID> newest(Search search, Cursor from) {
        if (search.words().isEmpty()) {
            return List.of();
        }
        if (search.words().code().isPresent()) {
            return byCode(search, from);
        }
        planOnce();
        var found = new ArrayList<UUID>();
        var seen = read(search, from, READ_FIRST, search.rows());
        found.addAll(seen.ids());
        while (found.size() < search.rows() && !seen.last()) {
            int missing = search.rows() - found.size();
            seen = switch (seen.next()) {
                case Step.Read(int tickets) -> read(search, seen.end(), tickets, missing);
                case Step.LookUp(int weeks, SearchKeys keys) -> lookUp(search, seen.end(), weeks, keys, missing);
            };
            found.addAll(seen.ids());
        }
        return List.copyOf(found.subList(0, Math.min(search.rows(), found.size())));
    }

    /** Each of these statements has but one good plan, and to make it costs more than to find a rare word. */
    private void planOnce() {
        db.sql("SELECT set_config('plan_cache_mode', 'force_generic_plan', true)")
                .query(String.class)
                .single();
    }

    /** How to go on. */
    private sealed interface Step {
        record Read(int tickets) implements Step {}

        record LookUp(int weeks, SearchKeys keys) implements Step {}
    }

    /**
     * A stretch that was looked through.
     *
     * @param end where it ends
     * @param last whether nothing comes after it
     */
    private record Seen(List<UUID> ids, Cursor end, boolean last, Step next) {}

    private List<UUID> byCode(Search search, Cursor from) {
        return ask(search, from, """
                SELECT t.id FROM ticket t
                 WHERE t.tenant_id = :tenant AND t.code = :code AND (t.updated_at, t.id) < (:at, :after)
                """ + search.conditions())
                .param("code", search.words().code().orElseThrow())
                .query((row, line) -> row.getObject(1, UUID.class))
                .list();
    }

    private record Read(UUID id, Instant at, boolean found, SearchKeys keys) {}

    /** Reads so many tickets of the list one after the other. */
    private Seen read(Search search, Cursor from, int tickets, int missing) {
        var read = ask(
                        search,
                        from,
                        "SELECT t.id, t.updated_at, s.found, (SELECT search_words(:whole)), (SELECT search_words(:unfinished)) FROM ("
                                + search.list().apply(tickets) + """
                ) t LEFT JOIN LATERAL (SELECT true AS found FROM ticket_search s
                                        WHERE s.tenant_id = :tenant AND s.ticket_id = t.id
                                          AND s.words @@ (SELECT search_query('', :whole, :unfinished))
                                        LIMIT 1) s ON true
                 ORDER BY t.updated_at DESC, t.id DESC
                """)
                .query((row, line) -> new Read(
                        row.getObject(1, UUID.class),
                        row.getTimestamp(2).toInstant(),
                        row.getBoolean(3),
                        line == 0
                                ? new SearchKeys(strings(row.getArray(4)), strings(row.getArray(5)))
                                : SearchKeys.NONE))
                .list();
        var ids = read.stream().filter(Read::found).map(Read::id).toList();
        if (read.size() < tickets || read.getFirst().keys().isEmpty()) {
            return new Seen(ids, from, true, new Step.Read(0));
        }
        var end = new Cursor(read.getLast().at(), read.getLast().id());
        var next = ids.size() * ONE_IN >= tickets
                ? new Step.Read(size(SPARE * tickets * (missing - ids.size()) / ids.size()))
                : new Step.LookUp(
                        ids.isEmpty() ? WEEKS_FOR_RARE : 1, read.getFirst().keys());
        return new Seen(ids, end, false, next);
    }

    /** One of three, so that the database knows the statement. */
    private static int size(double wanted) {
        return wanted <= READ_FIRST ? READ_FIRST : wanted <= READ_MORE ? READ_MORE : READ_MOST;
    }

    /** Asks the index for so many weeks: the one in which it begins, and those before it. */
    private Seen lookUp(Search search, Cursor from, int weeks, SearchKeys keys, int missing) {
        var newest = week(from.at());
        var shelves = keys.shelves(search.tenant().value(), newest, weeks);
        return ask(
                        search,
                        from,
                        """
                WITH query AS MATERIALIZED (
                  SELECT oldest, CAST(keys AS tsquery) AS keys
                    FROM unnest(CAST(:oldest AS date[]), CAST(:keys AS text[])) shelf (oldest, keys)),
                find AS MATERIALIZED (
                  SELECT s.ticket_id, query.oldest FROM query
                   CROSS JOIN LATERAL (SELECT s.ticket_id FROM ticket_search s
                                        WHERE s.tenant_id = :tenant
                                          AND search_keys(s.tenant_id, s.week, s.words) @@ query.keys%2$s) s
                   LIMIT %1$d),
                counted AS MATERIALIZED (SELECT count(*) AS finds, min(find.oldest) AS last FROM find),
                done AS MATERIALIZED (
                  SELECT finds, (SELECT min(query.oldest) FROM query
                                  WHERE finds < %1$d OR query.oldest > last)::timestamp AT TIME ZONE 'UTC' AS since
                    FROM counted)
                SELECT done.finds, done.since,
                       (SELECT t.updated_at FROM ticket t WHERE t.tenant_id = :tenant
                         ORDER BY t.updated_at, t.id LIMIT 1) AS oldest,
                       ARRAY(SELECT t.id FROM find
                              CROSS JOIN LATERAL (SELECT * FROM ticket t
                                                   WHERE t.tenant_id = :tenant AND t.id = find.ticket_id LIMIT 1) t
                              WHERE t.updated_at >= done.since AND (t.updated_at, t.id) < (:at, :after)
                """.formatted(MOST_FINDS, search.found()) + search.conditions()
                                + " ORDER BY t.updated_at DESC, t.id DESC LIMIT "
                                + search.rows() + ") AS ids FROM done")
                .param(
                        "oldest",
                        shelves.stream().map(shelf -> shelf.oldest().toString()).toArray(String[]::new))
                .param("keys", shelves.stream().map(SearchKeys.Shelves::keys).toArray(String[]::new))
                .query((row, line) -> {
                    var since = row.getTimestamp("since");
                    if (since == null) {
                        return new Seen(List.of(), from, false, new Step.Read(READ_MOST));
                    }
                    var ids = Arrays.asList((UUID[]) row.getArray("ids").getArray());
                    var oldest = row.getTimestamp("oldest").toInstant();
                    var end = before(since.toInstant());
                    int finds = row.getInt("finds");
                    int seen = (int) ChronoUnit.WEEKS.between(week(since.toInstant()), newest) + 1;
                    int left = (int) ChronoUnit.WEEKS.between(week(oldest), week(end.at())) + 1;
                    var next = finds > MANY_FINDS * seen
                            ? new Step.Read(READ_MOST)
                            : new Step.LookUp(enough(seen, finds, ids.size(), missing - ids.size(), left), keys);
                    return new Seen(ids, end, !oldest.isBefore(since.toInstant()), next);
                })
                .single();
    }

    /** Weeks that have as many more as are missing, and no more finds than one step should look at. */
    private static int enough(int weeks, int finds, int found, int missing, int left) {
        int cheap = finds == 0 ? left : Math.max(1, FINDS_A_STEP * weeks / finds);
        int wanted = found == 0 ? left : 1 + (int) (SPARE * weeks * missing / found);
        return Math.clamp(Math.min(cheap, wanted), 1, Math.max(1, left));
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private JdbcClient.StatementSpec ask(Search search, Cursor from, String sql) {
        return db.sql(sql)
                .params(search.parameters())
                .param("whole", search.words().whole())
                .param("unfinished", search.words().unfinished())
                .param("at", Timestamp.from(from.at()))
                .param("after", from.id());
    }

    private static Cursor before(Instant at) {
        return new Cursor(at.minus(1, ChronoUnit.MICROS), new UUID(-1, -1));
    }

    /** The Monday on which it begins. */
    private static LocalDate week(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
