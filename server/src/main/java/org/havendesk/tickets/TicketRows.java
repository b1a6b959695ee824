package org.havendesk.tickets;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of tickets. Nobody outside this room writes these tables. */
@Repository
class TicketRows {
    private static final int SEARCHED_TEXT = 5_000;
    private static final String COLUMNS = """
            t.tenant_id, t.id, t.code, t.subject, t.status, t.status_before, t.channel, t.department_id, t.assignee_id,
            t.contact_id, t.suspected, t.created_at, t.updated_at
            """;

    private final JdbcClient db;
    private final Writes writes;

    TicketRows(JdbcClient db, Writes writes) {
        this.db = db;
        this.writes = writes;
    }

    Optional<Ticket> find(TenantId tenant, TicketId id) {
        return find(tenant, id, "");
    }

    /** The ticket, held as by {@link #lock}. */
    Optional<Ticket> locked(TenantId tenant, TicketId id) {
        return find(tenant, id, " FOR UPDATE");
    }

    private Optional<Ticket> find(TenantId tenant, TicketId id, String hold) {
        return db.sql("SELECT " + COLUMNS + " FROM ticket t WHERE t.tenant_id = :tenant AND t.id = :id" + hold)
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(TicketRows::ticket)
                .optional();
    }

    /** Holds the ticket until the transaction ends, so that two writers to one ticket take turns. */
    void lock(TenantId tenant, TicketId id) {
        db.sql("SELECT 1 FROM ticket WHERE tenant_id = :tenant AND id = :id FOR UPDATE")
                .param("tenant", tenant.value())
                .param("id", id.value())
                .query(Integer.class)
                .optional();
    }

    /** A message known by an external id, and the ticket that it is in. */
    record Known(String externalId, TicketId ticket) {}

    /**
     * A list and no array: of a list PostgreSQL knows the length before it knows the values, and plans for good. The plan
     * costs it ten times what looking costs.
     */
    List<Known> known(TenantId tenant, Collection<String> externalIds) {
        if (externalIds.isEmpty()) {
            return List.of();
        }
        return db.sql("""
                SELECT external_id, ticket_id FROM message
                 WHERE tenant_id = :tenant AND external_id IN (:ids)
                """)
                .param("tenant", tenant.value())
                .param("ids", filledUp(externalIds))
                .query((row, line) -> new Known(row.getString(1), new TicketId(row.getObject(2, UUID.class))))
                .list();
    }

    /** To a power of two, with the last one again, so that there are few statements to remember. */
    static <T> List<T> filledUp(Collection<T> values) {
        var filled = new ArrayList<>(values);
        while (Integer.bitCount(filled.size()) > 1) {
            filled.add(filled.getLast());
        }
        return filled;
    }

    Optional<TicketId> byCode(TenantId tenant, String code) {
        return db.sql("SELECT id FROM ticket WHERE tenant_id = :tenant AND code = :code")
                .param("tenant", tenant.value())
                .param("code", code)
                .query(UUID.class)
                .optional()
                .map(TicketId::new);
    }

    /** Whether somebody is the requester of a ticket or takes part in it. */
    boolean takesPart(Ticket ticket, ContactId contact, String address) {
        return ticket.contact().filter(contact::equals).isPresent()
                || db.sql("""
                        SELECT EXISTS (SELECT 1 FROM ticket_participant
                                        WHERE tenant_id = :tenant AND ticket_id = :ticket AND address = :address)
                        """)
                        .param("tenant", ticket.tenant().value())
                        .param("ticket", ticket.id().value())
                        .param("address", address)
                        .query(Boolean.class)
                        .single();
    }

    void insert(Ticket ticket, Instant at) {
        db.sql("""
                INSERT INTO ticket (tenant_id, id, code, subject, status, channel, department_id, assignee_id, contact_id,
                                    created_at, updated_at)
                VALUES (:tenant, :id, :code, :subject, :status, :channel, :department, :assignee, :contact, :at, :at)
                """)
                .param("tenant", ticket.tenant().value())
                .param("id", ticket.id().value())
                .param("code", ticket.code())
                .param("subject", ticket.subject())
                .param("status", ticket.status().wire())
                .param("channel", ticket.channel())
                .param("department", ticket.department().value())
                .param("assignee", ticket.assignee().map(AgentId::value).orElse(null))
                .param("contact", ticket.contact().map(ContactId::value).orElse(null))
                .param("at", Timestamp.from(at))
                .update();
    }

