package org.havendesk.email;

import java.util.ArrayList;
import java.util.List;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.TenantId;
import org.havendesk.tickets.Departments;
import org.havendesk.tickets.Recipient;
import org.havendesk.tickets.Recipients;
import org.springframework.stereotype.Component;

/** To whom a mail came: which department of ours, and who else. */
@Component
class Receivers {
    private final Routes routes;
    private final MailboxRows mailboxes;
    private final Departments departments;

    Receivers(Routes routes, MailboxRows mailboxes, Departments departments) {
        this.routes = routes;
        this.mailboxes = mailboxes;
        this.departments = departments;
    }

    /** The department of the address that was written to, else of the mailbox it came from, else the first one. */
    DepartmentId department(TenantId tenant, ReadMail read) {
        var envelope = read.arrived().recipients().stream()
                .flatMap(text -> EmailAddress.parse(text).stream())
                .toList();
        return routes.department(tenant, envelope, read.named())
                .or(() -> read.arrived().mailbox().flatMap(id -> mailboxes.department(tenant, id)))
                .orElseGet(() -> departments.all(tenant).getFirst().id());
    }

    /**
     * Everybody whom the mail names. Our own addresses stand among the receivers, never in copy: an answer skips them. Who
     * was written to beside us stands in copy, for answers to all. Where none of the receivers is ours, the mail came by an
     * address of ours that we do not know, and they stay what they are.
     */
    Recipients recipients(TenantId tenant, ReadMail read) {
        var written = ReadMail.people(read.mail().to());
        var ours = written.stream()
                .filter(one -> isOurs(tenant, new EmailAddress(one.email())))
                .toList();
        var to = new ArrayList<>(ours.isEmpty() ? written : ours);
        var cc = new ArrayList<Recipient>();
        if (!ours.isEmpty()) {
            written.stream().filter(one -> !ours.contains(one)).forEach(cc::add);
        }
        for (var copied : ReadMail.people(read.mail().cc())) {
            (isOurs(tenant, new EmailAddress(copied.email())) ? to : cc).add(copied);
        }
        return new Recipients(to, cc, List.of());
    }

    boolean isOurs(TenantId tenant, EmailAddress address) {
        return routes.find(tenant, address).isPresent();
    }
}
