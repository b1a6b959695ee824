package org.havendesk.email;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Keys;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of mailboxes. Passwords lie there encrypted. */
@Repository
class MailboxRows {
    private static final String COLUMNS = """
            id, kind, host, port, security, username, folder, fetch_all, keep, address, department_id, state, last_error,
            last_fetch_at, coalesce(progress, '') AS progress, round, failures
            """;

    private final JdbcClient db;
    private final Keys keys;

    MailboxRows(JdbcClient db, Keys keys) {
        this.db = db;
        this.keys = keys;
    }

    List<Mailbox> all(TenantId tenant) {
        return db.sql("SELECT " + COLUMNS + " FROM mailbox WHERE tenant_id = :tenant ORDER BY created_at, id LIMIT 200")
                .param("tenant", tenant.value())
                .query(MailboxRows::mailbox)
                .list();
    }

    Optional<Mailbox> find(TenantId tenant, UUID id) {
        return db.sql("SELECT " + COLUMNS + " FROM mailbox WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", id)
                .query(MailboxRows::mailbox)
                .optional();
    }

    Optional<DepartmentId> department(TenantId tenant, UUID mailbox) {
        return db.sql("SELECT department_id FROM mailbox WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", mailbox)
                .query(UUID.class)
                .optional()
                .map(DepartmentId::new);
    }

