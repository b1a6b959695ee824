package org.havendesk.spam;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.TenantId;
import org.havendesk.spam.LedgerRow.Strength;
import org.havendesk.spam.SpamRows.Lesson;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The log of what agents said about messages. */
@Repository
class MarkRows {
    static final Duration KEPT = Duration.ofDays(365);

    private final JdbcClient db;

    MarkRows(JdbcClient db) {
        this.db = db;
    }

    void add(TenantId tenant, UUID id, Lesson lesson, Taught taught, Instant at) {
        db.sql("""
                INSERT INTO spam_mark (tenant_id, id, message, contact_id, agent_id, spam, strength, outcome, at)
                VALUES (:tenant, :id, :message, :contact, :agent, :spam, :strength, :outcome, :at)
                """)
                .param("tenant", tenant.value())
                .param("id", id)
                .param("message", lesson.message())
                .param("contact", lesson.contact().map(ContactId::value).orElse(null))
                .param("agent", lesson.by().map(AgentId::value).orElse(null))
                .param("spam", lesson.spam())
                .param("strength", lesson.strength().name())
                .param("outcome", taught.name())
                .param("at", Timestamp.from(at))
                .update();
    }

    /** How many lessons of this agent were learned since a moment. */
    int learned(TenantId tenant, AgentId agent, Instant since) {
        return db.sql("""
                SELECT count(*) FROM spam_mark
                 WHERE tenant_id = :tenant AND agent_id = :agent AND at > :since AND outcome = 'LEARNED'
                """)
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .param("since", Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    void undo(TenantId tenant, UUID message, Optional<AgentId> by, Instant at) {
        db.sql("""
                UPDATE spam_mark SET undone_at = :at, undone_by = :by
                 WHERE tenant_id = :tenant AND message = :message AND undone_at IS NULL
                """)
                .param("at", Timestamp.from(at))
                .param("by", by.map(AgentId::value).orElse(null))
                .param("tenant", tenant.value())
                .param("message", message)
                .update();
    }

    Optional<UUID> message(TenantId tenant, UUID mark) {
        return db.sql("SELECT message FROM spam_mark WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", mark)
                .query((row, line) -> row.getObject("message", UUID.class))
                .optional();
    }

    /** Whether the filter rests on this line now. */
    boolean isStanding(TenantId tenant, UUID mark) {
        return db.sql("""
                SELECT undone_at IS NULL AND outcome = 'LEARNED' FROM spam_mark WHERE tenant_id = :tenant AND id = :id
                """)
                .param("tenant", tenant.value())
                .param("id", mark)
                .query(Boolean.class)
                .single();
    }

    List<SpamReports.Mark> page(TenantId tenant, boolean hints, Cursor from, int rows) {
        return db.sql("""
                SELECT id, message, agent_id, spam, strength, outcome, at, undone_at, undone_by,
                       (SELECT channel FROM spam_judged AS judged
                         WHERE judged.tenant_id = :tenant AND judged.message = spam_mark.message) AS channel
                  FROM spam_mark
                 WHERE tenant_id = :tenant AND (at, id) < (:at, :after) AND (:hints OR strength = 'MARK')
                 ORDER BY at DESC, id DESC
                 LIMIT :rows
                """)
                .param("tenant", tenant.value())
                .param("at", Timestamp.from(from.at()))
                .param("after", from.id())
                .param("hints", hints)
                .param("rows", rows)
                .query((row, line) -> new SpamReports.Mark(
                        row.getObject("id", UUID.class),
                        row.getObject("message", UUID.class),
                        Optional.ofNullable(row.getString("channel")),
                        Optional.ofNullable(row.getObject("agent_id", UUID.class))
                                .map(AgentId::new),
                        row.getBoolean("spam"),
                        Strength.valueOf(row.getString("strength")),
                        Taught.valueOf(row.getString("outcome")),
                        row.getTimestamp("at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("undone_at")).map(Timestamp::toInstant),
                        Optional.ofNullable(row.getObject("undone_by", UUID.class))
                                .map(AgentId::new)))
                .list();
    }

    /** @return how many lines went */
    int remove(TenantId tenant, ContactId contact) {
        return db.sql("DELETE FROM spam_mark WHERE tenant_id = :tenant AND contact_id = :contact")
                .param("tenant", tenant.value())
                .param("contact", contact.value())
                .update();
    }

    void removeAll(TenantId tenant) {
        db.sql("DELETE FROM spam_mark WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .update();
    }

    void tidy(TenantId tenant, Instant now) {
        db.sql("DELETE FROM spam_mark WHERE tenant_id = :tenant AND at < :before")
                .param("tenant", tenant.value())
                .param("before", Timestamp.from(now.minus(KEPT)))
                .update();
    }
}
