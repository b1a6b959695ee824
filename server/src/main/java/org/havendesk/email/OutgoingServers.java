package org.havendesk.email;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.email.OutgoingServerRows.OutgoingServer;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The servers that an account sends by. The first one is the default; there is always at most one default. */
@Service
@Transactional
class OutgoingServers {
    /** At most this many servers in an account. */
    static final int MAX = 50;

    private static final int MAX_TEXT = 255;
    private static final int MAX_PASSWORD = 4096;

    private final OutgoingServerRows rows;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OutgoingServers(OutgoingServerRows rows, Outbox outbox, ApplicationEventPublisher events, Clock clock) {
        this.rows = rows;
        this.outbox = outbox;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A server as somebody describes it.
     *
     * @param password empty to leave the one that is known
     */
    record Described(
            String name,
            String host,
            int port,
            String security,
            String username,
            Optional<String> password,
            String fromAddress,
            boolean isDefault) {}

    @Transactional(readOnly = true)
    public List<OutgoingServer> all(Agent agent) {
        agent.require(Permission.MANAGE_SETTINGS);
        return rows.all(agent.tenant());
    }

    /**
     * Adds a server; what waits in the outbox tries again at once.
     *
     * @throws Invalid when something in it cannot be used
     * @throws Conflict when there are too many
     */
    public OutgoingServer add(Agent agent, Described described) {
        agent.require(Permission.MANAGE_SETTINGS);
        var there = rows.all(agent.tenant());
        if (there.size() >= MAX) {
            throw new Conflict("outgoingServers", MAX);
        }
        var server = checked(Ids.next(), described, there.isEmpty());
        if (server.isDefault()) {
            rows.noDefault(agent.tenant());
        }
        rows.insert(agent.tenant(), server, clock.instant());
        described.password().ifPresent(password -> rows.password(agent.tenant(), server.id(), password));
        return done(agent, server.id(), "server.added");
    }

    /**
     * @throws NotFound when there is no such server
     * @throws Invalid when something in it cannot be used; a new host or user needs its password again
     */
    public OutgoingServer change(Agent agent, UUID id, Described described) {
        agent.require(Permission.MANAGE_SETTINGS);
        var before = rows.find(agent.tenant(), id).orElseThrow(() -> new NotFound("server"));
        var server = checked(id, described, false);
        requirePassword(before, server, described);
        if (server.isDefault()) {
            rows.noDefault(agent.tenant());
        }
        rows.update(agent.tenant(), server);
        described.password().ifPresent(password -> rows.password(agent.tenant(), id, password));
        return done(agent, id, "server.changed");
    }

    /**
     * Removes a server; its mails leave by the default or the relay.
     *
     * @throws NotFound when there is no such server
     */
    public void remove(Agent agent, UUID id) {
        agent.require(Permission.MANAGE_SETTINGS);
        if (!rows.delete(agent.tenant(), id)) {
            throw new NotFound("server");
        }
        events.publishEvent(Happened.by(agent, "server.removed", "outgoing-server", id));
        outbox.wake(agent.tenant());
    }

    /**
     * What a test would talk to.
     *
     * @param known the server whose password is meant when none is given; only while host and user are the same
     */
    @Transactional(readOnly = true)
    public SmtpServer toTest(Agent agent, Described described, Optional<UUID> known) {
        agent.require(Permission.MANAGE_SETTINGS);
        var server = checked(known.orElseGet(Ids::next), described, false);
        var before = known.map(id -> rows.find(agent.tenant(), id).orElseThrow(() -> new NotFound("server")));
        before.ifPresent(one -> requirePassword(one, server, described));
        var password = described
                .password()
                .orElseGet(
                        () -> known.map(id -> rows.password(agent.tenant(), id)).orElse(""));
        return new SmtpServer(
                Optional.of(server.id()),
                server.host(),
                server.port(),
                server.security(),
                server.username(),
                password,
                Optional.of(server.fromAddress()));
    }

    /** Else whoever may change the host could have the password sent to a host of theirs. */
    private static void requirePassword(OutgoingServer before, OutgoingServer after, Described described) {
        var same = before.host().equals(after.host())
                && before.username().equals(after.username())
                && before.security() == after.security();
        new Invalid.Check()
                .that(same || after.username().isEmpty() || described.password().isPresent(), "password", "required")
                .done();
    }

    private OutgoingServer done(Agent agent, UUID id, String action) {
        events.publishEvent(Happened.by(agent, action, "outgoing-server", id));
        outbox.wake(agent.tenant());
        return find(agent.tenant(), id);
    }

    private OutgoingServer find(TenantId tenant, UUID id) {
        return rows.find(tenant, id).orElseThrow(() -> new NotFound("server"));
    }

    private static OutgoingServer checked(UUID id, Described described, boolean first) {
        var from = EmailAddress.parse(described.fromAddress());
        var security = MailSecurity.of(described.security());
        var host = described.host().strip();
        new Invalid.Check()
                .that(!described.name().isBlank(), "name", "required")
                .that(described.name().length() <= MAX_TEXT, "name", "tooLong", MAX_TEXT)
                .that(host.matches("[A-Za-z0-9.:_-]{1,253}"), "host", "outgoingHost")
                .that(described.port() > 0 && described.port() < 65_536, "port", "outgoingPort")
                .that(security.isPresent(), "security", "security")
                .that(described.username().length() <= MAX_TEXT, "username", "tooLong", MAX_TEXT)
                .that(
                        described.password().map(String::length).orElse(0) <= MAX_PASSWORD,
                        "password",
                        "tooLong",
                        MAX_PASSWORD)
                .that(
                        security.filter(one -> one == MailSecurity.NONE).isEmpty()
                                || described.username().isEmpty(),
                        "security",
                        "passwordInTheClear")
                .that(from.isPresent(), "fromAddress", "email")
                .done();
        return new OutgoingServer(
                id,
                described.name().strip(),
                host,
                described.port(),
                security.orElseThrow(),
                described.username(),
                from.orElseThrow().value(),
                described.isDefault() || first,
                false,
                null);
    }
}
