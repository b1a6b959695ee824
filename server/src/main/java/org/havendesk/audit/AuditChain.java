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
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links the entries of an account: each gets the next number and a keyed hash over itself and the hash before. Whoever
 * changes, removes or inserts an entry in the database without the key breaks the chain, and {@link AuditHead} says where
 * it ends. Entries are linked a moment after they were written, so that writers never wait for each other.
 */
@Service
@Transactional
public class AuditChain {
    static final int AT_A_TIME = 500;
    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final byte[] BEGINNING = new byte[32];

    private final JdbcClient db;
    private final Keys keys;
    private final AuditHead heads;
    private final Clock clock;

    AuditChain(JdbcClient db, Keys keys, AuditHead heads, Clock clock) {
        this.db = db;
        this.keys = keys;
        this.heads = heads;
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

    /**
     * Links what was written half a minute ago and more, and writes down where the chain ends now. Goes on from where it
     * ended by what was written down: an entry that is gone since then leaves a gap, and what was written down by somebody
     * else stays as it is, so that {@link #verify} shows it.
     *
     * @return how many, at most 500 at a time
     */
    public int seal(TenantId tenant) {
        var head = heads.locked(tenant);
        var end = end(tenant);
        boolean ours =
                head.isEmpty() || (head.get().signed() && head.get().anchor().number() >= end.number());
        var from = ours ? head.map(AuditHead.Row::anchor).orElse(end) : end;
        var open = open(tenant);
        var to = link(tenant, from, open);
        if (ours && (head.isEmpty() || !open.isEmpty())) {
            heads.write(tenant, to, head.map(AuditHead.Row::since).orElse(from.number()), clock.instant());
        }
        return open.size();
    }

    private AuditAnchor link(TenantId tenant, AuditAnchor from, List<Link> open) {
        var number = from.number();
        byte[] previous = from.hash();
        for (var link : open) {
            previous = hash(tenant, previous, ++number, link);
            db.sql("UPDATE audit_entry SET number = :number, hash = :hash WHERE tenant_id = :tenant AND id = :id")
                    .param("number", number)
                    .param("hash", previous)
                    .param("tenant", tenant.value())
                    .param("id", link.id())
                    .update();
        }
        return new AuditAnchor(number, previous);
    }

    /** Where the linked entries end. */
    private AuditAnchor end(TenantId tenant) {
        return last(tenant)
                .map(link -> new AuditAnchor(link.number(), link.hash() == null ? BEGINNING : link.hash()))
                .orElseGet(() -> beginning(tenant));
    }

    /** What a check found. */
    public enum Finding {
        /** All is as it was written. */
        RIGHT("right"),
        /** An entry was changed, or one between others is missing. */
        CHANGED("an entry was changed or is missing"),
        /** The newest entries are missing. */
        CUT("the newest entries are missing"),
        /** What says where the chain ends is missing. */
        NO_END("what says where the log ends is missing"),
        /** What says where the chain ends was not written by the program. */
        FORGED_END("what says where the log ends was not written by the program"),
        /** What says where the chain ends is older than the chain. */
        OLD_END("what says where the log ends is older than the log"),
        /** It is not the chain of which somebody kept an anchor. */
        OTHER("it is not the log of which this anchor was kept");

        private final String words;

        Finding(String words) {
            this.words = words;
        }

        /** As it is said to an operator. */
        public String words() {
            return words;
        }
    }

    /**
     * What a check found.
     *
     * @param entries that are linked and right
     * @param firstBroken the number of the first entry that is not as it was written, is missing, or is not vouched for;
     *     empty when all is right
     * @param end where the chain ends, as it was written down
     * @param since the first entry whose absence would show
     */
    public record Checked(
            Finding finding, long entries, Optional<Long> firstBroken, Optional<AuditAnchor> end, long since) {}

    /** Where the chain ends, as it was written down by us. */
    @Transactional(readOnly = true)
    public Optional<AuditAnchor> anchor(TenantId tenant) {
        return heads.of(tenant).filter(AuditHead.Row::signed).map(AuditHead.Row::anchor);
    }

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

    /** Goes through the whole chain, from where it begins to where it ends. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Checked verify(TenantId tenant) {
        return verify(tenant, Optional.empty());
    }

    /**
     * As {@link #verify(TenantId)}, and whether it is still the chain of which an anchor was kept elsewhere.
     *
     * @param kept empty: none was
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Checked verify(TenantId tenant, Optional<AuditAnchor> kept) {
        var head = heads.of(tenant);
        var walked = walk(tenant, kept);
        var broken = walked.broken().or(() -> atEnd(walked, head)).or(() -> beside(walked, kept));
        return new Checked(
                broken.map(Broken::finding).orElse(Finding.RIGHT),
                walked.right(),
                broken.map(Broken::number),
                head.map(AuditHead.Row::anchor),
                head.map(AuditHead.Row::since).orElse(0L) + 1);
    }

    private record Broken(Finding finding, long number) {}

    /**
     * A chain, from its beginning to the first entry that is wrong.
     *
     * @param met whether the anchor that was kept lies on it
     */
    private record Walked(AuditAnchor beginning, AuditAnchor end, long right, boolean met, Optional<Broken> broken) {
        private Walked(AuditAnchor beginning, Optional<AuditAnchor> kept) {
            this(beginning, beginning, 0, kept.isEmpty() || kept.get().equals(beginning), Optional.empty());
        }

        private Walked on(AuditAnchor next, Optional<AuditAnchor> kept) {
            return new Walked(beginning, next, right + 1, met || kept.get().equals(next), broken);
        }

        private Walked brokenAt(long number) {
            return new Walked(beginning, end, right, met, Optional.of(new Broken(Finding.CHANGED, number)));
        }
    }

    private Walked walk(TenantId tenant, Optional<AuditAnchor> kept) {
        var walked = new Walked(beginning(tenant), kept);
        for (var some = after(tenant, walked.end()); !some.isEmpty(); some = after(tenant, walked.end())) {
            for (var link : some) {
                var expected = walked.end().number() + 1;
                var hash = hash(tenant, walked.end().hash(), expected, link);
                if (link.number() != expected || !Arrays.equals(hash, link.hash())) {
                    return walked.brokenAt(expected);
                }
                walked = walked.on(new AuditAnchor(expected, hash), kept);
            }
        }
        return walked;
    }

    private static Optional<Broken> atEnd(Walked walked, Optional<AuditHead.Row> head) {
        var end = walked.end();
        if (head.isEmpty()) {
            return end.number() == 0 ? Optional.empty() : broken(Finding.NO_END, end.number());
        }
        var anchor = head.get().anchor();
        if (!head.get().signed()) {
            return broken(Finding.FORGED_END, end.number());
        }
        if (anchor.number() > end.number()) {
            return broken(Finding.CUT, end.number() + 1);
        }
        if (anchor.number() < end.number()) {
            return broken(Finding.OLD_END, anchor.number() + 1);
        }
        return anchor.equals(end) ? Optional.empty() : broken(Finding.CHANGED, end.number());
    }

    /** What was removed after its time cannot be compared any more. */
    private static Optional<Broken> beside(Walked walked, Optional<AuditAnchor> kept) {
        return kept.filter(anchor ->
                        !walked.met() && anchor.number() >= walked.beginning().number())
                .map(anchor -> new Broken(
                        Finding.OTHER, Math.min(anchor.number(), walked.end().number() + 1)));
    }

    private static Optional<Broken> broken(Finding finding, long number) {
        return Optional.of(new Broken(finding, number));
    }

    /** Where the chain begins: at nothing, or at the last of the entries that were removed after their time. */
    private AuditAnchor beginning(TenantId tenant) {
        return db.sql("SELECT number, hash FROM audit_beginning WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query((row, line) -> new AuditAnchor(row.getLong(1), row.getBytes(2)))
                .optional()
                .orElse(new AuditAnchor(0, BEGINNING));
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

    private List<Link> after(TenantId tenant, AuditAnchor anchor) {
        return db.sql("""
                SELECT * FROM audit_entry
                 WHERE tenant_id = :tenant AND number > :number
                 ORDER BY number
                 LIMIT :most
                """)
                .param("tenant", tenant.value())
                .param("number", anchor.number())
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
