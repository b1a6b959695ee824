package org.havendesk.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.havendesk.platform.Keys;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The row that says where an account's chain ends. It is signed, so that who can write the database, and has not the key,
 * can make no other one; they can put an older one back, which only an anchor that was kept elsewhere gives away.
 */
@Component
class AuditHead {
    private static final String PURPOSE = "audit-head";

    private final JdbcClient db;
    private final Keys keys;

    AuditHead(JdbcClient db, Keys keys) {
        this.db = db;
        this.keys = keys;
    }

    /**
     * What the row says.
     *
     * @param since the newest entry when it was first written
     * @param signed whether it was written by us
     */
    record Row(AuditAnchor anchor, long since, Instant at, boolean signed) {}

    Optional<Row> of(TenantId tenant) {
        return read(tenant, "");
    }

    /** Until the transaction ends, nobody else reads it so or writes it. */
    Optional<Row> locked(TenantId tenant) {
        return read(tenant, " FOR UPDATE");
    }

    /** The time is signed as the database keeps it, in whole microseconds. */
    void write(TenantId tenant, AuditAnchor anchor, long since, Instant now) {
        var at = now.truncatedTo(ChronoUnit.MICROS);
        db.sql("""
                INSERT INTO audit_head (tenant_id, number, hash, since, at, mac)
                VALUES (:tenant, :number, :hash, :since, :at, :mac)
                    ON CONFLICT (tenant_id)
                    DO UPDATE SET number = excluded.number, hash = excluded.hash, at = excluded.at, mac = excluded.mac,
                                  since = excluded.since
                """)
                .param("tenant", tenant.value())
                .param("number", anchor.number())
                .param("hash", anchor.hash())
                .param("since", since)
                .param("at", Timestamp.from(at))
                .param("mac", mac(tenant, anchor, since, at))
                .update();
    }

    private Optional<Row> read(TenantId tenant, String lock) {
        return db.sql("SELECT number, hash, since, at, mac FROM audit_head WHERE tenant_id = :tenant" + lock)
                .param("tenant", tenant.value())
                .query((row, line) -> row(tenant, row))
                .optional();
    }

    private Row row(TenantId tenant, ResultSet row) throws SQLException {
        var anchor = new AuditAnchor(row.getLong("number"), row.getBytes("hash"));
        var since = row.getLong("since");
        var at = row.getTimestamp("at").toInstant();
        return new Row(anchor, since, at, MessageDigest.isEqual(mac(tenant, anchor, since, at), row.getBytes("mac")));
    }

    private byte[] mac(TenantId tenant, AuditAnchor anchor, long since, Instant at) {
        var message = ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES + anchor.hash().length)
                .putLong(anchor.number())
                .putLong(since)
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .put(anchor.hash());
        return keys.sign(tenant, PURPOSE, message.array());
    }
}
