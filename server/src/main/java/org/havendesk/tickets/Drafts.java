package org.havendesk.tickets;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.files.FileId;
import org.havendesk.files.Files;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Invalid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What an agent has begun to write in a ticket: one draft each, seen by nobody else. */
@Service
@Transactional
public class Drafts {
    private static final int MAX_HTML = 1_000_000;
    private static final int MAX_FILES = 50;

    private final JdbcClient db;
    private final Tickets tickets;
    private final Files files;
    private final Json json;
    private final Clock clock;

    Drafts(JdbcClient db, Tickets tickets, Files files, Json json, Clock clock) {
        this.db = db;
        this.tickets = tickets;
        this.files = files;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param kind {@code reply} or {@code note}
     * @param files uploaded before
     */
    public record Draft(String kind, String html, Recipients recipients, List<UUID> files, Instant savedAt) {}

    /**
     * Keeps what is written so far, in place of what was kept before.
     *
     * @throws org.havendesk.platform.NotFound when the agent may not see the ticket
     */
    public void save(Agent agent, TicketId id, String kind, String html, Recipients recipients, List<FileId> uploads) {
        var ticket = tickets.workableBy(agent, id);
        new Invalid.Check()
                .that(kind.equals("reply") || kind.equals("note"), "kind", "choice")
                .that(html.length() <= MAX_HTML, "html", "tooLong", MAX_HTML)
                .that(uploads.size() <= MAX_FILES, "attachments", "tooMany", MAX_FILES)
                .done();
        files.keep(agent.tenant(), uploads);
        files.keep(agent.tenant(), Texts.filesShownIn(html).keySet());
        db.sql("""
                INSERT INTO draft (tenant_id, ticket_id, agent_id, kind, html, recipients, files, saved_at)
                VALUES (:tenant, :ticket, :agent, :kind, :html, CAST(:recipients AS jsonb), :files, :at)
                    ON CONFLICT (tenant_id, ticket_id, agent_id) DO UPDATE
                   SET kind = excluded.kind, html = excluded.html, recipients = excluded.recipients, files = excluded.files,
                       saved_at = excluded.saved_at
                """)
                .param("tenant", agent.tenant().value())
                .param("ticket", ticket.id().value())
                .param("agent", agent.id().value())
                .param("kind", kind)
                .param("html", html)
                .param("recipients", json.write(recipients))
                .param("files", uploads.stream().map(FileId::value).toArray(UUID[]::new))
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    @Transactional(readOnly = true)
    public Optional<Draft> find(Agent agent, TicketId id) {
        return db.sql("""
                SELECT kind, html, recipients, files, saved_at FROM draft
                 WHERE tenant_id = :tenant AND ticket_id = :ticket AND agent_id = :agent
                """)
                .param("tenant", agent.tenant().value())
                .param("ticket", id.value())
                .param("agent", agent.id().value())
                .query((row, line) -> new Draft(
                        row.getString(1),
                        row.getString(2),
                        json.recipients(row.getString(3)),
                        Arrays.asList((UUID[]) row.getArray(4).getArray()),
                        row.getTimestamp(5).toInstant()))
                .optional();
    }

    /** @throws org.havendesk.platform.NotFound when the agent may not see the ticket */
    public void discard(Agent agent, TicketId id) {
        var ticket = tickets.workableBy(agent, id);
        db.sql("DELETE FROM draft WHERE tenant_id = :tenant AND ticket_id = :ticket AND agent_id = :agent")
                .param("tenant", agent.tenant().value())
                .param("ticket", ticket.id().value())
                .param("agent", agent.id().value())
                .update();
    }
}
