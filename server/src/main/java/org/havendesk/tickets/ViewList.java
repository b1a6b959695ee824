package org.havendesk.tickets;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The views of the console with how many tickets each holds for this agent. */
@Service
@Transactional(readOnly = true)
public class ViewList {
    /** Whoever else has a ticket: no view asks who. */
    private static final UUID SOMEBODY_ELSE = new UUID(0, 0);

    private final JdbcClient db;
    private final Departments departments;

    ViewList(JdbcClient db, Departments departments) {
        this.db = db;
        this.departments = departments;
    }

    /**
     * A view and its counts.
     *
     * @param key names it in addresses: {@code mine}, {@code open}, {@code department:<id>}, ...
     * @param unread among the 200 new and the 200 open tickets that were touched last
     */
    public record View(String key, @Nullable String name, long count, long unread) {}

    private record Tally(
            UUID department, String status, @Nullable UUID assignee, long count) {
        boolean toDo() {
            return status.equals("new") || status.equals("open");
        }
    }

    public List<View> of(Agent agent) {
        var tallies = tallies(agent).stream()
                .filter(tally -> visible(agent, tally.department()))
                .toList();
        var unread = unread(agent).stream()
                .filter(tally -> visible(agent, tally.department()))
                .toList();

        var views = new ArrayList<View>();
        views.add(view(
                "mine",
                null,
                tallies,
                unread,
                tally -> tally.toDo() && agent.id().value().equals(tally.assignee())));
        views.add(view("unassigned", null, tallies, unread, tally -> tally.toDo() && tally.assignee() == null));
        views.add(view("all", null, tallies, unread, Tally::toDo));
        for (var status : Status.values()) {
            views.add(view(
                    status.wire(),
                    null,
                    tallies,
                    unread,
                    tally -> tally.status().equals(status.wire())));
        }
        departments.all(agent.tenant()).stream()
                .filter(one -> agent.worksIn(one.id()))
                .forEach(one -> views.add(view(
                        "department:" + one.id(),
                        one.name(),
                        tallies,
                        unread,
                        tally -> tally.toDo()
                                && tally.department().equals(one.id().value()))));
        return List.copyOf(views);
    }

    private static boolean visible(Agent agent, UUID department) {
        return agent.may(Permission.ALL_DEPARTMENTS)
                || agent.departments().stream().anyMatch(own -> own.value().equals(department));
    }

    private static View view(
            String key, @Nullable String name, List<Tally> tallies, List<Tally> unread, Predicate<Tally> belongs) {
        return new View(key, name, sum(tallies, belongs), sum(unread, belongs));
    }

    private static long sum(List<Tally> tallies, Predicate<Tally> belongs) {
        return tallies.stream().filter(belongs).mapToLong(Tally::count).sum();
    }

    private List<Tally> tallies(Agent agent) {
        return db.sql("""
                SELECT department_id, status, assignee_id, sum(difference) AS tickets
                  FROM (SELECT department_id, status, difference,
                               CASE WHEN assignee_id IS NULL OR assignee_id = :me THEN assignee_id ELSE :somebody END
                                 AS assignee_id
                          FROM ticket_tally WHERE tenant_id = :tenant) tally
                 GROUP BY department_id, status, assignee_id
                """)
                .param("tenant", agent.tenant().value())
                .param("me", agent.id().value())
                .param("somebody", SOMEBODY_ELSE)
                .query(ViewList::tally)
                .list();
    }

    private List<Tally> unread(Agent agent) {
        return db.sql("""
                SELECT department_id, status, assignee_id, count(*) AS tickets
                  FROM (SELECT t.tenant_id, t.id, t.department_id, t.status, t.assignee_id, t.incoming_at
                          FROM (VALUES ('new'), ('open')) slice (status)
                         CROSS JOIN LATERAL (SELECT tenant_id, id, department_id, status, assignee_id, incoming_at FROM ticket
                                              WHERE tenant_id = :tenant AND status = slice.status
                                              ORDER BY updated_at DESC, id DESC LIMIT 200) t) t
                 WHERE t.incoming_at IS NOT NULL
                   AND NOT EXISTS (SELECT 1 FROM ticket_read r
                                    WHERE r.tenant_id = t.tenant_id AND r.ticket_id = t.id AND r.agent_id = :me
                                      AND r.read_at >= t.incoming_at)
                 GROUP BY department_id, status, assignee_id
                """)
                .param("tenant", agent.tenant().value())
                .param("me", agent.id().value())
                .query(ViewList::tally)
                .list();
    }

    private static Tally tally(java.sql.ResultSet row, int line) throws java.sql.SQLException {
        return new Tally(
                row.getObject("department_id", UUID.class),
                row.getString("status"),
                row.getObject("assignee_id", UUID.class),
                row.getLong("tickets"));
    }

    /** Adds up the differences of an account, so that reading them stays short. */
    @Transactional
    public void compact(TenantId tenant) {
        db.sql("""
                WITH taken AS (
                  DELETE FROM ticket_tally
                   WHERE tenant_id = :tenant
                     AND id IN (SELECT id FROM ticket_tally WHERE tenant_id = :tenant FOR UPDATE SKIP LOCKED)
                  RETURNING department_id, status, assignee_id, difference)
                INSERT INTO ticket_tally (tenant_id, department_id, status, assignee_id, difference)
                SELECT :tenant, department_id, status, assignee_id, sum(difference) FROM taken
                 GROUP BY department_id, status, assignee_id
                HAVING sum(difference) <> 0
                """).param("tenant", tenant.value()).update();
    }
}
