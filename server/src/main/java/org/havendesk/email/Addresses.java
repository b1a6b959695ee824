package org.havendesk.email;

import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.havendesk.tickets.Departments;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The addresses that customers write to, each of one department. */
@Service
@Transactional
class Addresses {
    /** At most this many addresses in an account. */
    static final int MAX = 500;

    private static final String BUILT_IN = "support";
    private static final int MAX_NAME = 100;

    private final AddressRows rows;
    private final Routes routes;
    private final Hosts hosts;
    private final Departments departments;
    private final ApplicationEventPublisher events;

    Addresses(AddressRows rows, Routes routes, Hosts hosts, Departments departments, ApplicationEventPublisher events) {
        this.rows = rows;
        this.routes = routes;
        this.hosts = hosts;
        this.departments = departments;
        this.events = events;
    }

    /** The first department has the account's built-in address; doing it again changes nothing. */
    void install(TenantId tenant) {
        var first = departments.all(tenant).getFirst();
        var address = new EmailAddress(BUILT_IN + "@" + hosts.domain(tenant));
        rows.add(tenant, new MailAddress(Ids.next(), address, "", first.id(), true));
        afterCommit(tenant);
    }

    /** The address of a mailbox is the department's as well, unless another department has it. */
    void claim(TenantId tenant, EmailAddress address, DepartmentId department) {
        if (!isForeignHost(tenant, address)) {
            rows.add(tenant, new MailAddress(Ids.next(), address, "", department, false));
            afterCommit(tenant);
        }
    }

    /**
     * Gives a department one more address. Mail reaches it when it lies below the account's own host, or when it is
     * forwarded to the built-in address or fetched from a mailbox.
     *
     * @throws NotFound when there is no such department
     * @throws Invalid when it is no address, or the account has it already
     */
    MailAddress add(Agent agent, DepartmentId department, String address, String name) {
        agent.require(Permission.MANAGE_SETTINGS);
        var tenant = agent.tenant();
        if (departments.find(tenant, department).isEmpty()) {
            throw new NotFound("department");
        }
        if (rows.all(tenant).size() >= MAX) {
            throw new Conflict("addresses", MAX);
        }
        var parsed = EmailAddress.parse(address).orElseThrow(() -> Invalid.field("address", "email"));
        new Invalid.Check()
                .that(parsed.local().indexOf('+') < 0, "address", "plusAddress")
                .that(!isForeignHost(tenant, parsed), "address", "foreignHost")
                .that(name.length() <= MAX_NAME, "name", "tooLong", MAX_NAME)
                .done();
        var added = new MailAddress(Ids.next(), parsed, name.strip(), department, false);
        if (!rows.add(tenant, added)) {
            throw Invalid.field("address", "taken");
        }
        events.publishEvent(Happened.by(agent, "department.addressAdded", "department", department.value()));
        afterCommit(tenant);
        return added;
    }

    /**
     * @throws NotFound when the department has no such address
     * @throws Conflict when it is the built-in one
     */
    void remove(Agent agent, DepartmentId department, UUID id) {
        agent.require(Permission.MANAGE_SETTINGS);
        var address = rows.find(agent.tenant(), department, id).orElseThrow(() -> new NotFound("address"));
        if (address.builtIn()) {
            throw new Conflict("builtInAddress");
        }
        rows.remove(agent.tenant(), id);
        events.publishEvent(Happened.by(agent, "department.addressRemoved", "department", department.value()));
        afterCommit(agent.tenant());
    }

    /** Another account's host is no place for an address of this one. */
    private boolean isForeignHost(TenantId tenant, EmailAddress address) {
        return hosts.of(address.domain())
                .filter(account -> !account.tenant().equals(tenant))
                .isPresent();
    }

    private void afterCommit(TenantId tenant) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                routes.changed(tenant);
            }
        });
    }
}
