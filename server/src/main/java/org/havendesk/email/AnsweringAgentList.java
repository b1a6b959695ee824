package org.havendesk.email;

import java.util.Optional;
import org.havendesk.email.MailIds.Notified;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads whether an agent who answers a notification by mail may do so now. */
@Repository
class AnsweringAgentList {
    private final JdbcClient db;

    AnsweringAgentList(JdbcClient db) {
        this.db = db;
    }

    /**
     * The agent's name. Empty unless the mail comes from the agent's own address, the agent is active, and the ticket is
     * one that the agent may see.
     */
    Optional<String> name(TenantId tenant, Notified notified, EmailAddress from) {
        return db.sql("""
                SELECT a.name FROM agent a
                  JOIN ticket t ON t.tenant_id = a.tenant_id AND t.id = :ticket
                 WHERE a.tenant_id = :tenant AND a.id = :agent AND a.email = :from AND a.state = 'active'
                   AND (a.role IN ('owner', 'admin')
                        OR EXISTS (SELECT 1 FROM agent_department d
                                    WHERE d.tenant_id = a.tenant_id AND d.agent_id = a.id
                                      AND d.department_id = t.department_id AND d.role <> 'reader'))
                """)
                .param("ticket", notified.ticket().value())
                .param("tenant", tenant.value())
                .param("agent", notified.agent().value())
                .param("from", from.value())
                .query(String.class)
                .optional();
    }
}
