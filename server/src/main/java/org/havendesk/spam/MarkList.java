package org.havendesk.spam;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.Page;
import org.havendesk.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads the log of marks together with the tickets that they speak of. */
@Component
class MarkList {
    private final SpamReports reports;
    private final JdbcClient db;

    MarkList(SpamReports reports, JdbcClient db) {
        this.reports = reports;
        this.db = db;
    }

    /**
     * A line of the log as it is shown.
     *
     * @param ticket null when the message is of no ticket any more
     * @param channel how the message came: {@code email}, {@code form} or {@code chat}; null when it was judged too long ago
     * @param strength {@code mark}, or {@code hint} for an answer
     * @param outcome {@code learned}, {@code unchanged}, {@code over_limit} or {@code nothing_kept}
     */
    record Line(
            UUID id,
            @Nullable Ticket ticket,
            @Nullable String channel,
            @Nullable UUID by,
            boolean spam,
            String strength,
            String outcome,
            Instant at,
            @Nullable Instant undoneAt,
            @Nullable UUID undoneBy) {}

    /** A ticket by its name. */
    record Ticket(UUID id, String code, String subject) {}

    /** @throws org.havendesk.platform.Forbidden when the agent does not manage the settings */
    @Transactional(readOnly = true)
    public Page<Line> page(Agent agent, boolean hints, Optional<Cursor> cursor, int limit) {
        var marks = reports.log(agent, hints, cursor, limit);
        var tickets = tickets(
                agent.tenant(),
                marks.items().stream().map(SpamReports.Mark::message).toList());
        return marks.map(mark -> new Line(
                mark.id(),
                tickets.get(mark.message()),
                mark.channel().orElse(null),
                mark.by().map(AgentId::value).orElse(null),
                mark.spam(),
                SpamController.lower(mark.strength()),
                SpamController.lower(mark.outcome()),
                mark.at(),
                mark.undoneAt().orElse(null),
                mark.undoneBy().map(AgentId::value).orElse(null)));
    }

    private Map<UUID, Ticket> tickets(TenantId tenant, List<UUID> messages) {
        var tickets = new HashMap<UUID, Ticket>();
        db.sql("""
                SELECT m.source, t.id, t.code, t.subject
                  FROM message m
                  JOIN ticket t ON t.tenant_id = m.tenant_id AND t.id = m.ticket_id
                 WHERE m.tenant_id = :tenant AND m.source = ANY (:messages)
                """)
                .param("tenant", tenant.value())
                .param("messages", messages.toArray(UUID[]::new))
                .query((ResultSet row) -> read(row, tickets));
        return tickets;
    }

    private static void read(ResultSet row, Map<UUID, Ticket> tickets) throws SQLException {
        tickets.put(
                row.getObject("source", UUID.class),
                new Ticket(row.getObject("id", UUID.class), row.getString("code"), row.getString("subject")));
    }
}
