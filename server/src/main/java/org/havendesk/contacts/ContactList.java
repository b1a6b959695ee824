package org.havendesk.contacts;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.Page;
import org.havendesk.platform.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads lists of contacts, the newest first, with how many tickets of theirs the agent may see. Whoever works in some
 * departments only sees those contacts who wrote to them.
 */
@Repository
class ContactList {
    private final JdbcClient db;

    ContactList(JdbcClient db) {
        this.db = db;
    }

    /** A contact as a line of a list. */
    record Line(
            UUID id,
            String name,
            @Nullable String email,
            long tickets,
            @Nullable Instant lastAt,
            Instant createdAt) {}

    @Transactional(readOnly = true)
    Page<Line> page(Agent agent, Optional<String> words, Optional<Cursor> cursor, int limit) {
        var from = cursor.orElse(Cursor.START);
        var own = agent.may(Permission.ALL_DEPARTMENTS) ? "" : " AND t.department_id = ANY (:departments)";
        var seen = agent.may(Permission.ALL_DEPARTMENTS)
                ? ""
                : " AND EXISTS (SELECT 1 FROM ticket t WHERE t.tenant_id = c.tenant_id AND t.contact_id = c.id" + own
                        + ")";
        var found = words.isPresent() ? " AND lower(c.name || ' ' || coalesce(c.email, '')) LIKE :words" : "";
        var rows = db.sql("""
                SELECT c.id, c.name, c.email, c.created_at, n.tickets, n.last_at
                  FROM (SELECT c.tenant_id, c.id, c.name, c.email, c.created_at FROM contact c
                         WHERE c.tenant_id = :tenant AND (c.created_at, c.id) < (:at, :after)
                """ + found + seen + """
                         ORDER BY c.created_at DESC, c.id DESC
                         LIMIT :rows) c
                 CROSS JOIN LATERAL (SELECT count(*) AS tickets, max(t.updated_at) AS last_at
                                       FROM (SELECT t.updated_at FROM ticket t
                                              WHERE t.tenant_id = c.tenant_id AND t.contact_id = c.id
                """ + own + """
                                              LIMIT 1000) t) n
                 ORDER BY c.created_at DESC, c.id DESC
                """)
                .param("tenant", agent.tenant().value())
                .param("at", Timestamp.from(from.at()))
                .param("after", from.id())
                .param("words", words.map(ContactList::pattern).orElse(""))
                .param(
                        "departments",
                        agent.departments().stream().map(one -> one.value()).toArray(UUID[]::new))
                .param("rows", limit + 1)
                .query((row, line) -> new Line(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("email"),
                        row.getLong("tickets"),
                        instant(row.getTimestamp("last_at")),
                        row.getTimestamp("created_at").toInstant()))
                .list();
        return Page.of(rows, limit, line -> new Cursor(line.createdAt(), line.id()));
    }

    /** Whether the agent may see this contact at all. */
    @Transactional(readOnly = true)
    boolean visibleTo(Agent agent, UUID contact) {
        return agent.may(Permission.ALL_DEPARTMENTS)
                || db.sql("""
                        SELECT EXISTS (SELECT 1 FROM ticket t
                                        WHERE t.tenant_id = :tenant AND t.contact_id = :contact AND t.department_id = ANY (:departments))
                        """)
                        .param("tenant", agent.tenant().value())
                        .param("contact", contact)
                        .param(
                                "departments",
                                agent.departments().stream()
                                        .map(one -> one.value())
                                        .toArray(UUID[]::new))
                        .query((row, line) -> row.getBoolean(1))
                        .single();
    }

    /** Class 5: what is typed is matched as it stands. */
    private static String pattern(String words) {
        return "%"
                + words.strip()
                        .toLowerCase(Locale.ROOT)
                        .replace("\\", "\\\\")
                        .replace("%", "\\%")
                        .replace("_", "\\_") + "%";
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
