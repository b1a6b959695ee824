package org.havendesk.spam;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.Keys;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Writes;
import org.havendesk.spam.Judged.Because;
import org.havendesk.spam.Judgement.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was said of each message. */
@Repository
class JudgedRows {
    static final Duration KEPT = Duration.ofDays(35);

    /** So many bytes are kept of the newest messages to learn from; of older ones as long as their text is at hand. */
    static final long PRINTS_KEPT = 1_500_000;

    private static final int MOST_TRAPPED = 5;
    private static final int GOOD_A_TRAPPED = 3;

    /** Among so many messages those are looked for that are good and from one place. */
    private static final int NEWEST = 2_000;

    private final JdbcClient db;
    private final Writes writes;
    private final Keys keys;

    JudgedRows(JdbcClient db, Writes writes, Keys keys) {
        this.db = db;
        this.writes = writes;
        this.keys = keys;
    }

    /** What is kept of a message to learn from. */
    record Kept(Optional<ContactId> contact, Optional<Fingerprint> print) {}

    /** What the filter thought of a message by itself. */
    record Said(double logOdds, boolean held) {}

    void keep(TenantId tenant, Judged judged, Arrival arrival, Fingerprint print) {
        writes.sql("""
                INSERT INTO spam_judged
                       (tenant_id, message, contact_id, channel, at, verdict, because, log_odds, bar, reasons, print,
                        network, domain)
                VALUES (:tenant, :message, :contact, :channel, :at, :verdict, :because, :odds, :bar, :reasons, :print,
                        :network, :domain)
                ON CONFLICT (tenant_id, message) DO UPDATE
                   SET contact_id = :contact, channel = :channel, at = :at, verdict = :verdict, because = :because,
                       log_odds = :odds, bar = :bar, reasons = :reasons, print = :print, network = :network, domain = :domain
                """)
                .param("tenant", tenant.value())
                .param("message", judged.message())
                .param("contact", arrival.contact().map(ContactId::value).orElse(null))
                .param("network", arrival.network().orElse(null))
                .param("domain", arrival.domain().orElse(null))
                .param("channel", judged.channel())
                .param("at", Timestamp.from(judged.at()))
                .param("verdict", judged.verdict().name())
                .param("because", judged.because().name())
                .param("odds", (float) judged.logOdds())
                .param("bar", (float) judged.bar())
                .param("reasons", keys.encrypt(tenant, bytes(judged.reasons()), context(judged.message())))
                .param("print", Prints.seal(keys, tenant, judged.message(), print))
                .later();
    }

    Optional<Kept> find(TenantId tenant, UUID message) {
        return db.sql("SELECT contact_id, print FROM spam_judged WHERE tenant_id = :tenant AND message = :message")
                .param("tenant", tenant.value())
                .param("message", message)
                .query((row, line) -> new Kept(
                        Optional.ofNullable(row.getObject("contact_id", UUID.class))
                                .map(ContactId::new),
                        Optional.ofNullable(row.getBytes("print"))
                                .map(cipher -> Prints.open(keys, tenant, message, cipher))))
                .optional();
    }

    /**
     * Whether a network, or a domain, has lately written to traps, and good messages from there do not outweigh that. A
     * message to a trap weighs three good ones, and more than {@value #MOST_TRAPPED} weigh no more: nobody can make a
     * place doubtful that an account has much good mail from.
     */
    boolean isTrapSource(TenantId tenant, Optional<String> network, Optional<String> domain) {
        return network.filter(place -> isTrapSource(tenant, "network", place)).isPresent()
                || domain.filter(place -> isTrapSource(tenant, "domain", place)).isPresent();
    }

    private boolean isTrapSource(TenantId tenant, String column, String place) {
        int trapped = trapped(tenant, column, place);
        return trapped > 0 && good(tenant, column, place) < GOOD_A_TRAPPED * trapped;
    }

    private int trapped(TenantId tenant, String column, String place) {
        return db.sql("""
                SELECT count(*) FROM (SELECT 1 FROM spam_judged
                                       WHERE tenant_id = :tenant AND %s = :place AND because = 'TRAP'
                                         AND spam IS DISTINCT FROM false
                                       LIMIT :most) AS trapped
                """.formatted(column))
                .param("tenant", tenant.value())
                .param("place", place)
                .param("most", MOST_TRAPPED)
                .query(Integer.class)
                .single();
    }

    private int good(TenantId tenant, String column, String place) {
        return db.sql("""
                SELECT count(*)
                  FROM (SELECT %1$s AS place, because, verdict, spam FROM spam_judged
                         WHERE tenant_id = :tenant
                         ORDER BY at DESC, message DESC LIMIT :newest) AS newest
                 WHERE place = :place AND because <> 'TRAP' AND coalesce(NOT spam, verdict = 'INBOX')
                """.formatted(column))
                .param("tenant", tenant.value())
                .param("newest", NEWEST)
                .param("place", place)
                .query(Integer.class)
                .single();
    }

