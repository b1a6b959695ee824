package org.havendesk.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Page;
import org.havendesk.platform.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes down each change of state in the transaction that makes it, and reads it back for those who may. */
@Service
@Transactional
public class AuditLog {
    private final JdbcClient db;
    private final Clock clock;

    AuditLog(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Who did something; the name is read from the agent as it is now, never kept. */
    public record By(
            String type, @Nullable UUID id, @Nullable String name) {}

    /** One thing that was done. */
    public record Entry(
            UUID id,
            Instant at,
            By actor,
            String action,
            String object,
            @Nullable UUID objectId,
            String detail) {}

    /** The newest entries first. Needs {@link Permission#READ_AUDIT}. */
    @Transactional(readOnly = true)
    public Page<Entry> page(Agent agent, Optional<Cursor> cursor, int limit) {
        agent.require(Permission.READ_AUDIT);
        var from = cursor.orElse(Cursor.START);
        var rows = db.sql("""
                SELECT e.id, e.at, e.actor_type, e.actor_id, a.name, e.action, e.object_type, e.object_id, e.detail
                  FROM audit_entry e
                  LEFT JOIN agent a ON a.tenant_id = e.tenant_id AND a.id = e.actor_id
                 WHERE e.tenant_id = :tenant AND (e.at, e.id) < (:at, :after)
                 ORDER BY e.at DESC, e.id DESC
                 LIMIT :rows
                """)
                .param("tenant", agent.tenant().value())
                .param("at", Timestamp.from(from.at()))
                .param("after", from.id())
                .param("rows", limit + 1)
                .query(AuditLog::entry)
                .list();
        return Page.of(rows, limit, entry -> new Cursor(entry.at(), entry.id()));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void write(Happened happened) {
        db.sql("""
                INSERT INTO audit_entry (tenant_id, id, at, actor_type, actor_id, action, object_type, object_id, detail)
                VALUES (:tenant, :id, :at, :actorType, :actor, :action, :objectType, :object, :detail)
                """)
                .param("tenant", happened.tenant().value())
                .param("id", Ids.next())
                .param("at", Timestamp.from(clock.instant()))
                .param("actorType", type(happened))
                .param("actor", happened.actor().agent().map(AgentId::value).orElse(null))
                .param("action", happened.action())
                .param("objectType", happened.objectType())
                .param("object", happened.objectId())
                .param("detail", happened.detail())
                .update();
    }

    private static String type(Happened happened) {
        return switch (happened.actor()) {
            case Actor.OfAgent agent -> "agent";
            case Actor.OfSystem system -> "system";
            case Actor.OfOperator operator -> "operator";
        };
    }

    private static Entry entry(ResultSet row, int line) throws SQLException {
        return new Entry(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                new By(row.getString("actor_type"), row.getObject("actor_id", UUID.class), row.getString("name")),
                row.getString("action"),
                row.getString("object_type"),
                row.getObject("object_id", UUID.class),
                row.getString("detail"));
    }
}
