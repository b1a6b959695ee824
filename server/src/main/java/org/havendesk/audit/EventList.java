package org.havendesk.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads events with the names that people and things bear now; the events themselves keep ids alone. */
@Component
class EventList {
    private final JdbcClient db;

    EventList(JdbcClient db) {
        this.db = db;
    }

    /** The newest before the cursor, of one kind and those below it or of all. */
    List<EventLog.Entry> before(TenantId tenant, Optional<String> kind, Cursor from, int rows) {
        var query = db.sql("""
                SELECT e.id, e.at, e.kind, e.agent_id, a.name, e.object_id, e.network, e.detail, e.times,
                       CASE e.kind
                         WHEN 'mailbox.failing' THEN
                           (SELECT m.address FROM mailbox m WHERE m.tenant_id = e.tenant_id AND m.id = e.object_id)
                         WHEN 'server.failing' THEN
                           (SELECT s.name FROM outgoing_server s WHERE s.tenant_id = e.tenant_id AND s.id = e.object_id)
                       END AS object_name
                  FROM system_event e
                  LEFT JOIN agent a ON a.tenant_id = e.tenant_id AND a.id = e.agent_id
                 WHERE e.tenant_id = :tenant AND (e.at, e.id) < (:at, :after)
                """ + (kind.isPresent() ? " AND e.kind LIKE :kind" : "") + """
                 ORDER BY e.at DESC, e.id DESC
                 LIMIT :rows
                """)
                .param("tenant", tenant.value())
                .param("at", Timestamp.from(from.at()))
                .param("after", from.id())
                .param("rows", rows);
        kind.ifPresent(word -> query.param("kind", word + "%"));
        return query.query(EventList::entry).list();
    }

    private static EventLog.Entry entry(ResultSet row, int line) throws SQLException {
        return new EventLog.Entry(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getString("kind"),
                row.getObject("agent_id", UUID.class),
                row.getString("name"),
                row.getObject("object_id", UUID.class),
                row.getString("object_name"),
                row.getString("network"),
                row.getString("detail"),
                row.getInt("times"));
    }
}
