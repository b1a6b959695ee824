package org.havendesk.email;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.TenantId;
import org.havendesk.tickets.MessageId;
import org.havendesk.tickets.TicketId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the outbox. */
@Repository
class OutboxRows {
    private static final String COLUMNS = """
            tenant_id, id, purpose, message_id, ticket_id, department_id, recipients, subject, html, text, headers,
            external_id, sender_name, files, state, attempts, next_attempt_at, last_error, created_at, sent_at, claimed_at,
            accepted
            """;

    private final JdbcClient db;
    private final OutboxJson json;

    OutboxRows(JdbcClient db, OutboxJson json) {
        this.db = db;
        this.json = json;
    }

    void insert(OutboxRow mail) {
        db.sql("""
                INSERT INTO outbox (tenant_id, id, purpose, message_id, ticket_id, department_id, recipients, subject, html,
                                    text, headers, external_id, sender_name, files, state, next_attempt_at, created_at)
                VALUES (:tenant, :id, :purpose, :message, :ticket, :department, CAST(:recipients AS jsonb), :subject, :html,
                        :text, CAST(:headers AS jsonb), :external, :sender, CAST(:files AS jsonb), :state, :next, :created)
                """)
                .param("tenant", mail.tenant().value())
                .param("id", mail.id())
                .param("purpose", mail.purpose().wire())
                .param("message", mail.message().map(MessageId::value).orElse(null))
                .param("ticket", mail.ticket().map(TicketId::value).orElse(null))
                .param("department", mail.department().map(DepartmentId::value).orElse(null))
                .param("recipients", json.write(mail.recipients()))
                .param("subject", mail.subject())
                .param("html", mail.html())
                .param("text", mail.text())
                .param("headers", json.write(mail.headers()))
                .param("external", mail.externalId())
                .param("sender", mail.senderName())
                .param("files", json.write(mail.files()))
                .param("state", mail.state().wire())
                .param("next", Timestamp.from(mail.nextAttemptAt()))
                .param("created", Timestamp.from(mail.createdAt()))
                .update();
    }

