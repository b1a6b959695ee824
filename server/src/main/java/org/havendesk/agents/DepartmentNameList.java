package org.havendesk.agents;

import java.util.List;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.Permission;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The departments that somebody works in, by name: the rows belong to the tickets room and are only read here. */
@Component
class DepartmentNameList {
    private final JdbcClient db;

    DepartmentNameList(JdbcClient db) {
        this.db = db;
    }

    record Named(UUID id, String name) {}

    /** All of them, for whoever may see all. */
    @Transactional(readOnly = true)
    List<Named> of(Agent agent) {
        return db.sql("""
                SELECT id, name FROM department
                 WHERE tenant_id = :tenant AND (:all OR id = ANY(:own))
                 ORDER BY position, created_at, id
                """)
                .param("tenant", agent.tenant().value())
                .param("all", agent.may(Permission.ALL_DEPARTMENTS))
                .param(
                        "own",
                        agent.departments().stream().map(DepartmentId::value).toArray(UUID[]::new))
                .query((row, line) -> new Named(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }
}
