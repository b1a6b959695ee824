package org.havendesk.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Keys;
import org.havendesk.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links the entries of an account: each gets the next number and a keyed hash over itself and the hash before. Whoever
 * changes, removes or inserts an entry in the database without the key breaks the chain. Entries are linked a moment
 * after they were written, so that writers never wait for each other.
 */
@Service
@Transactional
public class AuditChain {
    static final int AT_A_TIME = 500;
    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final byte[] BEGINNING = new byte[32];

    private final JdbcClient db;
    private final Keys keys;
    private final Clock clock;

    AuditChain(JdbcClient db, Keys keys, Clock clock) {
        this.db = db;
        this.keys = keys;
        this.clock = clock;
    }

    private record Link(
            UUID id,
            Instant at,
            String actorType,
            @Nullable UUID actor,
            String action,
            String objectType,
            @Nullable UUID object,
            String detail,
            long number,
            byte @Nullable [] hash) {}

    /** Links what was written half a minute ago and more. @return how many, at most 500 at a time */
    public int seal(TenantId tenant) {
        var last = last(tenant);
        var beginning = beginning(tenant);
        var number = last.map(Link::number).orElse(beginning.number());
        byte[] previous = last.flatMap(link -> Optional.ofNullable(link.hash())).orElse(beginning.hash());
        var open = open(tenant);
        for (var link : open) {
            previous = hash(tenant, previous, ++number, link);
            db.sql("UPDATE audit_entry SET number = :number, hash = :hash WHERE tenant_id = :tenant AND id = :id")
                    .param("number", number)
                    .param("hash", previous)
                    .param("tenant", tenant.value())
                    .param("id", link.id())
                    .update();
        }
        return open.size();
    }

    /**
     * What a check found.
     *
     * @param entries that are linked and right
     * @param firstBroken the number of the first entry that is not as it was written, or is missing
     */
    public record Checked(long entries, Optional<Long> firstBroken) {}

    /**
     * Removes the oldest entries of before a time, as far as they are linked.
     *
     * @return how many, at most 500 at a time
     */
    public int forget(TenantId tenant, Instant before) {
        return db.sql("SELECT audit_forget(:before, :most) WHERE current_tenant() = :tenant")
                .param("before", java.sql.Timestamp.from(before))
                .param("most", AT_A_TIME)
                .param("tenant", tenant.value())
                .query(Integer.class)
                .single();
    }

    /** @return the number of the first entry that is not as it was written, or is missing; empty when all are right */
    @Transactional(readOnly = true)
    public Optional<Long> firstBroken(TenantId tenant) {
        return verify(tenant).firstBroken();
    }

    /** Goes through the whole chain, from where it begins. */
    @Transactional(readOnly = true)
    public Checked verify(TenantId tenant) {
        var beginning = beginning(tenant);
        byte[] previous = beginning.hash();
        long expected = beginning.number() + 1;
        long right = 0;
        for (var some = sealedFrom(tenant, expected); !some.isEmpty(); some = sealedFrom(tenant, expected)) {
            for (var link : some) {
                var hash = hash(tenant, previous, expected, link);
                if (link.number() != expected || !Arrays.equals(hash, link.hash())) {
                    return new Checked(right, Optional.of(expected));
                }
                previous = hash;
                expected++;
                right++;
            }
        }
        return new Checked(right, Optional.empty());
    }

    /** Where the chain begins: at nothing, or at the last of the entries that were removed after their time. */
    private record Beginning(long number, byte[] hash) {}

    private Beginning beginning(TenantId tenant) {
        return db.sql("SELECT number, hash FROM audit_beginning WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query((row, line) -> new Beginning(row.getLong(1), row.getBytes(2)))
                .optional()
                .orElse(new Beginning(0, BEGINNING));
    }

    private byte[] hash(TenantId tenant, byte[] previous, long number, Link link) {
        var content = String.join(
                        "\u001f",
                        link.id().toString(),
                        link.at().toString(),
                        link.actorType(),
                        String.valueOf(link.actor()),
                        link.action(),
                        link.objectType(),
                        String.valueOf(link.object()),
                        link.detail())
                .getBytes(StandardCharsets.UTF_8);
        var message = ByteBuffer.allocate(previous.length + 8 + content.length)
                .put(previous)
                .putLong(number)
                .put(content);
        return keys.sign(tenant, "audit", message.array());
    }

    private Optional<Link> last(TenantId tenant) {
        return db.sql(
                        "SELECT * FROM audit_entry WHERE tenant_id = :tenant AND number IS NOT NULL ORDER BY number DESC LIMIT 1")
                .param("tenant", tenant.value())
                .query(AuditChain::link)
                .optional();
    }

    private List<Link> open(TenantId tenant) {
        return db.sql("""
                SELECT * FROM audit_entry
                 WHERE tenant_id = :tenant AND number IS NULL AND at < :settled
                 ORDER BY at, id
                 LIMIT :most
                """)
                .param("tenant", tenant.value())
                .param("settled", java.sql.Timestamp.from(clock.instant().minus(SETTLED)))
                .param("most", AT_A_TIME)
                .query(AuditChain::link)
                .list();
    }

    private List<Link> sealedFrom(TenantId tenant, long number) {
        return db.sql("""
                SELECT * FROM audit_entry
                 WHERE tenant_id = :tenant AND number >= :number
                 ORDER BY number
                 LIMIT :most
                """)
                .param("tenant", tenant.value())
                .param("number", number)
                .param("most", AT_A_TIME)
                .query(AuditChain::link)
                .list();
    }

    private static Link link(ResultSet row, int line) throws SQLException {
        return new Link(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getString("actor_type"),
                row.getObject("actor_id", UUID.class),
                row.getString("action"),
                row.getString("object_type"),
                row.getObject("object_id", UUID.class),
                row.getString("detail"),
                row.getLong("number"),
                row.getBytes("hash"));
    }
}
