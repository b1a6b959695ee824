package org.havendesk.spam;

import java.net.InetAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Page;
import org.havendesk.platform.Permission;
import org.havendesk.platform.Remembered;
import org.havendesk.platform.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * An account's lists of senders who are always let in or always held back: addresses, domains with all below them, and
 * networks (RFC 4632 and RFC 4291, 2.3). All calls run inside the account.
 */
@Service
@Transactional
public class SpamLists {
    /** More entries than this take nobody any further. */
    public static final int MOST_ENTRIES = 10_000;

    private static final String COLUMNS = "id, side, kind, value, agent_id, at";

    private final JdbcClient db;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    /** Accounts without any list: most of them. What another node adds counts after this while. */
    private final Remembered<TenantId, Boolean> without = Remembered.since(Duration.ofSeconds(1), 10_000);

    SpamLists(JdbcClient db, ApplicationEventPublisher events, Clock clock) {
        this.db = db;
        this.events = events;
        this.clock = clock;
    }

    /** What is done with a sender. */
    public enum Side {
        ALLOW,
        BLOCK
    }

    /** What an entry names. */
    public enum Kind {
        ADDRESS,
        DOMAIN,
        NETWORK
    }

    /**
     * A sender on a list.
     *
     * @param value {@code eve@example.org}, {@code example.org}, {@code 192.0.2.0/24} or {@code 2001:db8:0:0:0:0:0:0/32}
     * @param by who put it there; empty when that agent was forgotten
     */
    public record Entry(UUID id, Side side, Kind kind, String value, Optional<AgentId> by, Instant at) {}

    /**
     * The entry that speaks most closely of a sender: an address before a domain, a domain before those above it, and a
     * network last, the smallest first.
     *
     * @param authentic whether the address was proven; to let somebody in, a claimed address or domain is not enough
     */
    @Transactional(readOnly = true)
    public Optional<Entry> match(
            TenantId tenant, Optional<EmailAddress> sender, boolean authentic, Optional<InetAddress> from) {
        var names = new ArrayList<String>();
        sender.ifPresent(address -> names.addAll(ListedSender.namesOf(address)));
        from.ifPresent(address -> names.addAll(Network.around(address)));
        if (names.isEmpty() || without.get(tenant, this::isWithout)) return Optional.empty();

        return db
                .sql("SELECT " + COLUMNS + " FROM spam_list WHERE tenant_id = :tenant AND value = ANY(:names)")
                .param("tenant", tenant.value())
                .param("names", names.toArray(String[]::new))
                .query(SpamLists::entry)
                .list()
                .stream()
                .filter(entry -> authentic || entry.side == Side.BLOCK || entry.kind == Kind.NETWORK)
                .min(Comparator.comparingInt(entry -> names.indexOf(entry.value)));
    }

    /**
     * Puts a sender on a list; one who is on the other is moved. Needs {@link Permission#MANAGE_SETTINGS}.
     *
     * @param sender an address, a domain (with or without {@code @} or {@code *.} before it), an IP address, or a network
     *     such as {@code 192.0.2.0/24}
     * @throws Invalid when it is none of these, or a network so large that it would catch half the world
     * @throws Conflict when the lists are full
     */
    public Entry add(Agent agent, Side side, String sender) {
        agent.require(Permission.MANAGE_SETTINGS);
        var listed = ListedSender.parse(sender).orElseThrow(() -> Invalid.field("sender", "spamSender"));
        if (count(agent.tenant()) >= MOST_ENTRIES) throw new Conflict("spamLists.full", MOST_ENTRIES);
        var added = db.sql("""
                INSERT INTO spam_list (tenant_id, id, side, kind, value, agent_id, at)
                VALUES (:tenant, :id, :side, :kind, :value, :agent, :at)
                ON CONFLICT (tenant_id, value) DO UPDATE SET side = :side, agent_id = :agent, at = :at
                RETURNING\s""" + COLUMNS)
                .param("tenant", agent.tenant().value())
                .param("id", Ids.next())
                .param("side", side.name())
                .param("kind", listed.kind().name())
                .param("value", listed.value())
                .param("agent", agent.id().value())
                .param("at", Timestamp.from(clock.instant()))
                .query(SpamLists::entry)
                .single();
        without.forget(agent.tenant());
        AfterCommit.run(() -> without.forget(agent.tenant()));
        var action = side == Side.ALLOW ? "spam.allowed" : "spam.blocked";
        events.publishEvent(Happened.by(agent, action, "spamEntry", added.id));

        return added;
    }

    /**
     * Takes a sender off its list. Needs {@link Permission#MANAGE_SETTINGS}.
     *
     * @throws NotFound when there is no such entry
     */
    public void remove(Agent agent, UUID entry) {
        agent.require(Permission.MANAGE_SETTINGS);
        int gone = db.sql("DELETE FROM spam_list WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", agent.tenant().value())
                .param("id", entry)
                .update();
        if (gone == 0) throw new NotFound("spamEntry");
        events.publishEvent(Happened.by(agent, "spam.unlisted", "spamEntry", entry));
    }

    /**
     * The newest entries first. Needs {@link Permission#MANAGE_SETTINGS}.
     *
     * @param side only those of this list
     * @param part only those in which this stands; empty for all
     */
    @Transactional(readOnly = true)
    public Page<Entry> list(Agent agent, Optional<Side> side, String part, Optional<Cursor> cursor, int limit) {
        agent.require(Permission.MANAGE_SETTINGS);
        var from = cursor.orElse(Cursor.START);
        var rows = db.sql("SELECT " + COLUMNS + """
                  FROM spam_list
                 WHERE tenant_id = :tenant AND (at, id) < (:at, :after)
                   AND (:side = '' OR side = :side)
                   AND position(:part IN value) > 0
                 ORDER BY at DESC, id DESC
                 LIMIT :rows
                """)
                .param("tenant", agent.tenant().value())
                .param("at", Timestamp.from(from.at()))
                .param("after", from.id())
                .param("side", side.map(Side::name).orElse(""))
                .param("part", part.strip().toLowerCase(Locale.ROOT))
                .param("rows", limit + 1)
                .query(SpamLists::entry)
                .list();
        return Page.of(rows, limit, entry -> new Cursor(entry.at, entry.id));
    }

    private boolean isWithout(TenantId tenant) {
        return db.sql("SELECT NOT EXISTS (SELECT 1 FROM spam_list WHERE tenant_id = :tenant)")
                .param("tenant", tenant.value())
                .query(Boolean.class)
                .single();
    }

    private int count(TenantId tenant) {
        return db.sql("SELECT count(*) FROM spam_list WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query(Integer.class)
                .single();
    }

    void removeAll(TenantId tenant) {
        db.sql("DELETE FROM spam_list WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .update();
    }

    private static Entry entry(ResultSet row, int line) throws SQLException {
        return new Entry(
                row.getObject("id", UUID.class),
                Side.valueOf(row.getString("side")),
                Kind.valueOf(row.getString("kind")),
                row.getString("value"),
                Optional.ofNullable(row.getObject("agent_id", UUID.class)).map(AgentId::new),
                row.getTimestamp("at").toInstant());
    }
}
