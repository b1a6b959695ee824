package org.havendesk.email;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
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
import org.havendesk.platform.TooMany;
import org.havendesk.tickets.Departments;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The mailboxes that an account fetches mail from. */
@Service
@Transactional
class Mailboxes {
    /** At most this many in an account. */
    static final int MAX = 50;

    private static final int TESTS_AT_A_TIME = 4;
    private static final Duration TEST_SILENCE = Duration.ofSeconds(15);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9:]([A-Za-z0-9.:_-]{0,251}[A-Za-z0-9.:])?");
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{1,320}");

    private final MailboxRows rows;
    private final MailboxConnections connections;
    private final MailboxRounds rounds;
    private final Addresses addresses;
    private final Departments departments;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Semaphore tests = new Semaphore(TESTS_AT_A_TIME);

    Mailboxes(
            MailboxRows rows,
            MailboxConnections connections,
            MailboxRounds rounds,
            Addresses addresses,
            Departments departments,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.connections = connections;
        this.rounds = rounds;
        this.addresses = addresses;
        this.departments = departments;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What an admin says about a mailbox.
     *
     * @param password empty leaves the one from before
     */
    record Wanted(
            MailboxSettings settings,
            Optional<String> password,
            DepartmentId department,
            boolean all,
            boolean keep,
            EmailAddress address,
            boolean paused) {}

    @Transactional(readOnly = true)
    List<Mailbox> all(Agent agent) {
        agent.require(Permission.MANAGE_SETTINGS);
        return rows.all(agent.tenant());
    }

    /** @throws Conflict when the account fetches from there already, or has too many mailboxes */
    Mailbox add(Agent agent, Wanted wanted) {
        agent.require(Permission.MANAGE_SETTINGS);
        check(agent.tenant(), wanted);
        if (rows.all(agent.tenant()).size() >= MAX) {
            throw new Conflict("mailboxes", MAX);
        }
        var password = wanted.password().orElseThrow(() -> Invalid.field("password", "required"));
        var mailbox = mailbox(Ids.next(), wanted, "");
        once(() -> rows.insert(agent.tenant(), mailbox, password, clock.instant()));
        return done(agent, mailbox.id(), "mailbox.added");
    }

    /**
     * A password goes only to the server that it was given for: whoever names another one must give it again.
     *
     * @throws NotFound when there is no such mailbox
     * @throws Conflict when the account fetches from there already
     */
    Mailbox change(Agent agent, UUID id, Wanted wanted) {
        agent.require(Permission.MANAGE_SETTINGS);
        check(agent.tenant(), wanted);
        var before = rows.find(agent.tenant(), id).orElseThrow(() -> new NotFound("mailbox"));
        if (wanted.password().isEmpty() && !mayReuse(before.settings(), wanted.settings())) {
            throw Invalid.field("password", "required");
        }
        var same = isSamePlace(before.settings(), wanted.settings());
        once(() -> rows.update(agent.tenant(), mailbox(id, wanted, same ? before.progress() : "")));
        wanted.password().ifPresent(password -> rows.password(agent.tenant(), id, password));
        if (!same) {
            rows.forgetSeen(agent.tenant(), id);
        }
        return done(agent, id, "mailbox.changed");
    }

    /** @throws NotFound when there is no such mailbox */
    void remove(Agent agent, UUID id) {
        agent.require(Permission.MANAGE_SETTINGS);
        if (!rows.delete(agent.tenant(), id)) {
            throw new NotFound("mailbox");
        }
        rounds.stop(id);
        events.publishEvent(Happened.by(agent, "mailbox.removed", "mailbox", id));
    }

    /**
     * Tries to reach a mailbox that need not be stored. Empty when all went well.
     *
     * @param id of a stored one whose password is meant when none is given
     */
    @Transactional(propagation = Propagation.NOT_SUPPORTED)
    Optional<MailboxTrouble> test(
            Agent agent, MailboxSettings settings, Optional<String> given, Optional<UUID> id, PasswordOf stored) {
        agent.require(Permission.MANAGE_SETTINGS);
        check(settings);
        var password = given.or(() -> id.flatMap(one -> stored.of(agent, one, settings)))
                .orElseThrow(() -> Invalid.field("password", "required"));
        if (!tests.tryAcquire()) {
            throw new TooMany("tests", Duration.ofSeconds(10));
        }
        try (var open = connections.open(settings, password, Folder.READ_ONLY, TEST_SILENCE)) {
            return Optional.empty();
        } catch (MessagingException | IOException e) {
            return Optional.of(MailboxTrouble.of(e));
        } finally {
            tests.release();
        }
    }

    /** Finds the password of a stored mailbox, in a transaction of its own. */
    interface PasswordOf {
        Optional<String> of(Agent agent, UUID id, MailboxSettings settings);
    }

    /** The password of a stored mailbox, for the server that it was given for and no other. */
    @Transactional(readOnly = true)
    Optional<String> password(Agent agent, UUID id, MailboxSettings settings) {
        agent.require(Permission.MANAGE_SETTINGS);
        return rows.find(agent.tenant(), id)
                .filter(mailbox -> mayReuse(mailbox.settings(), settings))
                .map(mailbox -> rows.password(agent.tenant(), id));
    }

    private Mailbox done(Agent agent, UUID id, String action) {
        var mailbox = rows.find(agent.tenant(), id).orElseThrow();
        addresses.claim(agent.tenant(), mailbox.address(), mailbox.department());
        rounds.start(agent.tenant(), mailbox);
        events.publishEvent(Happened.by(agent, action, "mailbox", id));
        return mailbox;
    }

    private static void once(Runnable write) {
        try {
            write.run();
        } catch (DuplicateKeyException e) {
            throw new Conflict("mailboxTwice");
        }
    }

    private static boolean mayReuse(MailboxSettings before, MailboxSettings after) {
        return before.host().equalsIgnoreCase(after.host())
                && before.port() == after.port()
                && before.security() == after.security()
                && before.username().equals(after.username());
    }

    private static boolean isSamePlace(MailboxSettings before, MailboxSettings after) {
        return before.kind() == after.kind()
                && before.host().equalsIgnoreCase(after.host())
                && before.username().equals(after.username())
                && before.folder().equals(after.folder());
    }

    private static Mailbox mailbox(UUID id, Wanted wanted, String progress) {
        return new Mailbox(
                id,
                wanted.settings(),
                wanted.department(),
                wanted.all(),
                wanted.keep(),
                wanted.address(),
                wanted.paused() ? Mailbox.State.PAUSED : Mailbox.State.ACTIVE,
                Optional.empty(),
                Optional.empty(),
                progress,
                0,
                0);
    }

    private void check(TenantId tenant, Wanted wanted) {
        check(wanted.settings());
        if (departments.find(tenant, wanted.department()).isEmpty()) {
            throw Invalid.field("department", "value");
        }
    }

    private static void check(MailboxSettings settings) {
        new Invalid.Check()
                .that(HOST.matcher(settings.host()).matches(), "host", "host")
                .that(settings.port() > 0 && settings.port() < 65_536, "port", "port")
                .that(LINE.matcher(settings.username()).matches(), "username", "required")
                .that(LINE.matcher(settings.folder()).matches(), "folder", "required")
                .done();
    }
}
