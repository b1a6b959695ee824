package org.havendesk.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the log with the names that people and things bear now; the log itself keeps ids alone. */
@Component
class AuditList {
    private final JdbcClient db;

    AuditList(JdbcClient db) {
        this.db = db;
    }

    /** The newest entries before the cursor, of those that the filter leaves. */
    List<AuditLog.Entry> before(TenantId tenant, AuditFilter filter, Cursor from, int rows) {
        var query = db.sql("""
                SELECT e.id, e.at, e.actor_type, e.actor_id, a.name, e.action, e.object_type, e.object_id, e.detail,
                       CASE e.object_type
                         WHEN 'ticket' THEN
                           (SELECT t.code FROM ticket t WHERE t.tenant_id = e.tenant_id AND t.id = e.object_id)
                         WHEN 'agent' THEN
                           (SELECT o.name FROM agent o WHERE o.tenant_id = e.tenant_id AND o.id = e.object_id)
                         WHEN 'contact' THEN
                           (SELECT coalesce(nullif(c.name, ''), c.email)
                              FROM contact c WHERE c.tenant_id = e.tenant_id AND c.id = e.object_id)
                         WHEN 'department' THEN
                           (SELECT d.name FROM department d WHERE d.tenant_id = e.tenant_id AND d.id = e.object_id)
                         WHEN 'mailbox' THEN
                           (SELECT m.address FROM mailbox m WHERE m.tenant_id = e.tenant_id AND m.id = e.object_id)
                         WHEN 'outgoing-server' THEN
                           (SELECT s.name FROM outgoing_server s WHERE s.tenant_id = e.tenant_id AND s.id = e.object_id)
                         WHEN 'apikey' THEN
                           (SELECT k.name FROM api_key k WHERE k.tenant_id = e.tenant_id AND k.id = e.object_id)
                         WHEN 'app' THEN
                           (SELECT p.name FROM oauth_client p WHERE p.tenant_id = e.tenant_id AND p.id = e.object_id)
                       END AS object_name
                  FROM audit_entry e
                  LEFT JOIN agent a ON a.tenant_id = e.tenant_id AND a.id = e.actor_id
                 WHERE e.tenant_id = :tenant AND (e.at, e.id) < (:at, :after)
                """ + conditions(filter) + """
                 ORDER BY e.at DESC, e.id DESC
                 LIMIT :rows
                """)
                .param("tenant", tenant.value())
                .param("at", Timestamp.from(from.at()))
                .param("after", from.id())
                .param("rows", rows);
        filter.actor().ifPresent(actor -> query.param("actor", actor));
        filter.object().ifPresent(object -> query.param("object", object));
        filter.action().ifPresent(action -> query.param("action", action + "%"));
        filter.from().ifPresent(at -> query.param("from", Timestamp.from(at)));
        filter.until().ifPresent(at -> query.param("until", Timestamp.from(at)));
        return query.query(AuditList::entry).list();
    }

    /** A closed list of conditions; what somebody asked for is bound, never written into it. */
    private static String conditions(AuditFilter filter) {
        return (filter.actor().isPresent() ? " AND e.actor_id = :actor" : "")
                + (filter.object().isPresent() ? " AND e.object_id = :object" : "")
                + (filter.action().isPresent() ? " AND e.action LIKE :action" : "")
                + (filter.from().isPresent() ? " AND e.at >= :from" : "")
                + (filter.until().isPresent() ? " AND e.at < :until" : "");
    }

    private static AuditLog.Entry entry(ResultSet row, int line) throws SQLException {
        return new AuditLog.Entry(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                new AuditLog.By(
                        row.getString("actor_type"), row.getObject("actor_id", UUID.class), row.getString("name")),
                row.getString("action"),
                row.getString("object_type"),
                row.getObject("object_id", UUID.class),
                row.getString("object_name"),
                row.getString("detail"));
    }
}
