package org.havendesk.email;

import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.havendesk.tickets.Departments;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How each department writes its mails. */
@Service
@Transactional
class DepartmentMails {
    private static final int MAX_NAME = 100;

    private final JdbcClient db;
    private final Departments departments;
    private final OutgoingServerRows servers;
    private final ApplicationEventPublisher events;

    DepartmentMails(
            JdbcClient db, Departments departments, OutgoingServerRows servers, ApplicationEventPublisher events) {
        this.db = db;
        this.departments = departments;
        this.servers = servers;
        this.events = events;
    }

    /**
     * @param senderName shown before the department's address; empty for the agent's and the account's names
     * @param signature HTML below answers of agents who have none of their own; may be empty
     * @param outgoingServer that its mails leave by; empty for the account's default
     */
    record DepartmentMail(String senderName, String signature, Optional<UUID> outgoingServer) {
        static final DepartmentMail DEFAULT = new DepartmentMail("", "", Optional.empty());
    }

    @Transactional(readOnly = true)
    public DepartmentMail of(TenantId tenant, DepartmentId department) {
        return db.sql("""
                SELECT sender_name, signature, outgoing_server_id FROM department_mail
                 WHERE tenant_id = :tenant AND department_id = :department
                """)
                .param("tenant", tenant.value())
                .param("department", department.value())
                .query((row, line) -> new DepartmentMail(
                        row.getString(1), row.getString(2), Optional.ofNullable(row.getObject(3, UUID.class))))
                .optional()
                .orElse(DepartmentMail.DEFAULT);
    }

    /** @throws NotFound when there is no such department */
    @Transactional(readOnly = true)
    public DepartmentMail of(Agent agent, DepartmentId department) {
        agent.require(Permission.MANAGE_SETTINGS);
        if (departments.find(agent.tenant(), department).isEmpty()) {
            throw new NotFound("department");
        }
        return of(agent.tenant(), department);
    }

    /**
     * @throws NotFound when there is no such department
     * @throws Invalid when there is no such server, or a text is too long
     */
    public DepartmentMail change(Agent agent, DepartmentId department, DepartmentMail to) {
        agent.require(Permission.MANAGE_SETTINGS);
        var tenant = agent.tenant();
        if (departments.find(tenant, department).isEmpty()) {
            throw new NotFound("department");
        }
        new Invalid.Check()
                .that(to.senderName().length() <= MAX_NAME, "senderName", "tooLong", MAX_NAME)
                .that(to.signature().length() <= Signatures.MAX, "signature", "tooLong", Signatures.MAX)
                .that(
                        to.outgoingServer()
                                .map(id -> servers.find(tenant, id).isPresent())
                                .orElse(true),
                        "outgoingServer",
                        "server")
                .done();
        db.sql("""
                INSERT INTO department_mail (tenant_id, department_id, sender_name, signature, outgoing_server_id)
                VALUES (:tenant, :department, :name, :signature, :server)
                    ON CONFLICT (tenant_id, department_id) DO UPDATE
                       SET sender_name = excluded.sender_name, signature = excluded.signature,
                           outgoing_server_id = excluded.outgoing_server_id
                """)
                .param("tenant", tenant.value())
                .param("department", department.value())
                .param("name", ReplyComposer.oneLine(to.senderName()))
                .param("signature", Signatures.clean(to.signature()))
                .param("server", to.outgoingServer().orElse(null))
                .update();
        events.publishEvent(Happened.by(agent, "department.mailChanged", "department", department.value()));
        return of(tenant, department);
    }
}
