package org.havendesk.email;

import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.TenantId;
import org.havendesk.tickets.TicketId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads in whose name a mail is written: account, department, agent. */
@Repository
class SenderList {
    private final JdbcClient db;
    private final String host;

    SenderList(JdbcClient db, @Value("${havendesk.host}") String host) {
        this.db = db;
        this.host = host;
    }

    /**
     * @param language of the account: {@code en}, {@code fr} or {@code bg}
     * @param host under which the account answers, without port
     */
    record Account(String name, String language, String host) {}

    Account account(TenantId tenant) {
        return db.sql("SELECT name, language, subdomain FROM account WHERE id = :id")
                .param("id", tenant.value())
                .query((row, line) -> new Account(row.getString(1), row.getString(2), row.getString(3) + "." + host))
                .single();
    }

    /** @param signature HTML as the agent wrote it; may be empty */
    record Signer(String name, String email, String language, String signature, boolean active) {}

    Optional<Signer> agent(TenantId tenant, AgentId agent) {
        return db.sql("""
                SELECT name, email, language, signature, state FROM agent WHERE tenant_id = :tenant AND id = :agent
                """)
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .query((row, line) -> new Signer(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        "active".equals(row.getString(5))))
                .optional();
    }

    /**
     * The address in whose name a department writes: the one that the customer last wrote to in this ticket, else its
     * own, else the one that came with the account.
     */
    Optional<String> address(TenantId tenant, DepartmentId department, Optional<TicketId> ticket) {
        return db.sql("""
                WITH last AS (
                  SELECT recipients FROM message
                   WHERE tenant_id = :tenant AND ticket_id = CAST(:ticket AS uuid) AND kind = 'incoming'
                   ORDER BY at DESC
                   LIMIT 1),
                wrote_to AS (
                  SELECT lower(one ->> 'email') AS address
                    FROM last, jsonb_path_query(recipients, '$.*[*]') AS one)
                SELECT address FROM mail_address a
                 WHERE tenant_id = :tenant AND department_id = :department
                 ORDER BY address IN (SELECT address FROM wrote_to) DESC, built_in, address
                 LIMIT 1
                """)
                .param("tenant", tenant.value())
                .param("ticket", ticket.map(TicketId::value).orElse(null))
                .param("department", department.value())
                .query(String.class)
                .optional();
    }

    /** Whether mail to this address comes back to us. */
    boolean isOurs(TenantId tenant, String address) {
        return db.sql("""
                SELECT EXISTS (SELECT 1 FROM mail_address WHERE tenant_id = :tenant AND address = :address)
                    OR EXISTS (SELECT 1 FROM mailbox WHERE tenant_id = :tenant AND address = :address)
                """)
                .param("tenant", tenant.value())
                .param("address", address)
                .query(Boolean.class)
                .single();
    }

    record Quoted(String author, java.time.Instant at, String html) {}

    /** What the customer wrote last. */
    Optional<Quoted> lastWords(TenantId tenant, TicketId ticket) {
        return db.sql("""
                SELECT author_name, from_address, at, html FROM message
                 WHERE tenant_id = :tenant AND ticket_id = :ticket AND kind = 'incoming'
                 ORDER BY at DESC
                 LIMIT 1
                """)
                .param("tenant", tenant.value())
                .param("ticket", ticket.value())
                .query((row, line) -> new Quoted(
                        row.getString(1).isBlank() ? String.valueOf(row.getString(2)) : row.getString(1),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4)))
                .optional();
    }

    Optional<String> ticketCode(TenantId tenant, UUID ticket) {
        return db.sql("SELECT code FROM ticket WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", ticket)
                .query(String.class)
                .optional();
    }
}
