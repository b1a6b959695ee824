package org.havendesk.email;

import java.util.Optional;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.TenantId;
import org.havendesk.tickets.Department;
import org.havendesk.tickets.Departments;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Finds by which server a mail leaves, and in whose name. */
@Component
class WaysOut {
    private final OutgoingServerRows servers;
    private final DepartmentMails departmentMails;
    private final Departments departments;
    private final SenderList senders;
    private final Relay relay;
    private final String fallback;

    WaysOut(
            OutgoingServerRows servers,
            DepartmentMails departmentMails,
            Departments departments,
            SenderList senders,
            Relay relay,
            @Value("${havendesk.mail.from:}") String fallback) {
        this.servers = servers;
        this.departmentMails = departmentMails;
        this.departments = departments;
        this.senders = senders;
        this.relay = relay;
        this.fallback = fallback;
    }

    /** The department's server, else the account's default, else the installation's relay; empty when there is none. */
    Optional<SmtpServer> server(TenantId tenant, Optional<DepartmentId> department) {
        return department
                .flatMap(one -> departmentMails.of(tenant, one).outgoingServer())
                .flatMap(id -> servers.smtp(tenant, id))
                .or(() -> servers.byDefault(tenant))
                .or(relay::server);
    }

    /** @param replyTo where answers go, when that is not where the mail comes from */
    record From(String address, Optional<String> replyTo) {}

    /**
     * In whose name a mail leaves. A server may send in its own domain's name only: where the department's address lies
     * elsewhere, the mail comes from the server's address and asks to be answered at the department's.
     */
    From from(OutboxRow mail, SmtpServer server) {
        var own = address(mail);
        var sends = server.fromAddress();
        if (sends.isEmpty()) {
            return new From(own.orElseGet(() -> fallback(mail.tenant())), Optional.empty());
        }
        if (own.isEmpty()) {
            return new From(sends.get(), Optional.empty());
        }
        return domain(own.get()).equals(domain(sends.get()))
                ? new From(own.get(), Optional.empty())
                : new From(sends.get(), own);
    }

    /** The address of the mail's department; of the first one when it has none. */
    Optional<String> address(OutboxRow mail) {
        return mail.department()
                .flatMap(one -> senders.address(mail.tenant(), one, mail.ticket()))
                .or(() -> first(mail.tenant()));
    }

    /** The address of the first department that has one: letters of the account come from there. */
    Optional<String> first(TenantId tenant) {
        return departments.all(tenant).stream()
                .map(Department::id)
                .flatMap(one -> senders.address(tenant, one, Optional.empty()).stream())
                .findFirst();
    }

    private String fallback(TenantId tenant) {
        return fallback.isBlank() ? "noreply@" + senders.account(tenant).host() : fallback;
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }
}
