package org.havendesk.email;

import java.net.InetAddress;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.files.FileId;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.Ids;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of mails as they came. */
@Repository
class InboundRows {
    private final JdbcClient db;
    private final Writes writes;

    InboundRows(JdbcClient db, Writes writes) {
        this.db = db;
        this.writes = writes;
    }

    /** Stores a mail that is to be handled. */
    void insert(TenantId tenant, UUID id, Arrived mail, FileId file, Instant at) {
        writes.sql("""
                INSERT INTO inbound_mail (tenant_id, id, received_at, origin, sender, recipients, handed_by, helo, size, file_id,
                                          state)
                VALUES (:tenant, :id, :at, :origin, :sender, :recipients, CAST(:from AS inet), :helo, :size, :file,
                        'received')
                """)
                .params(arrived(tenant, id, mail, file, at))
                .param("sender", mail.sender())
                .later();
    }

    /**
     * Stores a mail as one that this transaction handles.
     *
     * The transaction fails with a {@link DuplicateKeyException} when it was stored before.
     */
    void insertHandled(TenantId tenant, UUID id, Arrived mail, FileId file, Read read, Instant at) {
        writes.sql("""
                INSERT INTO inbound_mail (tenant_id, id, received_at, origin, sender, recipients, handed_by, helo, size, file_id,
                                          state, subject, contact_id, message_hash, content_hash, handled_at)
                VALUES (:tenant, :id, :at, :origin, :sender, :recipients, CAST(:from AS inet), :helo, :size, :file,
                        'done', :subject, :contact, :message, :content, :at)
                """)
                .params(arrived(tenant, id, mail, file, at))
                .param("sender", read.author().isEmpty() ? mail.sender() : read.author())
                .param("subject", read.subject())
                .param("contact", read.contactOrNull())
                .param("message", read.messageHash())
                .param("content", read.contentHash())
                .later();
    }

