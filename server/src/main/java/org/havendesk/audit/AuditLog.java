package org.havendesk.audit;

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
    private final AuditList list;
    private final Clock clock;

    AuditLog(JdbcClient db, AuditList list, Clock clock) {
        this.db = db;
        this.list = list;
        this.clock = clock;
    }

    /** Who did something; the name is read from the agent as it is now, never kept. */
    public record By(
            String type, @Nullable UUID id, @Nullable String name) {}

    /**
     * One thing that was done.
     *
     * @param objectName what it was done to, as it is called now: a ticket's code, a name; none when it is gone
     */
    public record Entry(
            UUID id,
            Instant at,
            By actor,
            String action,
            String object,
            @Nullable UUID objectId,
            @Nullable String objectName,
            String detail) {}

    /** The newest entries first. Needs {@link Permission#READ_AUDIT}. */
    @Transactional(readOnly = true)
    public Page<Entry> page(Agent agent, Optional<Cursor> cursor, int limit) {
        return page(agent, AuditFilter.ALL, cursor, limit);
    }

    /** Of those that the filter leaves, the newest first. */
    @Transactional(readOnly = true)
    Page<Entry> page(Agent agent, AuditFilter filter, Optional<Cursor> cursor, int limit) {
        agent.require(Permission.READ_AUDIT);
        var rows = list.before(agent.tenant(), filter, cursor.orElse(Cursor.START), limit + 1);
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
}