    Optional<OutboxRow> find(TenantId tenant, UUID id) {
        return db.sql("SELECT " + COLUMNS + " FROM outbox WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /** Holds the mail until the transaction ends, after whoever holds it now; empty when it is gone. */
    Optional<OutboxRow> await(TenantId tenant, UUID id) {
        return db.sql("SELECT " + COLUMNS + " FROM outbox WHERE tenant_id = :tenant AND id = :id FOR UPDATE")
                .param("tenant", tenant.value())
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /** The mail of a ticket's message. */
    Optional<UUID> ofMessage(TenantId tenant, MessageId message) {
        return db.sql("""
                SELECT id FROM outbox
                 WHERE tenant_id = :tenant AND message_id = :message
                 ORDER BY created_at DESC
                 LIMIT 1
                """)
                .param("tenant", tenant.value())
                .param("message", message.value())
                .query(UUID.class)
                .optional();
    }

    List<OutboxRow> page(TenantId tenant, Optional<OutboxState> state, Cursor from, int rows) {
        return db.sql("SELECT " + COLUMNS + """
                  FROM outbox
                 WHERE tenant_id = :tenant
                   AND state = ANY (:states)
                   AND (created_at, id) < (:at, :id)
                 ORDER BY created_at DESC, id DESC
                 LIMIT :rows
                """)
                .param("tenant", tenant.value())
                .param("states", states(state))
                .param("at", Timestamp.from(from.at()))
                .param("id", from.id())
                .param("rows", rows)
                .query(this::row)
                .list();
    }

    void claim(OutboxRow mail, Instant at) {
        db.sql("""
                UPDATE outbox SET state = 'sending', claimed_at = :at, attempts = attempts + 1
                 WHERE tenant_id = :tenant AND id = :id
                """)
                .param("at", Timestamp.from(at))
                .param("tenant", mail.tenant().value())
                .param("id", mail.id())
                .update();
    }

    /** It waits until a time, for a reason. */
    void waiting(OutboxRow mail, int attempts, Instant until, @Nullable String reason, Collection<String> accepted) {
        moved(mail, OutboxState.WAITING, attempts, until, reason, accepted, null);
    }

    void sent(OutboxRow mail, Collection<String> accepted, Instant at) {
        moved(mail, OutboxState.SENT, mail.attempts(), at, null, accepted, at);
    }

    void failed(OutboxRow mail, int attempts, String reason, Collection<String> accepted, Instant at) {
        moved(mail, OutboxState.FAILED, attempts, at, reason, accepted, null);
    }

    private void moved(
            OutboxRow mail,
            OutboxState state,
            int attempts,
            Instant next,
            @Nullable String error,
            Collection<String> accepted,
            @Nullable Instant sentAt) {
        db.sql("""
                UPDATE outbox
                   SET state = :state, attempts = :attempts, next_attempt_at = :next, last_error = :error,
                       accepted = :accepted, sent_at = :sent, claimed_at = NULL
                 WHERE tenant_id = :tenant AND id = :id
                """)
                .param("state", state.wire())
                .param("attempts", attempts)
                .param("next", Timestamp.from(next))
                .param("error", error)
                .param("accepted", accepted.toArray(String[]::new))
                .param("sent", sentAt == null ? null : Timestamp.from(sentAt))
                .param("tenant", mail.tenant().value())
                .param("id", mail.id())
                .update();
    }

    void delete(TenantId tenant, UUID id) {
        db.sql("DELETE FROM outbox WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", id)
                .update();
    }

    /** @return how many, at most 1,000 at a time */
    int deleteSent(TenantId tenant, Instant before) {
        return db.sql("""
                DELETE FROM outbox
                 WHERE tenant_id = :tenant
                   AND id IN (SELECT id FROM outbox
                               WHERE tenant_id = :tenant AND state = 'sent' AND sent_at < :before
                               LIMIT 1000)
                """)
                .param("tenant", tenant.value())
                .param("before", Timestamp.from(before))
                .update();
    }

    /** Mails that should have left some time ago, the oldest first. */
    List<UUID> overdue(TenantId tenant, Instant since, int limit) {
        return db.sql("""
                SELECT id FROM outbox
                 WHERE tenant_id = :tenant AND state IN ('waiting', 'sending')
                   AND greatest(next_attempt_at, claimed_at) < :since
                 ORDER BY created_at, id
                 LIMIT :limit
                """)
                .param("tenant", tenant.value())
                .param("since", Timestamp.from(since))
                .param("limit", limit)
                .query((row, line) -> row.getObject(1, UUID.class))
                .list();
    }

    /** What waits may go at once. */
    List<UUID> due(TenantId tenant, Instant at) {
        return db.sql("""
                UPDATE outbox SET next_attempt_at = :at
                 WHERE tenant_id = :tenant AND state = 'waiting'
                RETURNING id
                """)
                .param("at", Timestamp.from(at))
                .param("tenant", tenant.value())
                .query((row, line) -> row.getObject(1, UUID.class))
                .list();
    }

    private static String[] states(Optional<OutboxState> state) {
        return state.map(List::of).orElseGet(() -> Arrays.asList(OutboxState.values())).stream()
                .map(OutboxState::wire)
                .toArray(String[]::new);
    }

    private OutboxRow row(ResultSet row, int line) throws SQLException {
        return new OutboxRow(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                row.getObject("id", UUID.class),
                OutboxRow.Purpose.of(row.getString("purpose")),
                Optional.ofNullable(row.getObject("message_id", UUID.class)).map(MessageId::new),
                Optional.ofNullable(row.getObject("ticket_id", UUID.class)).map(TicketId::new),
                Optional.ofNullable(row.getObject("department_id", UUID.class)).map(DepartmentId::new),
                json.recipients(row.getString("recipients")),
                row.getString("subject"),
                row.getString("html"),
                row.getString("text"),
                json.headers(row.getString("headers")),
                row.getString("external_id"),
                row.getString("sender_name"),
                json.files(row.getString("files")),
                OutboxState.of(row.getString("state")).orElseThrow(),
                row.getInt("attempts"),
                row.getTimestamp("next_attempt_at").toInstant(),
                Optional.ofNullable(row.getString("last_error")),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("sent_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("claimed_at")).map(Timestamp::toInstant),
                strings(row, "accepted"));
    }

    private static Set<String> strings(ResultSet row, String column) throws SQLException {
        return new TreeSet<>(List.of((String[]) row.getArray(column).getArray()));
    }
}
