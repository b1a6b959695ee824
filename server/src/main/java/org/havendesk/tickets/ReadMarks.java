package org.havendesk.tickets;

import java.sql.Timestamp;
import java.time.Clock;
import org.havendesk.platform.Agent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What each agent has seen. */
@Service
@Transactional
public class ReadMarks {
    private final JdbcClient db;
    private final Tickets tickets;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReadMarks(JdbcClient db, Tickets tickets, ApplicationEventPublisher events, Clock clock) {
        this.db = db;
        this.tickets = tickets;
        this.events = events;
        this.clock = clock;
    }

    /** The agent has seen everything in the ticket so far. */
    public void read(Agent agent, TicketId id) {
        var ticket = tickets.visibleTo(agent, id);
        db.sql("""
                INSERT INTO ticket_read (tenant_id, ticket_id, agent_id, read_at) VALUES (:tenant, :ticket, :agent, :at)
                    ON CONFLICT (tenant_id, ticket_id, agent_id) DO UPDATE SET read_at = excluded.read_at
                """)
                .param("tenant", agent.tenant().value())
                .param("ticket", ticket.id().value())
                .param("agent", agent.id().value())
                .param("at", Timestamp.from(clock.instant()))
                .update();
        events.publishEvent(new ReadMarked(agent.tenant(), agent.id(), id));
    }

    /** The ticket shall look new to the agent again. */
    public void unread(Agent agent, TicketId id) {
        var ticket = tickets.visibleTo(agent, id);
        db.sql("DELETE FROM ticket_read WHERE tenant_id = :tenant AND ticket_id = :ticket AND agent_id = :agent")
                .param("tenant", agent.tenant().value())
                .param("ticket", ticket.id().value())
                .param("agent", agent.id().value())
                .update();
        events.publishEvent(new ReadMarked(agent.tenant(), agent.id(), id));
    }
}
