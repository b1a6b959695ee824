package org.havendesk.spam;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.Page;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.havendesk.spam.LedgerRow.Strength;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the filter did and what it was told. All calls run inside the account. */
@Service
@Transactional(readOnly = true)
public class SpamReports {
    /** A point of the learning curve sums up at least so many marks. */
    private static final int MARKS_A_POINT = 25;

    private static final int MOST_POINTS = 60;
    private static final int MOST_DAYS = 35;

    private final JudgedRows judgements;
    private final MarkRows marks;
    private final JdbcClient db;
    private final Clock clock;

    SpamReports(JudgedRows judgements, MarkRows marks, JdbcClient db, Clock clock) {
        this.judgements = judgements;
        this.marks = marks;
        this.db = db;
        this.clock = clock;
    }

    /**
     * What happened on a day.
     *
     * @param judged how many messages came in; the three after it are where they went
     * @param heldWrongly of the quarantined ones, how many an agent called good
     * @param warnedWrongly of the suspected ones, how many an agent called good
     * @param missed of those in the inbox, how many an agent called spam
     * @param trapped of those held back, how many were sent to an address that nobody uses
     * @param turnedAway how many more were told to come again, because too many came at once; they are not judged
     */
    public record Day(
            LocalDate day,
            int judged,
            int inbox,
            int suspected,
            int quarantined,
            int heldWrongly,
            int warnedWrongly,
            int missed,
            int trapped,
            int turnedAway) {
        static Day quiet(LocalDate day) {
            return new Day(day, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        }
    }

    /**
     * How well the filter judged the messages that were marked next to each other. Agents mark what went wrong more often
     * than what went right, so that this shows whether the filter gets better, and not how good it is.
     *
     * @param marks how many marks and answers the filter had learned by then
     * @param of how many of them this point sums up
     * @param wrong how many of these it had taken for the opposite
     * @param heldWrongly how many of these were good and were held back
     */
    public record Point(int marks, int of, int wrong, int heldWrongly) {}

    /**
     * A line of the log.
     *
     * @param channel how the message came, such as {@code email}; empty when it was judged too long ago
     * @param by who said so, or whose answer said so; empty when that agent was forgotten
     * @param undoneBy empty when it stands, when nobody in person took it back, or when that agent was forgotten
     */
    public record Mark(
            UUID id,
            UUID message,
            Optional<String> channel,
            Optional<AgentId> by,
            boolean spam,
            Strength strength,
            Taught outcome,
            Instant at,
            Optional<Instant> undoneAt,
            Optional<AgentId> undoneBy) {}

    /**
     * The last days, the oldest first, days without a message included.
     *
     * @param days today included, 35 at most: judgements are kept no longer
     */
    public List<Day> days(TenantId tenant, ZoneId zone, int days) {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var first = today.minusDays(Math.clamp(days, 1, MOST_DAYS) - 1L);
        var known = db
                .sql("""
                SELECT CAST(at AT TIME ZONE :zone AS date) AS day,
                       count(verdict) AS judged,
                       count(*) FILTER (WHERE verdict = 'INBOX') AS inbox,
                       count(*) FILTER (WHERE verdict = 'SUSPECTED') AS suspected,
                       count(*) FILTER (WHERE verdict = 'QUARANTINE') AS quarantined,
                       count(*) FILTER (WHERE verdict = 'QUARANTINE' AND NOT spam) AS held_wrongly,
                       count(*) FILTER (WHERE verdict = 'SUSPECTED' AND NOT spam) AS warned_wrongly,
                       count(*) FILTER (WHERE verdict = 'INBOX' AND spam) AS missed,
                       count(*) FILTER (WHERE because = 'TRAP') AS trapped,
                       coalesce(sum(turned_away), 0) AS turned_away
                  FROM (SELECT at, verdict, because, spam, 0 AS turned_away FROM spam_judged
                         WHERE tenant_id = :tenant AND at >= :from
                         UNION ALL
                        SELECT hour, NULL, NULL, NULL, messages FROM spam_turned_away
                         WHERE tenant_id = :tenant AND hour >= :from) AS happened
                 GROUP BY 1
                """)
                .param("zone", zone.getId())
                .param("tenant", tenant.value())
                .param("from", Timestamp.from(first.atStartOfDay(zone).toInstant()))
                .query((row, line) -> new Day(
                        row.getObject("day", LocalDate.class),
                        row.getInt("judged"),
                        row.getInt("inbox"),
                        row.getInt("suspected"),
                        row.getInt("quarantined"),
                        row.getInt("held_wrongly"),
                        row.getInt("warned_wrongly"),
                        row.getInt("missed"),
                        row.getInt("trapped"),
                        row.getInt("turned_away")))
                .list()
                .stream()
                .collect(Collectors.toMap(Day::day, Function.identity()));
        return first.datesUntil(today.plusDays(1))
                .map(day -> known.getOrDefault(day, Day.quiet(day)))
                .toList();
    }

    /** The learning curve, from the first lessons that are kept to the last; empty before there are any. */
    public List<Point> learningCurve(TenantId tenant) {
        int all =
                db.sql("""
                SELECT count(*) FROM spam_ledger WHERE tenant_id = :tenant AND undone IS NULL AND said IS NOT NULL
                """).param("tenant", tenant.value()).query(Integer.class).single();
        int each = Math.max(MARKS_A_POINT, Math.ceilDiv(all, MOST_POINTS));
        var points = new ArrayList<Point>();
        db.sql("""
                SELECT count(*) AS these,
                       count(*) FILTER (WHERE (said >= 0) <> spam) AS wrong,
                       count(*) FILTER (WHERE held AND NOT spam) AS held_wrongly
                  FROM (SELECT said, spam, held, (row_number() OVER (ORDER BY number) - 1) / :each AS point
                          FROM spam_ledger
                         WHERE tenant_id = :tenant AND undone IS NULL AND said IS NOT NULL) AS lesson
                 GROUP BY point
                 ORDER BY point
                """).param("each", each).param("tenant", tenant.value()).query(row -> {
            int before = points.isEmpty() ? 0 : points.getLast().marks();
            int these = row.getInt("these");
            points.add(new Point(before + these, these, row.getInt("wrong"), row.getInt("held_wrongly")));
        });
        return List.copyOf(points);
    }

    /** What became of one message; empty when it was not judged, or too long ago. */
    public Optional<Judged> judged(TenantId tenant, UUID message) {
        return judgements.judged(tenant, message);
    }

    /**
     * The messages that were judged, the newest first. Whoever asks decides which of them an agent may see.
     *
     * @param verdict only those that went there
     */
    public Page<Judged> judged(TenantId tenant, Optional<Verdict> verdict, Optional<Cursor> cursor, int limit) {
        var rows = judgements.page(tenant, verdict, cursor.orElse(Cursor.START), limit + 1);
        return Page.of(rows, limit, judged -> new Cursor(judged.at(), judged.message()));
    }

    /**
     * The log of what agents said, the newest first. Needs {@link Permission#MANAGE_SETTINGS}.
     *
     * @param hints whether answers that counted as a weak sign are listed as well
     */
    public Page<Mark> log(Agent agent, boolean hints, Optional<Cursor> cursor, int limit) {
        agent.require(Permission.MANAGE_SETTINGS);
        var rows = marks.page(agent.tenant(), hints, cursor.orElse(Cursor.START), limit + 1);
        return Page.of(rows, limit, mark -> new Cursor(mark.at(), mark.id()));
    }
}