    /** What a new message changes in the ticket's own row. */
    record Touch(Status status, String snippet, boolean files, boolean incoming, Instant at) {}

    /** A ticket that begins with a message from outside: one row written once, where an update would touch every index. */
    void insert(Ticket ticket, Touch first) {
        writes.sql("""
                INSERT INTO ticket (tenant_id, id, code, subject, status, status_before, suspected, channel, department_id,
                                    contact_id, snippet, messages, files, created_at, updated_at, incoming_at)
                VALUES (:tenant, :id, :code, :subject, :status, :before, :suspected, :channel, :department,
                        :contact, :snippet, 1, :files, :at, :at, :at)
                """)
                .param("tenant", ticket.tenant().value())
                .param("id", ticket.id().value())
                .param("code", ticket.code())
                .param("subject", ticket.subject())
                .param("status", first.status().wire())
                .param("before", ticket.statusBefore().map(Status::wire).orElse(null))
                .param("suspected", ticket.suspected())
                .param("channel", ticket.channel())
                .param("department", ticket.department().value())
                .param("contact", ticket.contact().map(ContactId::value).orElse(null))
                .param("snippet", first.snippet())
                .param("files", first.files())
                .param("at", Timestamp.from(first.at()))
                .later();
    }

    void touch(Ticket ticket, Touch touch) {
        writes.sql("""
                UPDATE ticket
                   SET status = :status, snippet = :snippet, messages = messages + 1, files = files OR :files,
                       updated_at = greatest(updated_at, :at),
                       incoming_at = CASE WHEN :incoming THEN CAST(:at AS timestamptz) ELSE incoming_at END,
                       status_before = CASE WHEN :status IN ('postponed', 'spam', 'deleted') THEN status_before END,
                       postponed_until = CASE WHEN :status = 'postponed' THEN postponed_until END,
                       resolved_at = CASE WHEN :status = 'resolved' THEN coalesce(resolved_at, :at) END
                 WHERE tenant_id = :tenant AND id = :id
                """)
                .param("status", touch.status().wire())
                .param("snippet", touch.snippet())
                .param("files", touch.files())
                .param("incoming", touch.incoming())
                .param("at", Timestamp.from(touch.at()))
                .param("tenant", ticket.tenant().value())
                .param("id", ticket.id().value())
                .later();
    }

    /** A change of status by hand or by time, with what belongs to it. */
    void status(Ticket ticket, Status status, @Nullable Instant until, Instant at) {
        db.sql("""
                UPDATE ticket
                   SET status_before = CASE WHEN :status IN ('postponed', 'spam', 'deleted') THEN
                                            CASE WHEN status IN ('spam', 'deleted', 'postponed') THEN coalesce(status_before, status)
                                                 ELSE status END END,
                       status = :status,
                       postponed_until = :until,
                       resolved_at = CASE WHEN :status = 'resolved' THEN CAST(:at AS timestamptz)
                                          WHEN :status = 'closed' THEN resolved_at END,
                       deleted_at = CASE WHEN :status = 'deleted' THEN CAST(:at AS timestamptz) END,
                       updated_at = :at
                 WHERE tenant_id = :tenant AND id = :id
                """)
                .param("status", status.wire())
                .param("until", until == null ? null : Timestamp.from(until))
                .param("at", Timestamp.from(at))
                .param("tenant", ticket.tenant().value())
                .param("id", ticket.id().value())
                .update();
    }

    /** Takes the warning off. */
    void trust(Ticket ticket) {
        db.sql("UPDATE ticket SET suspected = false WHERE tenant_id = :tenant AND id = :id AND suspected")
                .param("tenant", ticket.tenant().value())
                .param("id", ticket.id().value())
                .update();
    }

    void suspect(Ticket ticket) {
        db.sql("UPDATE ticket SET suspected = true WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", ticket.tenant().value())
                .param("id", ticket.id().value())
                .update();
    }

    void assign(Ticket ticket, @Nullable AgentId agent, Instant at) {
        set(ticket, "assignee_id", agent == null ? null : agent.value(), at);
    }

    void move(Ticket ticket, DepartmentId department, Instant at) {
        set(ticket, "department_id", department.value(), at);
    }

