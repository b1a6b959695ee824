package org.havendesk.tickets;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Page;
import org.havendesk.platform.Permission;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads lists of tickets, the last touched first, and only such as the agent may see. However a list is asked for, it is
 * put together from slices that an index holds in order, so that a page costs the same in an account with a million
 * tickets.
 */
@Service
@Transactional(readOnly = true)
public class TicketList {
    private static final String LINE = """
            t.id, t.code, t.subject, t.status, t.channel, t.department_id, t.assignee_id, t.contact_id, t.snippet, t.tags,
            t.files, t.failed, t.suspected, t.messages, t.created_at, t.updated_at, t.postponed_until, t.deleted_at,
            c.name AS contact_name, c.email AS contact_email, d.name AS department_name, a.name AS assignee_name,
            t.incoming_at IS NOT NULL AND NOT coalesce(r.read_at >= t.incoming_at, false) AS unread
            """;
    private static final String JOINS = """
              JOIN department d ON d.tenant_id = t.tenant_id AND d.id = t.department_id
              LEFT JOIN contact c ON c.tenant_id = t.tenant_id AND c.id = t.contact_id
              LEFT JOIN agent a ON a.tenant_id = t.tenant_id AND a.id = t.assignee_id
              LEFT JOIN ticket_read r ON r.tenant_id = t.tenant_id AND r.ticket_id = t.id AND r.agent_id = :me
            """;
    private static final String AFTER = "(t.updated_at, t.id) < (:at, :after)";
    private static final String NEWEST_FIRST = " ORDER BY t.updated_at DESC, t.id DESC";
    /** The same: the column is named so that PostgreSQL sees that the index has it in order, NULL being no value to it. */
    private static final String NOBODYS_NEWEST_FIRST = " ORDER BY t.assignee_id, t.updated_at DESC, t.id DESC";
    /** Up to so many departments are parameters of their own, so that PostgreSQL plans once for all who work in as many. */
    private static final int DEPARTMENTS_ONE_BY_ONE = 16;

    private final JdbcClient db;
    private final TicketSearch search;

    TicketList(JdbcClient db, TicketSearch search) {
        this.db = db;
        this.search = search;
    }

    /** A page of tickets that the agent may see, the last touched first. */
    public Page<TicketLine> page(Agent agent, TicketQuery query, Optional<Cursor> cursor, int limit) {
        var from = cursor.orElse(Cursor.START);
        var rows = query.words().isPresent()
                ? withWords(agent, query, SearchWords.of(query.words().get()), from, limit + 1)
                : lines(agent, list(agent, query, limit + 1), parameters(agent, query), from);
        return Page.of(rows, limit, line -> new Cursor(line.updatedAt(), line.id()));
    }

    private List<TicketLine> withWords(Agent agent, TicketQuery query, SearchWords words, Cursor from, int rows) {
        var ids = search.newest(
                new TicketSearch.Search(
                        agent.tenant(),
                        words,
                        most -> list(agent, query, most),
                        conditions(agent, query),
                        departments(agent, query).replace("t.", "s."),
                        parameters(agent, query),
                        rows),
                from);
        return lines(
                agent,
                "SELECT unnest(CAST(:ids AS uuid[])) AS id",
                Map.of("tenant", agent.tenant().value(), "ids", ids.toArray(UUID[]::new)),
                from);
    }

    private List<TicketLine> lines(Agent agent, String ids, Map<String, Object> parameters, Cursor from) {
        return db.sql("SELECT " + LINE + " FROM (" + ids
                        + ") page JOIN ticket t ON t.tenant_id = :tenant AND t.id = page.id " + JOINS
                        + " ORDER BY t.updated_at DESC, t.id DESC")
                .params(parameters)
                .param("me", agent.id().value())
                .param("at", Timestamp.from(from.at()))
                .param("after", from.id())
                .query(TicketList::line)
                .list();
    }

    /** One line, for whoever has just changed the ticket. The caller has made sure that the agent may see it. */
    public TicketLine line(Agent agent, TicketId id) {
        return find(agent, id).orElseThrow(() -> new NotFound("ticket"));
    }

    /** @throws NotFound when the agent may not see the ticket */
    TicketLine visibleLine(Agent agent, TicketId id) {
        return find(agent, id)
                .filter(line -> agent.worksIn(new DepartmentId(line.department().id())))
                .orElseThrow(() -> new NotFound("ticket"));
    }

    private Optional<TicketLine> find(Agent agent, TicketId id) {
        return db.sql("SELECT " + LINE + " FROM ticket t " + JOINS + " WHERE t.tenant_id = :tenant AND t.id = :id")
                .param("tenant", agent.tenant().value())
                .param("me", agent.id().value())
                .param("id", id.value())
                .query(TicketList::line)
                .optional();
    }

