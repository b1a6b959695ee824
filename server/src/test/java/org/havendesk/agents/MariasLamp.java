package org.havendesk.agents;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.havendesk.contacts.Contacts;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Ids;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.havendesk.tickets.Incoming;
import org.havendesk.tickets.Received;
import org.havendesk.tickets.Recipients;
import org.havendesk.tickets.Tickets;

/** Maria writes about a lamp. */
final class MariasLamp {
    private MariasLamp() {}

    /** A new ticket each time. */
    static Received.Opened in(Tickets tickets, Contacts contacts, TenantId tenant, DepartmentId department) {
        return Tenants.as(tenant, () -> {
            var maria = contacts.known(tenant, new EmailAddress("maria@example.org"), "Maria");
            return (Received.Opened) tickets.receive(
                    tenant,
                    new Incoming(
                            "email",
                            "<" + Ids.next() + "@example.org>",
                            Incoming.Kind.MESSAGE,
                            maria,
                            "Maria",
                            "maria@example.org",
                            department,
                            "Lamp",
                            "<p>Lamp</p>",
                            Optional.empty(),
                            "Lamp",
                            false,
                            Recipients.NONE,
                            List.of(),
                            Optional.empty(),
                            List.of(),
                            Optional.empty(),
                            Instant.parse("2026-11-01T10:00:00Z")));
        });
    }
}
