package org.havendesk.email;

import java.util.UUID;
import org.havendesk.files.Files;
import org.havendesk.platform.Agent;
import org.havendesk.platform.NotFound;
import org.havendesk.tickets.MessageId;
import org.havendesk.tickets.TicketId;
import org.havendesk.tickets.Tickets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the mail that a message was made from, as long as it is kept. */
@Service
@Transactional(readOnly = true)
class Sources {
    private final JdbcClient db;
    private final Tickets tickets;
    private final Files files;
    private final InboundRows rows;

    Sources(JdbcClient db, Tickets tickets, Files files, InboundRows rows) {
        this.db = db;
        this.tickets = tickets;
        this.files = files;
        this.rows = rows;
    }

    /** @throws NotFound when the agent may not see the ticket, or the mail is not kept any more */
    byte[] of(Agent agent, TicketId ticket, MessageId message) {
        var tenant = agent.tenant();
        var mail = db.sql("""
                SELECT source FROM message
                 WHERE tenant_id = :tenant AND ticket_id = :ticket AND id = :id AND source IS NOT NULL
                """)
                .param("tenant", tenant.value())
                .param("ticket", tickets.visibleTo(agent, ticket).id().value())
                .param("id", message.value())
                .query(UUID.class)
                .optional()
                .flatMap(id -> rows.find(tenant, id))
                .orElseThrow(() -> new NotFound("mail"));
        var file = mail.file().orElseThrow(() -> new NotFound("mail"));
        return RawMail.unpack(files.read(tenant, file), mail.size());
    }
}
