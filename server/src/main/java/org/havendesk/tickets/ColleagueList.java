package org.havendesk.tickets;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads who may hold a ticket, and which tickets are due. */
@Repository
class ColleagueList {
    private final JdbcClient db;

    ColleagueList(JdbcClient db) {
        this.db = db;
    }

    /** The name of an agent who solves tickets in a department; owners and admins work in all of them. */
    Optional<String> worksIn(TenantId tenant, AgentId agent, DepartmentId department) {
        return db.sql("""
                SELECT a.name FROM agent a
                 WHERE a.tenant_id = :tenant AND a.id = :agent AND a.state <> 'removed'
                   AND (a.role IN ('owner', 'admin')
                        OR EXISTS (SELECT 1 FROM agent_department d
                                    WHERE d.tenant_id = a.tenant_id AND d.agent_id = a.id AND d.department_id = :department
                                      AND d.role <> 'reader'))
                """)
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .param("department", department.value())
                .query((row, line) -> row.getString(1))
                .optional();
    }

    List<TicketId> assignedTo(TenantId tenant, AgentId agent, int limit) {
        return db.sql("SELECT id FROM ticket WHERE tenant_id = :tenant AND assignee_id = :agent LIMIT :limit")
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .param("limit", limit)
                .query((row, line) -> new TicketId(row.getObject(1, UUID.class)))
                .list();
    }

    List<TicketId> postponedUntil(TenantId tenant, Instant now, int limit) {
        return db.sql("""
                SELECT id FROM ticket
                 WHERE tenant_id = :tenant AND status = 'postponed' AND postponed_until <= :now
                 ORDER BY postponed_until
                 LIMIT :limit
                """)
                .param("tenant", tenant.value())
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, line) -> new TicketId(row.getObject(1, UUID.class)))
                .list();
    }
}
