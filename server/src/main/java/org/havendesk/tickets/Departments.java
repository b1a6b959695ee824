package org.havendesk.tickets;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The departments of an account. There is always at least one; the first takes what has no other place. */
@Service
@Transactional
public class Departments {
    /** At most this many departments in an account. */
    public static final int MAX = 200;

    private static final int MAX_NAME = 100;

    private final JdbcClient db;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Departments(JdbcClient db, ApplicationEventPublisher events, Clock clock) {
        this.db = db;
        this.events = events;
        this.clock = clock;
    }

    /** All departments in the order that the account gave them. */
    @Transactional(readOnly = true)
    public List<Department> all(TenantId tenant) {
        return db.sql("""
                SELECT id, name, position FROM department
                 WHERE tenant_id = :tenant
                 ORDER BY position, created_at, id
                 LIMIT :max
                """)
                .param("tenant", tenant.value())
                .param("max", MAX)
                .query(Departments::department)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Department> find(TenantId tenant, DepartmentId id) {
        return db.sql("SELECT id, name, position FROM department WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(Departments::department)
                .optional();
    }

    /** Makes a department while an account is being installed. */
    public DepartmentId install(TenantId tenant, String name) {
        var id = new DepartmentId(Ids.next());
        db.sql("""
                INSERT INTO department (tenant_id, id, name, position, created_at)
                VALUES (:tenant, :id, :name, (SELECT count(*) FROM department WHERE tenant_id = :tenant), :at)
                """)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .param("name", name)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    /** @throws Invalid when the name is empty, too long or taken */
    public Department create(Agent agent, String name) {
        agent.require(Permission.MANAGE_SETTINGS);
        var checked = checked(name);
        if (all(agent.tenant()).size() >= MAX) {
            throw new Conflict("departments", MAX);
        }
        try {
            var id = install(agent.tenant(), checked);
            events.publishEvent(Happened.by(agent, "department.created", "department", id.value()));
            return find(agent.tenant(), id).orElseThrow();
        } catch (DuplicateKeyException e) {
            throw Invalid.field("name", "taken");
        }
    }

    /**
     * @throws NotFound when there is no such department
     * @throws Invalid when the name is empty, too long or taken
     */
    public void rename(Agent agent, DepartmentId id, String name) {
        agent.require(Permission.MANAGE_SETTINGS);
        try {
            var done = db.sql("UPDATE department SET name = :name WHERE tenant_id = :tenant AND id = :id")
                    .param("name", checked(name))
                    .param("tenant", agent.tenant().value())
                    .param("id", id.value())
                    .update();
            if (done == 0) {
                throw new NotFound("department");
            }
        } catch (DuplicateKeyException e) {
            throw Invalid.field("name", "taken");
        }
        events.publishEvent(Happened.by(agent, "department.renamed", "department", id.value()));
    }

    /**
     * @throws NotFound when there is no such department
     * @throws Conflict when it is the last one, or has tickets, addresses or mailboxes
     */
    public void delete(Agent agent, DepartmentId id) {
        agent.require(Permission.MANAGE_SETTINGS);
        if (find(agent.tenant(), id).isEmpty()) {
            throw new NotFound("department");
        }
        if (all(agent.tenant()).size() == 1) {
            throw new Conflict("lastDepartment");
        }
        if (tickets(agent.tenant(), id) > 0) {
            throw new Conflict("departmentHasTickets");
        }
        try {
            db.sql("DELETE FROM department WHERE tenant_id = :tenant AND id = :id")
                    .param("tenant", agent.tenant().value())
                    .param("id", id.value())
                    .update();
        } catch (org.springframework.dao.DataIntegrityViolationException e) {
            throw new Conflict("departmentHasAddresses");
        }
        events.publishEvent(Happened.by(agent, "department.deleted", "department", id.value()));
    }

    private long tickets(TenantId tenant, DepartmentId id) {
        return db.sql("""
                SELECT coalesce(sum(difference), 0) FROM ticket_tally
                 WHERE tenant_id = :tenant AND department_id = :department
                """)
                .param("tenant", tenant.value())
                .param("department", id.value())
                .query(Long.class)
                .single();
    }

    private static String checked(String name) {
        var stripped = name.strip();
        new Invalid.Check()
                .that(!stripped.isEmpty(), "name", "required")
                .that(stripped.length() <= MAX_NAME, "name", "tooLong", MAX_NAME)
                .done();
        return stripped;
    }

    private static Department department(ResultSet row, int line) throws SQLException {
        return new Department(
                new DepartmentId(row.getObject("id", UUID.class)), row.getString("name"), row.getInt("position"));
    }
}