    private static Map<String, @Nullable Object> arrived(
            TenantId tenant, UUID id, Arrived mail, FileId file, Instant at) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("tenant", tenant.value());
        values.put("id", id);
        values.put("at", Timestamp.from(at));
        values.put("origin", mail.origin());
        values.put("recipients", mail.recipients().toArray(String[]::new));
        values.put("from", mail.from().map(InetAddress::getHostAddress).orElse(null));
        values.put("helo", mail.helo());
        values.put("size", mail.raw().length);
        values.put("file", file.value());
        return values;
    }

    /** A stored mail. */
    record Stored(
            UUID id,
            InboundState state,
            String origin,
            String sender,
            List<String> recipients,
            Optional<InetAddress> from,
            String helo,
            Optional<FileId> file,
            Instant receivedAt,
            String subject,
            long size,
            Optional<InboundReason> reason) {}

    Optional<Stored> find(TenantId tenant, UUID id) {
        return db.sql("""
                SELECT id, state, origin, sender, recipients, host(handed_by) AS handed_by, helo, file_id, received_at, subject, size,
                       reason
                  FROM inbound_mail
                 WHERE tenant_id = :tenant AND id = :id
                """)
                .param("tenant", tenant.value())
                .param("id", id)
                .query(InboundRows::stored)
                .optional();
    }

    List<Stored> in(TenantId tenant, InboundState state, Cursor before, int limit) {
        return db.sql("""
                SELECT id, state, origin, sender, recipients, host(handed_by) AS handed_by, helo, file_id, received_at, subject, size,
                       reason
                  FROM inbound_mail
                 WHERE tenant_id = :tenant AND state = :state AND state <> 'done' AND (received_at, id) < (:at, :id)
                 ORDER BY received_at DESC, id DESC
                 LIMIT :limit
                """)
                .param("tenant", tenant.value())
                .param("state", state.wire())
                .param("at", Timestamp.from(before.at()))
                .param("id", before.id())
                .param("limit", limit)
                .query(InboundRows::stored)
                .list();
    }

    /** Where mails stand that were stored before an instant and that nobody has handled, the oldest first. */
    List<Cursor> unhandled(TenantId tenant, Cursor after, Instant before, int limit) {
        return db.sql("""
                SELECT received_at, id FROM inbound_mail
                 WHERE tenant_id = :tenant AND state = 'received' AND received_at < :before
                   AND (received_at, id) > (:at, :id)
                 ORDER BY received_at, id
                 LIMIT :limit
                """)
                .param("tenant", tenant.value())
                .param("before", Timestamp.from(before))
                .param("at", Timestamp.from(after.at()))
                .param("id", after.id())
                .param("limit", limit)
                .query((row, line) -> new Cursor(row.getTimestamp(1).toInstant(), row.getObject(2, UUID.class)))
                .list();
    }

    /**
     * What is known of a mail once it was read.
     *
     * @param author empty where none is known
     * @param messageHash of its Message-ID
     * @param contentHash of what two copies of one mail have in common
     */
    record Read(
            String author,
            String subject,
            @Nullable ContactId contact,
            byte @Nullable [] messageHash,
            byte @Nullable [] contentHash) {
        static final Read NOTHING = new Read("", "", null, null, null);

        @Nullable
        UUID contactOrNull() {
            return contact == null ? null : contact.value();
        }
    }

    /**
     * Takes a mail that nobody has handled yet, for this transaction: whoever comes second waits and finds it taken. The
     * state is asked for in words that no index understands, as the one of open mails is full of those just handled.
     *
     * @return false when it was handled before
     */
    boolean take(TenantId tenant, UUID id, Read read, Instant at) {
        return db.sql("""
                        UPDATE inbound_mail
                           SET state = 'done', reason = NULL, subject = :subject,
                               sender = CASE WHEN :author = '' THEN sender ELSE :author END, contact_id = :contact,
                               message_hash = :message, content_hash = :content, handled_at = :at
                         WHERE tenant_id = :tenant AND id = :id AND state IS NOT DISTINCT FROM 'received'
                        """)
                        .param("subject", read.subject())
                        .param("author", read.author())
                        .param("contact", read.contactOrNull())
                        .param("message", read.messageHash())
                        .param("content", read.contentHash())
                        .param("at", Timestamp.from(at))
                        .param("tenant", tenant.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** The taken mail became no message, and why. */
    void end(TenantId tenant, UUID id, InboundState state, InboundReason reason) {
        db.sql("UPDATE inbound_mail SET state = :state, reason = :reason WHERE tenant_id = :tenant AND id = :id")
                .param("state", state.wire())
                .param("reason", reason.wire())
                .param("tenant", tenant.value())
                .param("id", id)
                .update();
    }

    /** Whether another copy of the same mail has come, or only another mail under the same Message-ID. */
    boolean hasCopy(TenantId tenant, UUID id, byte[] messageHash, byte[] contentHash) {
        return db.sql("""
                SELECT EXISTS (SELECT 1 FROM inbound_mail
                                WHERE tenant_id = :tenant AND message_hash = :message AND content_hash = :content
                                  AND state = 'done' AND id <> :id)
                """)
                .param("tenant", tenant.value())
                .param("message", messageHash)
                .param("content", contentHash)
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    boolean hasOthers(TenantId tenant, UUID id, byte[] messageHash) {
        return db.sql("""
                SELECT EXISTS (SELECT 1 FROM inbound_mail
                                WHERE tenant_id = :tenant AND message_hash = :message AND state = 'done' AND id <> :id)
                """)
                .param("tenant", tenant.value())
                .param("message", messageHash)
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** @return how often handling was begun by the job, this time included */
    int begin(TenantId tenant, UUID id) {
        return db.sql("""
                UPDATE inbound_mail SET attempts = attempts + 1
                 WHERE tenant_id = :tenant AND id = :id AND state = 'received'
                RETURNING attempts
                """)
                .param("tenant", tenant.value())
                .param("id", id)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** @return false when it is not in quarantine */
    boolean retry(TenantId tenant, UUID id) {
        return db.sql("""
                        UPDATE inbound_mail SET state = 'received', attempts = 0, handled_at = NULL
                         WHERE tenant_id = :tenant AND id = :id AND state = 'quarantined'
                        """).param("tenant", tenant.value()).param("id", id).update() == 1;
    }

    /**
     * Removes a mail that is not waiting to be handled.
     *
     * @return its file
     */
    Optional<FileId> remove(TenantId tenant, UUID id) {
        return db.sql("""
                DELETE FROM inbound_mail
                 WHERE tenant_id = :tenant AND id = :id AND state <> 'received'
                RETURNING file_id
                """)
                .param("tenant", tenant.value())
                .param("id", id)
                .query((row, line) -> new FileId(row.getObject(1, UUID.class)))
                .optional();
    }

    /** Mails handled before an instant, the oldest first. What lies in quarantine waits for a person. */
    List<UUID> handledBefore(TenantId tenant, Instant before, int limit) {
        return db.sql("""
                SELECT id FROM inbound_mail
                 WHERE tenant_id = :tenant AND id < :next AND handled_at < :before AND state IN ('done', 'dropped')
                 ORDER BY id
                 LIMIT :limit
                """)
                .param("tenant", tenant.value())
                .param("next", Ids.firstOf(before))
                .param("before", Timestamp.from(before))
                .param("limit", limit)
                .query((row, line) -> row.getObject(1, UUID.class))
                .list();
    }

    private static Stored stored(ResultSet row, int line) throws SQLException {
        return new Stored(
                row.getObject("id", UUID.class),
                InboundState.of(row.getString("state")),
                row.getString("origin"),
                row.getString("sender"),
                texts(row.getArray("recipients")),
                Optional.ofNullable(row.getString("handed_by")).map(InetAddress::ofLiteral),
                row.getString("helo"),
                Optional.ofNullable(row.getObject("file_id", UUID.class)).map(FileId::new),
                row.getTimestamp("received_at").toInstant(),
                row.getString("subject"),
                row.getLong("size"),
                Optional.ofNullable(row.getString("reason")).map(InboundReason::of));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