    /**
     * One page without regard to words, from the index that holds it in order. What is known beforehand stands in the text
     * (how many rows, which states): PostgreSQL then makes a plan once, which costs more than the page itself.
     */
    private static String list(Agent agent, TicketQuery query, int rows) {
        var page = NEWEST_FIRST + " LIMIT " + rows;
        var nobodysPage = NOBODYS_NEWEST_FIRST + " LIMIT " + rows;
        if (query.contact().isPresent()) {
            return "SELECT t.id, t.updated_at FROM ticket t WHERE t.tenant_id = :tenant AND t.contact_id = :contact AND "
                    + AFTER + conditions(agent, query) + page;
        }
        if (query.assignee() instanceof TicketQuery.Assignee.Somebody) {
            return slices(
                    "(VALUES " + states(query, "(", ")") + ") slice (status)",
                    "t.assignee_id = :assignee AND t.status = slice.status" + departments(agent, query),
                    page,
                    page);
        }
        if (query.department().isPresent() || !agent.may(Permission.ALL_DEPARTMENTS)) {
            return slices(
                    "(SELECT s.status, d.department_id FROM (VALUES " + states(query, "(", ")")
                            + ") s (status), unnest("
                            + departmentArray(visible(agent, query.department()).size())
                            + ") d (department_id)) slice",
                    "t.department_id = slice.department_id AND t.status = slice.status" + nobody(query),
                    page,
                    page);
        }
        if (query.assignee() instanceof TicketQuery.Assignee.Nobody) {
            return slices(
                    "(VALUES " + states(query, "(", ")") + ") slice (status)",
                    "t.assignee_id IS NULL AND t.status = slice.status",
                    nobodysPage,
                    page);
        }
        if (query.statuses().isEmpty()) {
            return "SELECT t.id, t.updated_at FROM ticket t WHERE t.tenant_id = :tenant AND " + AFTER + page;
        }
        return slices("(VALUES " + states(query, "(", ")") + ") slice (status)", "t.status = slice.status", page, page);
    }

    private static String slices(String slices, String condition, String each, String all) {
        return "SELECT t.id, t.updated_at FROM " + slices
                + " CROSS JOIN LATERAL (SELECT t.id, t.updated_at FROM ticket t"
                + " WHERE t.tenant_id = :tenant AND " + condition + " AND " + AFTER + each + ") t" + all;
    }

    private static String states(TicketQuery query, String before, String after) {
        return query.statusesOrAll().stream()
                .map(status -> before + "'" + status.wire() + "'" + after)
                .collect(Collectors.joining(", "));
    }

    private static String departmentArray(int size) {
        return size > DEPARTMENTS_ONE_BY_ONE
                ? "CAST(:departments AS uuid[])"
                : IntStream.range(0, size)
                        .mapToObj(n -> ":department" + n)
                        .collect(Collectors.joining(", ", "CAST(ARRAY[", "] AS uuid[])"));
    }

    private static String conditions(Agent agent, TicketQuery query) {
        var sql = new StringBuilder();
        query.contact().ifPresent(contact -> sql.append(" AND t.contact_id = :contact"));
        if (!query.statuses().isEmpty()) {
            sql.append(" AND t.status IN (").append(states(query, "", "")).append(")");
        }
        if (query.assignee() instanceof TicketQuery.Assignee.Somebody) {
            sql.append(" AND t.assignee_id = :assignee");
        }
        return sql.append(nobody(query)).append(departments(agent, query)).toString();
    }

    private static String nobody(TicketQuery query) {
        return query.assignee() instanceof TicketQuery.Assignee.Nobody ? " AND t.assignee_id IS NULL" : "";
    }

    private static String departments(Agent agent, TicketQuery query) {
        return query.department().isPresent() || !agent.may(Permission.ALL_DEPARTMENTS)
                ? " AND t.department_id = ANY (:departments)"
                : "";
    }

    private static Map<String, Object> parameters(Agent agent, TicketQuery query) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("tenant", agent.tenant().value());
        var departments = visible(agent, query.department()).stream()
                .map(DepartmentId::value)
                .toArray(UUID[]::new);
        parameters.put("departments", departments);
        for (int n = 0; n < Math.min(departments.length, DEPARTMENTS_ONE_BY_ONE); n++) {
            parameters.put("department" + n, departments[n]);
        }
        if (query.assignee() instanceof TicketQuery.Assignee.Somebody somebody) {
            parameters.put("assignee", somebody.id().value());
        }
        query.contact().ifPresent(contact -> parameters.put("contact", contact.value()));
        return parameters;
    }

    private static List<DepartmentId> visible(Agent agent, Optional<DepartmentId> asked) {
        return asked.map(one -> agent.worksIn(one) ? List.of(one) : List.<DepartmentId>of())
                .orElseGet(() -> new ArrayList<>(agent.departments()));
    }

    private static TicketLine line(ResultSet row, int number) throws SQLException {
        var contact = row.getObject("contact_id", UUID.class);
        var assignee = row.getObject("assignee_id", UUID.class);
        return new TicketLine(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("subject"),
                row.getString("status"),
                row.getString("channel"),
                contact == null
                        ? null
                        : new TicketLine.Requester(
                                contact, row.getString("contact_name"), row.getString("contact_email")),
                new TicketLine.Named(row.getObject("department_id", UUID.class), row.getString("department_name")),
                assignee == null ? null : new TicketLine.Named(assignee, row.getString("assignee_name")),
                row.getTimestamp("updated_at").toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getString("snippet"),
                row.getBoolean("unread"),
                texts(row.getArray("tags")),
                row.getBoolean("files"),
                row.getInt("messages"),
                row.getBoolean("failed"),
                row.getBoolean("suspected"),
                instant(row.getTimestamp("postponed_until")),
                instant(row.getTimestamp("deleted_at")));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.stream((Object[]) array.getArray()).map(Object::toString).toList();
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
