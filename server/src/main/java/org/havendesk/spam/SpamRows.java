package org.havendesk.spam;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.Keys;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger and the stored model of each account. */
@Component
class SpamRows {
    private static final String MODEL_CONTEXT = "spam-model";

    private final JdbcClient db;
    private final Keys keys;

    SpamRows(JdbcClient db, Keys keys) {
        this.db = db;
        this.keys = keys;
    }

    /** Where an account's ledger stands. An account that never taught anything stands at 0. */
    record Standing(double hamLoss, long numbered, long generation, long storedNumber) {
        static final Standing NONE = new Standing(SpamModel.HAM_LOSS, 0, 0, 0);
    }

    /** A row with its place in the ledger. */
    record Numbered(long number, LedgerRow row) {}

    Standing standing(TenantId tenant) {
        return db.sql("""
                SELECT ham_loss, numbered, generation, stored_number FROM spam_model WHERE tenant_id = :tenant
                """)
                .param("tenant", tenant.value())
                .query((row, line) -> new Standing(
                        row.getDouble("ham_loss"),
                        row.getLong("numbered"),
                        row.getLong("generation"),
                        row.getLong("stored_number")))
                .optional()
                .orElse(Standing.NONE);
    }

    /** The next number of the ledger; nobody else gets one before this transaction ends. */
    long nextNumber(TenantId tenant) {
        return db.sql("""
                INSERT INTO spam_model (tenant_id, numbered) VALUES (:tenant, 1)
                ON CONFLICT (tenant_id) DO UPDATE SET numbered = spam_model.numbered + 1
                RETURNING numbered
                """).param("tenant", tenant.value()).query(Long.class).single();
    }

    void add(TenantId tenant, long number, Lesson lesson, Fingerprint print, Instant at) {
        db.sql("""
                INSERT INTO spam_ledger (tenant_id, number, message, contact_id, agent_id, spam, strength, at, print)
                VALUES (:tenant, :number, :message, :contact, :agent, :spam, :strength, :at, :print)
                """)
                .param("tenant", tenant.value())
                .param("number", number)
                .param("message", lesson.message())
                .param("contact", lesson.contact().map(ContactId::value).orElse(null))
                .param("agent", lesson.by().map(AgentId::value).orElse(null))
                .param("spam", lesson.spam())
                .param("strength", lesson.strength().name())
                .param("at", Timestamp.from(at))
                .param("print", keys.encrypt(tenant, print.toBytes(), printContext(lesson.message())))
                .update();
    }

    /** The rows after a number, in order. */
    List<Numbered> after(TenantId tenant, long number) {
        return between(tenant, number, Long.MAX_VALUE);
    }

    /** The rows with numbers above the first and up to the second, in order. */
    List<Numbered> between(TenantId tenant, long above, long upTo) {
        return db.sql("""
                SELECT number, message, contact_id, spam, strength, at, print
                  FROM spam_ledger
                 WHERE tenant_id = :tenant AND number > :above AND number <= :upTo
                 ORDER BY number
                """)
                .param("tenant", tenant.value())
                .param("above", above)
                .param("upTo", upTo)
                .query((row, line) -> numbered(tenant, row))
                .list();
    }

    private Numbered numbered(TenantId tenant, ResultSet row) throws SQLException {
        var message = row.getString("message");
        var contact = Optional.ofNullable(row.getObject("contact_id", UUID.class));
        var print = keys.decrypt(tenant, row.getBytes("print"), printContext(message));
        return new Numbered(
                row.getLong("number"),
                new LedgerRow(
                        message,
                        contact.map(UUID::toString).orElse(""),
                        row.getBoolean("spam"),
                        LedgerRow.Strength.valueOf(row.getString("strength")),
                        row.getTimestamp("at").toInstant(),
                        Fingerprint.fromBytes(print)));
    }

    int removeMessage(TenantId tenant, String message) {
        return removed(
                tenant,
                db.sql("DELETE FROM spam_ledger WHERE tenant_id = :tenant AND message = :message RETURNING number")
                        .param("tenant", tenant.value())
                        .param("message", message)
                        .query((row, line) -> row.getLong("number"))
                        .list());
    }

    int removeContact(TenantId tenant, ContactId contact) {
        return removed(
                tenant,
                db.sql("DELETE FROM spam_ledger WHERE tenant_id = :tenant AND contact_id = :contact RETURNING number")
                        .param("tenant", tenant.value())
                        .param("contact", contact.value())
                        .query((row, line) -> row.getLong("number"))
                        .list());
    }

    /** Takes out the oldest rows but for the newest so many. */
    int removeAllBut(TenantId tenant, int newest) {
        return removed(
                tenant,
                db.sql("""
                DELETE FROM spam_ledger
                 WHERE tenant_id = :tenant
                   AND number <= (SELECT number FROM spam_ledger
                                   WHERE tenant_id = :tenant
                                   ORDER BY number DESC
                                  OFFSET :newest LIMIT 1)
                RETURNING number
                """)
                        .param("tenant", tenant.value())
                        .param("newest", newest)
                        .query((row, line) -> row.getLong("number"))
                        .list());
    }

    int count(TenantId tenant) {
        return db.sql("SELECT count(*) FROM spam_ledger WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query(Integer.class)
                .single();
    }

    /** A stored model that has learned a removed row is worth nothing any more. */
    private int removed(TenantId tenant, List<Long> numbers) {
        if (numbers.isEmpty()) return 0;
        long first = numbers.stream().mapToLong(Long::longValue).min().orElseThrow();
        db.sql("""
                UPDATE spam_model
                   SET generation = generation + 1,
                       stored = CASE WHEN stored_number >= :first THEN NULL ELSE stored END,
                       stored_number = CASE WHEN stored_number >= :first THEN 0 ELSE stored_number END
                 WHERE tenant_id = :tenant
                """).param("tenant", tenant.value()).param("first", first).update();
        return numbers.size();
    }

    Optional<byte[]> stored(TenantId tenant) {
        return db.sql("SELECT stored FROM spam_model WHERE tenant_id = :tenant AND stored IS NOT NULL")
                .param("tenant", tenant.value())
                .query(byte[].class)
                .optional()
                .map(cipher -> keys.decrypt(tenant, cipher, MODEL_CONTEXT));
    }

    /**
     * Stores a model, unless rows were taken out since, another node has stored a newer one, or somebody is teaching just
     * now: perhaps the very transaction that asks for a judgement in between, which would wait for itself.
     */
    void store(TenantId tenant, byte[] model, long number, long generation) {
        db.sql("""
                UPDATE spam_model SET stored = :model, stored_number = :number
                 WHERE tenant_id IN (SELECT tenant_id FROM spam_model
                                      WHERE tenant_id = :tenant AND generation = :generation AND stored_number < :number
                                        FOR UPDATE SKIP LOCKED)
                """)
                .param("model", keys.encrypt(tenant, model, MODEL_CONTEXT))
                .param("number", number)
                .param("tenant", tenant.value())
                .param("generation", generation)
                .update();
    }

    void hamLoss(TenantId tenant, double share) {
        db.sql("""
                INSERT INTO spam_model (tenant_id, ham_loss) VALUES (:tenant, :share)
                ON CONFLICT (tenant_id) DO UPDATE SET ham_loss = :share, generation = spam_model.generation + 1
                """).param("tenant", tenant.value()).param("share", share).update();
    }

    private static String printContext(String message) {
        return "spam-print:" + message;
    }
}