    Optional<Said> said(TenantId tenant, UUID message) {
        return db.sql("""
                SELECT log_odds, log_odds >= bar AS held FROM spam_judged WHERE tenant_id = :tenant AND message = :message
                """)
                .param("tenant", tenant.value())
                .param("message", message)
                .query((row, line) -> new Said(row.getDouble("log_odds"), row.getBoolean("held")))
                .optional();
    }

    void marked(TenantId tenant, UUID message, Optional<Boolean> spam) {
        db.sql("UPDATE spam_judged SET spam = :spam WHERE tenant_id = :tenant AND message = :message")
                .param("spam", spam.orElse(null), java.sql.Types.BOOLEAN)
                .param("tenant", tenant.value())
                .param("message", message)
                .update();
    }

    Optional<Judged> judged(TenantId tenant, UUID message) {
        return db.sql("""
                SELECT message, channel, at, verdict, because, log_odds, bar, reasons, spam FROM spam_judged
                 WHERE tenant_id = :tenant AND message = :message
                """)
                .param("tenant", tenant.value())
                .param("message", message)
                .query((row, line) -> judged(tenant, row))
                .optional();
    }

    List<Judged> page(TenantId tenant, Optional<Verdict> verdict, Cursor from, int rows) {
        var wanted = verdict.map(JudgedRows::wanted).orElse("");
        return db.sql("""
                SELECT message, channel, at, verdict, because, log_odds, bar, reasons, spam FROM spam_judged
                 WHERE tenant_id = :tenant AND (at, message) < (:at, :after) %s
                 ORDER BY at DESC, message DESC
                 LIMIT :rows
                """.formatted(wanted))
                .param("tenant", tenant.value())
                .param("at", Timestamp.from(from.at()))
                .param("after", from.id())
                .param("verdict", verdict.map(Verdict::name).orElse(""))
                .param("rows", rows)
                .query((row, line) -> judged(tenant, row))
                .list();
    }

    /** Most are let in: those are found among all, the others by an index of their own. */
    private static String wanted(Verdict verdict) {
        return "AND verdict = :verdict" + (verdict == Verdict.INBOX ? "" : " AND verdict <> 'INBOX'");
    }

    private Judged judged(TenantId tenant, ResultSet row) throws SQLException {
        var message = row.getObject("message", UUID.class);
        double logOdds = row.getDouble("log_odds");
        return new Judged(
                message,
                row.getString("channel"),
                row.getTimestamp("at").toInstant(),
                Verdict.valueOf(row.getString("verdict")),
                Because.valueOf(row.getString("because")),
                Odds.probability(logOdds),
                logOdds,
                row.getDouble("bar"),
                reasons(tenant, message, row.getBytes("reasons")),
                Optional.ofNullable(row.getObject("spam", Boolean.class)));
    }

    List<Reason> reasons(TenantId tenant, UUID message, byte @Nullable [] cipher) {
        if (cipher == null) return List.of();
        return Ids.from(keys.decrypt(tenant, cipher, context(message)), in -> {
            var reasons = new ArrayList<Reason>();
            int size = in.readUnsignedByte();
            for (int i = 0; i < size; i++) reasons.add(new Reason(in.readUTF(), in.readUTF(), in.readFloat()));
            return List.copyOf(reasons);
        });
    }

    private static byte[] bytes(List<Reason> reasons) {
        return Ids.bytes(out -> {
            out.writeByte(reasons.size());
            for (var reason : reasons) {
                out.writeUTF(reason.place());
                out.writeUTF(reason.word());
                out.writeFloat((float) reason.weight());
            }
        });
    }

    private static String context(UUID message) {
        return "spam-reasons:" + message;
    }

    /** @return how many messages nothing is kept of any more */
    int remove(TenantId tenant, ContactId contact) {
        return db.sql("DELETE FROM spam_judged WHERE tenant_id = :tenant AND contact_id = :contact")
                .param("tenant", tenant.value())
                .param("contact", contact.value())
                .update();
    }

    void removeAll(TenantId tenant) {
        db.sql("DELETE FROM spam_judged WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .update();
    }

    void tidy(TenantId tenant, Instant now) {
        db.sql("DELETE FROM spam_judged WHERE tenant_id = :tenant AND at < :before")
                .param("tenant", tenant.value())
                .param("before", Timestamp.from(now.minus(KEPT)))
                .update();
    }

    /** Keeps what there is to learn from within its bound. */
    void boundPrints(TenantId tenant) {
        dropPrints(tenant, PRINTS_KEPT);
    }

    void dropPrints(TenantId tenant, long bytesKept) {
        db.sql("""
                UPDATE spam_judged SET print = NULL
                 WHERE tenant_id = :tenant AND print IS NOT NULL
                   AND at <= (SELECT max(at)
                                FROM (SELECT at, sum(octet_length(print)) OVER (ORDER BY at DESC) AS bytes
                                        FROM spam_judged
                                       WHERE tenant_id = :tenant AND print IS NOT NULL) AS newest
                               WHERE bytes > :kept)
                """).param("tenant", tenant.value()).param("kept", bytesKept).update();
    }
}
