package org.havendesk.email;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Keys;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How much an account may send in an hour. Counted in rows, so that all nodes agree and no restart forgets. */
@Repository
class MailLimits {
    private static final Duration WINDOW = Duration.ofHours(1);

    private final JdbcClient db;
    private final Keys keys;
    private final OutboxSettings settings;
    private final Clock clock;

    MailLimits(JdbcClient db, Keys keys, OutboxSettings settings, Clock clock) {
        this.db = db;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** A limit that is reached, as the key of a text, and when it is worth trying again. */
    record Full(String key, int limit, Instant until) {}

    /**
     * Takes a mail's place in the limits.
     *
     * @return the limit that is reached; nothing was taken then
     */
    Optional<Full> take(TenantId tenant, UUID mail, SmtpServer server, Collection<String> recipients) {
        oneAtATime(tenant);
        var now = clock.instant();
        var hashes = recipients.stream().map(one -> hash(tenant, one)).toArray(byte[][]::new);
        var full = byRoute(tenant, server, now).or(() -> byRecipient(tenant, hashes, now));
        if (full.isEmpty()) {
            for (var hash : hashes) {
                insert(tenant, mail, hash, server, now);
            }
        }
        return full;
    }

    /** Gives back the place of a mail that no server took. */
    void giveBack(TenantId tenant, UUID mail) {
        db.sql("DELETE FROM mail_sent WHERE tenant_id = :tenant AND mail_id = :mail")
                .param("tenant", tenant.value())
                .param("mail", mail)
                .update();
    }

    /** Forgets what no limit counts any more. */
    void forget(TenantId tenant) {
        db.sql("DELETE FROM mail_sent WHERE tenant_id = :tenant AND at < :before")
                .param("tenant", tenant.value())
                .param("before", Timestamp.from(clock.instant().minus(WINDOW.multipliedBy(2))))
                .update();
    }

    /** Two that count at the same time would both see the last free place. */
    private void oneAtATime(TenantId tenant) {
        db.sql("SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))) taken")
                .param("name", "mail-limits:" + tenant)
                .query(Integer.class)
                .single();
    }

    private Optional<Full> byRoute(TenantId tenant, SmtpServer server, Instant now) {
        var limit = server.isRelay() ? settings.relayPerHour() : settings.serverPerHour();
        return db.sql("""
                SELECT min(at) FROM (
                  SELECT mail_id, min(at) AS at FROM mail_sent
                   WHERE tenant_id = :tenant AND route = :route AND at > :since
                   GROUP BY mail_id
                   ORDER BY 2 DESC
                   LIMIT :limit) last
                HAVING count(*) >= :limit
                """)
                .param("tenant", tenant.value())
                .param("route", server.route())
                .param("since", Timestamp.from(now.minus(WINDOW)))
                .param("limit", limit)
                .query((row, line) -> row.getTimestamp(1).toInstant())
                .optional()
                .map(oldest -> new Full(
                        server.isRelay() ? "waiting.relayLimit" : "waiting.serverLimit", limit, oldest.plus(WINDOW)));
    }

    private Optional<Full> byRecipient(TenantId tenant, byte[][] recipients, Instant now) {
        var limit = settings.recipientPerHour();
        return db.sql("""
                SELECT max(oldest) FROM unnest(:recipients) one (hash)
                 CROSS JOIN LATERAL (
                   SELECT min(at) AS oldest FROM (
                     SELECT at FROM mail_sent
                      WHERE tenant_id = :tenant AND recipient = one.hash AND at > :since
                      ORDER BY at DESC
                      LIMIT :limit) last
                   HAVING count(*) >= :limit) full_one
                HAVING count(*) > 0
                """)
                .param("recipients", recipients)
                .param("tenant", tenant.value())
                .param("since", Timestamp.from(now.minus(WINDOW)))
                .param("limit", limit)
                .query((row, line) -> row.getTimestamp(1).toInstant())
                .optional()
                .map(oldest -> new Full("waiting.recipientLimit", limit, oldest.plus(WINDOW)));
    }

    private void insert(TenantId tenant, UUID mail, byte[] recipient, SmtpServer server, Instant at) {
        db.sql("""
                INSERT INTO mail_sent (tenant_id, mail_id, recipient, route, at)
                VALUES (:tenant, :mail, :recipient, :route, :at)
                    ON CONFLICT (tenant_id, mail_id, recipient) DO UPDATE SET route = excluded.route, at = excluded.at
                """)
                .param("tenant", tenant.value())
                .param("mail", mail)
                .param("recipient", recipient)
                .param("route", server.route())
                .param("at", Timestamp.from(at))
                .update();
    }

    private byte[] hash(TenantId tenant, String recipient) {
        return keys.sign(tenant, "mail-limit", recipient.getBytes(StandardCharsets.UTF_8));
    }
}