    void subject(Ticket ticket, String subject, Instant at) {
        set(ticket, "subject", subject, at);
    }

    void contact(Ticket ticket, @Nullable ContactId contact, Instant at) {
        set(ticket, "contact_id", contact == null ? null : contact.value(), at);
    }

    void tags(Ticket ticket, List<String> tags, Instant at) {
        set(ticket, "tags", tags.toArray(String[]::new), at);
    }

    void failed(TenantId tenant, TicketId ticket, boolean failed) {
        db.sql("UPDATE ticket SET failed = :failed WHERE tenant_id = :tenant AND id = :id AND failed <> :failed")
                .param("failed", failed)
                .param("tenant", tenant.value())
                .param("id", ticket.value())
                .update();
    }

    /** @param column one of this class's own words, never from outside */
    private void set(Ticket ticket, String column, @Nullable Object value, Instant at) {
        db.sql("UPDATE ticket SET " + column + " = :value, updated_at = :at WHERE tenant_id = :tenant AND id = :id")
                .param("value", value)
                .param("at", Timestamp.from(at))
                .param("tenant", ticket.tenant().value())
                .param("id", ticket.id().value())
                .update();
    }

    void participants(Ticket ticket, Collection<Recipient> people, boolean copied) {
        for (var person : people) {
            writes.sql("""
                    INSERT INTO ticket_participant (tenant_id, ticket_id, address, name, copied)
                    VALUES (:tenant, :ticket, :address, :name, :copied)
                        ON CONFLICT (tenant_id, ticket_id, address) DO UPDATE SET copied = ticket_participant.copied OR excluded.copied
                    """)
                    .param("tenant", ticket.tenant().value())
                    .param("ticket", ticket.id().value())
                    .param("address", person.email())
                    .param("name", person.name())
                    .param("copied", copied)
                    .later();
        }
    }

    List<Recipient> copied(TenantId tenant, TicketId ticket) {
        return db.sql("""
                SELECT name, address FROM ticket_participant
                 WHERE tenant_id = :tenant AND ticket_id = :ticket AND copied
                 ORDER BY address
                 LIMIT 100
                """)
                .param("tenant", tenant.value())
                .param("ticket", ticket.value())
                .query((row, line) -> new Recipient(row.getString(1), row.getString(2)))
                .list();
    }

    /** Lets the search find a new ticket by these words. */
    void searchable(Ticket ticket, String words) {
        writes.sql("""
                INSERT INTO ticket_search (tenant_id, ticket_id, department_id, week, words)
                SELECT t.tenant_id, t.id, t.department_id, date_trunc('week', t.updated_at AT TIME ZONE 'UTC'), strip(to_tsvector('words', :words))
                  FROM ticket t WHERE t.tenant_id = :tenant AND t.id = :ticket
                """)
                .param("tenant", ticket.tenant().value())
                .param("ticket", ticket.id().value())
                .param("words", bounded(words))
                .later();
    }

    /** Lets the search find the ticket by more words. */
    void searchableToo(Ticket ticket, String words) {
        writes.sql("""
                UPDATE ticket_search SET words = words || strip(to_tsvector('words', :words))
                 WHERE tenant_id = :tenant AND ticket_id = :ticket
                """)
                .param("tenant", ticket.tenant().value())
                .param("ticket", ticket.id().value())
                .param("words", bounded(words))
                .later();
    }

    private static String bounded(String words) {
        return words.length() <= SEARCHED_TEXT ? words : words.substring(0, SEARCHED_TEXT);
    }

    static Ticket ticket(ResultSet row, int line) throws SQLException {
        return new Ticket(
                new TenantId(row.getObject("tenant_id", UUID.class)),
                new TicketId(row.getObject("id", UUID.class)),
                row.getString("code"),
                row.getString("subject"),
                Status.of(row.getString("status")).orElseThrow(),
                Optional.ofNullable(row.getString("status_before")).flatMap(Status::of),
                row.getString("channel"),
                new DepartmentId(row.getObject("department_id", UUID.class)),
                Optional.ofNullable(row.getObject("assignee_id", UUID.class)).map(AgentId::new),
                Optional.ofNullable(row.getObject("contact_id", UUID.class)).map(ContactId::new),
                row.getBoolean("suspected"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