    String password(TenantId tenant, UUID id) {
        var sealed = db.sql("SELECT password FROM mailbox WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", id)
                .query(byte[].class)
                .single();
        return new String(keys.decrypt(tenant, sealed, context(id)), StandardCharsets.UTF_8);
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the account fetches from there already */
    void insert(TenantId tenant, Mailbox mailbox, String password, Instant at) {
        var settings = mailbox.settings();
        db.sql("""
                INSERT INTO mailbox (tenant_id, id, kind, host, port, security, username, password, folder, fetch_all, keep,
                                     address, department_id, state, created_at)
                VALUES (:tenant, :id, :kind, :host, :port, :security, :username, :password, :folder, :all, :keep,
                        :address, :department, :state, :at)
                """)
                .param("tenant", tenant.value())
                .param("id", mailbox.id())
                .param("kind", settings.kind().wire())
                .param("host", settings.host())
                .param("port", settings.port())
                .param("security", settings.security().wire())
                .param("username", settings.username())
                .param("password", sealed(tenant, mailbox.id(), password))
                .param("folder", settings.folder())
                .param("all", mailbox.all())
                .param("keep", mailbox.keep())
                .param("address", mailbox.address().value())
                .param("department", mailbox.department().value())
                .param("state", mailbox.state().wire())
                .param("at", Timestamp.from(at))
                .update();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the account fetches from there already */
    void update(TenantId tenant, Mailbox mailbox) {
        var settings = mailbox.settings();
        db.sql("""
                UPDATE mailbox
                   SET kind = :kind, host = :host, port = :port, security = :security, username = :username,
                       folder = :folder, fetch_all = :all, keep = :keep, address = :address, department_id = :department,
                       state = :state, progress = :progress, last_error = NULL, failures = 0
                 WHERE tenant_id = :tenant AND id = :id
                """)
                .param("kind", settings.kind().wire())
                .param("host", settings.host())
                .param("port", settings.port())
                .param("security", settings.security().wire())
                .param("username", settings.username())
                .param("folder", settings.folder())
                .param("all", mailbox.all())
                .param("keep", mailbox.keep())
                .param("address", mailbox.address().value())
                .param("department", mailbox.department().value())
                .param("state", mailbox.state().wire())
                .param("progress", mailbox.progress())
                .param("tenant", tenant.value())
                .param("id", mailbox.id())
                .update();
    }

    void password(TenantId tenant, UUID id, String password) {
        db.sql("UPDATE mailbox SET password = :password WHERE tenant_id = :tenant AND id = :id")
                .param("password", sealed(tenant, id, password))
                .param("tenant", tenant.value())
                .param("id", id)
                .update();
    }

    boolean delete(TenantId tenant, UUID id) {
        return db.sql("DELETE FROM mailbox WHERE tenant_id = :tenant AND id = :id")
                        .param("tenant", tenant.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Ends a round and begins the next, for one caller only. @return false when this round is over already */
    boolean nextRound(TenantId tenant, UUID id, long round) {
        return db.sql("""
                        UPDATE mailbox SET round = round + 1
                         WHERE tenant_id = :tenant AND id = :id AND round = :round AND state <> 'paused'
                        """)
                        .param("tenant", tenant.value())
                        .param("id", id)
                        .param("round", round)
                        .update()
                == 1;
    }

    /** @return the new round, whatever the one before was */
    long anyNextRound(TenantId tenant, UUID id) {
        return db.sql("UPDATE mailbox SET round = round + 1 WHERE tenant_id = :tenant AND id = :id RETURNING round")
                .param("tenant", tenant.value())
                .param("id", id)
                .query(Long.class)
                .single();
    }

    void progressed(TenantId tenant, UUID id, long round, String progress) {
        db.sql("UPDATE mailbox SET progress = :progress WHERE tenant_id = :tenant AND id = :id AND round = :round")
                .param("progress", progress)
                .param("tenant", tenant.value())
                .param("id", id)
                .param("round", round)
                .update();
    }

    void fetched(TenantId tenant, UUID id, Instant at) {
        db.sql("""
                UPDATE mailbox SET state = 'active', last_error = NULL, failures = 0, last_fetch_at = :at
                 WHERE tenant_id = :tenant AND id = :id AND state <> 'paused'
                """)
                .param("at", Timestamp.from(at))
                .param("tenant", tenant.value())
                .param("id", id)
                .update();
    }

    void failed(TenantId tenant, UUID id, MailboxTrouble trouble) {
        db.sql("""
                UPDATE mailbox SET state = 'failing', last_error = :error, failures = failures + 1
                 WHERE tenant_id = :tenant AND id = :id AND state <> 'paused'
                """)
                .param("error", trouble.step().wire() + "|" + trouble.key() + "|" + ReadMail.clean(trouble.said()))
                .param("tenant", tenant.value())
                .param("id", id)
                .update();
    }

    Set<String> unseen(TenantId tenant, UUID mailbox, Collection<String> uids) {
        var seen = db.sql("SELECT uid FROM mailbox_seen WHERE tenant_id = :tenant AND mailbox_id = :mailbox")
                .param("tenant", tenant.value())
                .param("mailbox", mailbox)
                .query((row, line) -> java.nio.ByteBuffer.wrap(row.getBytes(1)))
                .set();
        return uids.stream()
                .filter(uid -> !seen.contains(java.nio.ByteBuffer.wrap(Tokens.hash(uid))))
                .collect(Collectors.toSet());
    }

    void seen(TenantId tenant, UUID mailbox, Collection<String> uids) {
        db.sql("""
                INSERT INTO mailbox_seen (tenant_id, mailbox_id, uid)
                SELECT :tenant, :mailbox, uid FROM unnest(CAST(:uids AS bytea[])) AS uid
                    ON CONFLICT DO NOTHING
                """)
                .param("tenant", tenant.value())
                .param("mailbox", mailbox)
                .param("uids", hashes(uids))
                .update();
    }

    /** Forgets mails that lie on the server no more. */
    void seenOnly(TenantId tenant, UUID mailbox, Collection<String> uids) {
        db.sql("""
                DELETE FROM mailbox_seen
                 WHERE tenant_id = :tenant AND mailbox_id = :mailbox AND uid <> ALL (CAST(:uids AS bytea[]))
                """)
                .param("tenant", tenant.value())
                .param("mailbox", mailbox)
                .param("uids", hashes(uids))
                .update();
    }

    void forgetSeen(TenantId tenant, UUID mailbox) {
        db.sql("DELETE FROM mailbox_seen WHERE tenant_id = :tenant AND mailbox_id = :mailbox")
                .param("tenant", tenant.value())
                .param("mailbox", mailbox)
                .update();
    }

    private static byte[][] hashes(Collection<String> uids) {
        return uids.stream().map(Tokens::hash).toArray(byte[][]::new);
    }

    private byte[] sealed(TenantId tenant, UUID id, String password) {
        return keys.encrypt(tenant, password.getBytes(StandardCharsets.UTF_8), context(id));
    }

    private static String context(UUID id) {
        return "mailbox:" + id;
    }

    private static Mailbox mailbox(ResultSet row, int line) throws SQLException {
        var fetched = row.getTimestamp("last_fetch_at");
        return new Mailbox(
                row.getObject("id", UUID.class),
                new MailboxSettings(
                        MailboxSettings.Kind.of(row.getString("kind")).orElseThrow(),
                        row.getString("host"),
                        row.getInt("port"),
                        MailSecurity.of(row.getString("security")).orElseThrow(),
                        row.getString("username"),
                        row.getString("folder")),
                new DepartmentId(row.getObject("department_id", UUID.class)),
                row.getBoolean("fetch_all"),
                row.getBoolean("keep"),
                new EmailAddress(row.getString("address")),
                Mailbox.State.of(row.getString("state")),
                Optional.ofNullable(row.getString("last_error")).map(MailboxRows::trouble),
                Optional.ofNullable(fetched).map(Timestamp::toInstant),
                row.getString("progress"),
                row.getLong("round"),
                row.getInt("failures"));
    }

    private static MailboxTrouble trouble(String text) {
        var parts = text.split("\\|", 3);
        return new MailboxTrouble(
                MailboxTrouble.Step.valueOf(parts[0].toUpperCase(java.util.Locale.ROOT)), parts[1], parts[2]);
    }
}
