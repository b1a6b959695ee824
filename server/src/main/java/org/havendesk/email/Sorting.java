package org.havendesk.email;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.havendesk.contacts.Contacts;
import org.havendesk.email.InboundRows.Read;
import org.havendesk.email.MailIds.Notified;
import org.havendesk.email.auth.SenderTruth;
import org.havendesk.email.auth.SenderVerdict;
import org.havendesk.email.auth.SenderVerdict.State;
import org.havendesk.email.mime.Address;
import org.havendesk.email.mime.Kind;
import org.havendesk.email.mime.MailParser;
import org.havendesk.email.mime.Parsed;
import org.havendesk.files.Files;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Keys;
import org.havendesk.platform.Problem;
import org.havendesk.platform.SystemEvent;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.havendesk.spam.SpamFilter.Weighed;
import org.havendesk.tickets.Incoming;
import org.havendesk.tickets.MessageId;
import org.havendesk.tickets.Received;
import org.havendesk.tickets.Reply;
import org.havendesk.tickets.Suspicion;
import org.havendesk.tickets.Ticket;
import org.havendesk.tickets.Tickets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides what a stored mail becomes: a message of a ticket, an agent's answer, a notice on a mail of ours, something left
 * out with a reason, or something that an admin must look at. Each mail is handled exactly once, whoever tries how often.
 */
@Component
class Sorting {
    /** So often the job tries; then the mail goes into quarantine. */
    static final int ATTEMPTS = 8;

    private static final Logger log = LoggerFactory.getLogger(Sorting.class);
    private static final String HASH = "inbound-mail";
    private static final int MAX_SUBJECT = 500;

    private final InboundRows rows;
    private final ThreadRows threads;
    private final MailContent content;
    private final Receivers receivers;
    private final AnsweringAgentList agents;
    private final MailIds ids;
    private final SenderTruth truth;
    private final SpamWatch spam;
    private final Contacts contacts;
    private final Tickets tickets;
    private final Files files;
    private final Keys keys;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Sorting(
            InboundRows rows,
            ThreadRows threads,
            MailContent content,
            Receivers receivers,
            AnsweringAgentList agents,
            MailIds ids,
            SenderTruth truth,
            SpamWatch spam,
            Contacts contacts,
            Tickets tickets,
            Files files,
            Keys keys,
            Clock clock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.threads = threads;
        this.content = content;
        this.receivers = receivers;
        this.agents = agents;
        this.ids = ids;
        this.truth = truth;
        this.spam = spam;
        this.contacts = contacts;
        this.tickets = tickets;
        this.files = files;
        this.keys = keys;
        this.clock = clock;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Handles a mail that lies nowhere yet: it is stored by the very transaction that makes of it what it becomes.
     *
     * @param packed its bytes, as {@link RawMail} packs them
     * @return false when nothing of it was kept
     */
    boolean handleNew(TenantId tenant, UUID id, Arrived mail, byte[] packed) {
        var at = clock.instant();
        var kept = new AtomicBoolean();
        Claim claim = read -> {
            var file = files.keep(tenant, packed, RawMail.NAME, RawMail.TYPE);
            rows.insertHandled(tenant, id, mail, file, read, at);
            kept.set(true);
            return true;
        };
        return succeeds(tenant, () -> sort(tenant, claim, id, mail, at)) && kept.get();
    }

    /** Handles a stored mail whose bytes are at hand. A failure is left to the net. */
    void handle(TenantId tenant, UUID id, Arrived mail) {
        succeeds(tenant, () -> sort(tenant, stored(tenant, id), id, mail, clock.instant()));
    }

    private Claim stored(TenantId tenant, UUID id) {
        return read -> rows.take(tenant, id, read, clock.instant());
    }

    /** Handles a stored mail. A failure is left to the net. */
    void handle(TenantId tenant, UUID id) {
        succeeds(tenant, () -> readAndSort(tenant, id));
    }

    /** Handles a stored mail from the job; one that fails too often goes into quarantine, so that nothing is lost. */
    void handleAgain(TenantId tenant, UUID id) {
        Tenants.run(tenant, () -> {
            int attempt = inTransaction(() -> rows.begin(tenant, id));
            if (attempt == 0) {
                return;
            }
            try {
                readAndSort(tenant, id);
            } catch (RuntimeException e) {
                if (attempt < ATTEMPTS) {
                    throw e;
                }
                log.warn("A mail of account {} goes into quarantine ({})", tenant, causes(e));
                end(tenant, stored(tenant, id), id, Read.NOTHING, InboundState.QUARANTINED, InboundReason.FAILED);
            }
        });
    }

    private static boolean succeeds(TenantId tenant, Runnable work) {
        try {
            Tenants.run(tenant, work);
            return true;
        } catch (RuntimeException e) {
            log.info("A mail of account {} will be handled again ({})", tenant, causes(e));
            return false;
        }
    }

    private void readAndSort(TenantId tenant, UUID id) {
        var stored = inTransaction(() -> rows.find(tenant, id))
                .filter(mail -> mail.state() == InboundState.RECEIVED)
                .filter(mail -> mail.file().isPresent());
        if (stored.isEmpty()) {
            return;
        }
        var mail = stored.get();
        var raw = RawMail.unpack(files.read(tenant, mail.file().orElseThrow()), mail.size());
        var arrived = new Arrived(mail.origin(), mail.sender(), mail.recipients(), mail.from(), mail.helo(), raw);
        sort(tenant, stored(tenant, id), id, arrived, mail.receivedAt());
    }

    private void sort(TenantId tenant, Claim claim, UUID id, Arrived arrived, Instant at) {
        switch (MailParser.parse(arrived.raw())) {
            case Parsed.Unreadable(var why) ->
                end(tenant, claim, id, Read.NOTHING, InboundState.QUARANTINED, unreadable(why));
            case Parsed.Understood(var mail) -> sort(tenant, new ReadMail(id, claim, arrived, mail, at));
        }
    }

    private void sort(TenantId tenant, ReadMail read) {
        switch (read.mail().kind()) {
            case Kind.Loop loop -> drop(tenant, read, InboundReason.LOOP);
            case Kind.Bounce bounce -> bounced(tenant, read, bounce);
            case Kind.Message message -> written(tenant, read, Incoming.Kind.MESSAGE);
            case Kind.AutoReply reply -> written(tenant, read, Incoming.Kind.AUTO_REPLY);
        }
    }

    private void written(TenantId tenant, ReadMail read, Incoming.Kind kind) {
        var author = read.author();
        if (author.isEmpty()) {
            end(tenant, read, InboundState.QUARANTINED, InboundReason.NO_SENDER);
            return;
        }
        var notified = ids.agentOf(tenant, read.answers());
        if (notified.isPresent() && kind == Incoming.Kind.AUTO_REPLY) {
            drop(tenant, read, InboundReason.AUTOMATIC);
            return;
        }
        var sender =
                truth.of(read.arrived().handed(), author.get(), read.arrived().raw());
        if (notified.isPresent()) {
            answered(tenant, read, author.get(), sender, notified.get());
        } else {
            receiveFrom(tenant, read, author.get(), sender, kind);
        }
    }

    private void receiveFrom(
            TenantId tenant, ReadMail read, EmailAddress author, SenderVerdict sender, Incoming.Kind kind) {
        var weighed = spam.weigh(tenant, read);
        twiceIfRaced(unseen -> receive(tenant, read, author, sender, weighed, kind, unseen));
    }

    /**
     * A second copy of the mail, or a second mail of a new person, may have come or be on its way at the same moment.
     *
     * @param work told whether it may hope that there is none
     */
    private static void twiceIfRaced(Consumer<Boolean> work) {
        try {
            work.accept(true);
        } catch (DuplicateKeyException | ConcurrencyFailureException e) {
            work.accept(false);
        }
    }

    private void receive(
            TenantId tenant,
            ReadMail read,
            EmailAddress author,
            SenderVerdict sender,
            Optional<Weighed> weighed,
            Incoming.Kind kind,
            boolean unseen) {
        var parts = content.of(read);
        inTransaction(() -> {
            var behind = behindForm(tenant, read, author);
            var name = behind.or(() -> read.mail().from())
                    .flatMap(Address::name)
                    .map(ReadMail::clean)
                    .orElse("");
            var address = behind.flatMap(one -> EmailAddress.parse(one.email())).orElse(author);
            var contact = contacts.known(tenant, address, sender.is(State.FAILED) ? "" : name);
            if (!take(tenant, read, contact)) {
                return null;
            }
            var suspicion = weighed.map(one -> spam.judge(tenant, read, author, contact, sender, one))
                    .orElse(Suspicion.NONE);
            var incoming = new Incoming(
                    "email",
                    read.externalId(),
                    kind,
                    contact,
                    name,
                    address.value(),
                    receivers.department(tenant, read),
                    subject(read),
                    parts.html(),
                    parts.quoted(),
                    parts.text(),
                    parts.remoteImages(),
                    receivers.recipients(tenant, read),
                    behind.isPresent() ? List.of() : answers(tenant, read, sender),
                    behind.isPresent()
                            ? Optional.empty()
                            : Ticket.codeIn(read.mail().subject()).filter(code -> sender.is(State.AUTHENTICATED)),
                    content.files(tenant, read),
                    Optional.of(read.id()),
                    read.at(),
                    Optional.of(Senders.provenance(behind.isPresent() ? sender.behindForm() : sender)));
            var received = unseen
                    ? tickets.receiveUnseen(tenant, incoming, suspicion)
                    : tickets.receive(tenant, incoming, suspicion);
            finish(tenant, read, sender, incoming, received);
            return null;
        });
    }

    private void finish(TenantId tenant, ReadMail read, SenderVerdict sender, Incoming incoming, Received received) {
        switch (received) {
            case Received.Opened(var ticket, var message) ->
                conversation(read, sender).ifPresent(key -> threads.began(tenant, key, ticket));
            case Received.Appended(var ticket, var message) ->
                conversation(read, sender).ifPresent(key -> threads.joined(tenant, key, ticket));
            case Received.Duplicate() -> duplicate(tenant, read, incoming);
        }
    }

    /** Some programs give all their mails one Message-ID: such a mail is no copy, and is not lost. */
    private void duplicate(TenantId tenant, ReadMail read, Incoming incoming) {
        var message = hash(tenant, read.externalId());
        var isCopy = !rows.hasOthers(tenant, read.id(), message)
                || rows.hasCopy(tenant, read.id(), message, hash(tenant, read.content()));
        if (isCopy || tickets.receive(tenant, incoming.knownAs(read.ownId())) instanceof Received.Duplicate) {
            rows.end(tenant, read.id(), InboundState.DROPPED, InboundReason.DUPLICATE);
        }
    }

    /**
     * What may bring a mail into a ticket that its author takes part in. A name that we have made and signed is known to
     * those alone who got our mail; other names and codes can be guessed, and count the less the less the sender is
     * proven.
     */
    private List<String> answers(TenantId tenant, ReadMail read, SenderVerdict sender) {
        return switch (sender.state()) {
            case AUTHENTICATED -> {
                var answers = new ArrayList<>(read.answers());
                conversation(read, sender)
                        .flatMap(key -> threads.newest(tenant, key))
                        .ifPresent(answers::add);
                yield answers;
            }
            case UNKNOWN -> read.answers();
            case UNAUTHENTICATED ->
                read.answers().stream()
                        .filter(id -> ids.messageOf(tenant, List.of(id)).isPresent())
                        .toList();
            case FAILED -> List.of();
        };
    }

    private static Optional<byte[]> conversation(ReadMail read, SenderVerdict sender) {
        return sender.is(State.AUTHENTICATED) ? ThreadRows.key(read.mail()) : Optional.empty();
    }

    /** A form on one of our own addresses names whom to answer just as a machine's address does. */
    private Optional<Address> behindForm(TenantId tenant, ReadMail read, EmailAddress author) {
        return read.authorBehindForm()
                .or(() -> receivers.isOurs(tenant, author)
                        ? read.mail().replyTo().stream().findFirst()
                        : Optional.empty())
                .filter(one -> EmailAddress.parse(one.email())
                        .filter(address -> !receivers.isOurs(tenant, address))
                        .isPresent());
    }

    /**
     * An agent's mail is an answer only where it answers a notification signed for this agent, from this agent's address,
     * and nothing speaks against that address.
     */
    private void answered(
            TenantId tenant, ReadMail read, EmailAddress author, SenderVerdict sender, Notified notified) {
        var name = inTransaction(() -> agents.name(tenant, notified, author));
        if (name.isEmpty()) {
            receiveFrom(tenant, read, author, sender, Incoming.Kind.MESSAGE);
            return;
        }
        if (!mayBeTheAgent(sender)) {
            end(tenant, read, InboundState.QUARANTINED, InboundReason.AGENT_UNPROVEN);
            return;
        }
        try {
            answer(tenant, read, notified, name.get());
        } catch (Problem refused) {
            end(tenant, read, InboundState.QUARANTINED, InboundReason.ANSWER_REFUSED);
        }
    }

    private static boolean mayBeTheAgent(SenderVerdict sender) {
        return switch (sender.state()) {
            case AUTHENTICATED, UNKNOWN -> true;
            case UNAUTHENTICATED, FAILED -> false;
        };
    }

    private void answer(TenantId tenant, ReadMail read, Notified notified, String name) {
        var html = content.of(read).html();
        inTransaction(() -> {
            if (!take(tenant, read, null)) {
                return null;
            }
            var message = hash(tenant, read.externalId());
            if (rows.hasOthers(tenant, read.id(), message)) {
                rows.end(tenant, read.id(), InboundState.DROPPED, InboundReason.DUPLICATE);
            } else {
                var uses = content.files(tenant, read).stream()
                        .map(file -> new Reply.FileUse(file.file(), file.name()))
                        .toList();
                var reply = new Reply(html, Optional.empty(), uses, Optional.empty());
                tickets.receivedAnswer(tenant, notified.ticket(), notified.agent(), name, reply, read.externalId());
            }
            return null;
        });
    }

    private void bounced(TenantId tenant, ReadMail read, Kind.Bounce bounce) {
        if (bounce.action() == Kind.Action.DELAYED) {
            drop(tenant, read, InboundReason.DELAYED);
            return;
        }
        var original = new ArrayList<>(bounce.originalMessageId().stream().toList());
        original.addAll(read.answers());
        var message = inTransaction(() -> sent(tenant, original));
        if (message.isEmpty()) {
            var letter = inTransaction(() -> threads.isLetter(tenant, original));
            var reason = letter ? InboundReason.LETTER_BOUNCED : InboundReason.UNKNOWN_BOUNCE;
            end(tenant, read, InboundState.QUARANTINED, reason);
            return;
        }
        twiceIfRaced(unseen -> bounced(tenant, read, bounce, message.get()));
    }

    private void bounced(TenantId tenant, ReadMail read, Kind.Bounce bounce, MessageId message) {
        var parts = content.of(read);
        inTransaction(() -> {
            if (!take(tenant, read, null)) {
                return null;
            }
            var externalId = read.externalId();
            if (tickets.known(tenant, List.of(externalId)).isEmpty()) {
                tickets.bounced(
                        tenant,
                        message,
                        externalId,
                        parts.html(),
                        parts.text(),
                        detail(bounce),
                        Optional.of(read.id()));
            } else {
                rows.end(tenant, read.id(), InboundState.DROPPED, InboundReason.DUPLICATE);
            }
            return null;
        });
    }

    private Optional<MessageId> sent(TenantId tenant, List<String> original) {
        return original.stream()
                .limit(20)
                .flatMap(id -> threads.sent(tenant, id).stream())
                .findFirst()
                .or(() -> ids.messageOf(tenant, original).filter(id -> threads.isSent(tenant, id)));
    }

    private static String detail(Kind.Bounce bounce) {
        return ReadMail.clean(
                bounce.diagnostic().map(said -> bounce.status() + " " + said).orElse(bounce.status()));
    }

    private void drop(TenantId tenant, ReadMail read, InboundReason reason) {
        end(tenant, read, InboundState.DROPPED, reason);
    }

    private void end(TenantId tenant, ReadMail read, InboundState state, InboundReason reason) {
        var known = new Read(author(read), subject(read), null, null, null);
        end(tenant, read.claim(), read.id(), known, state, reason);
    }

    private void end(TenantId tenant, Claim claim, UUID id, Read read, InboundState state, InboundReason reason) {
        inTransaction(() -> {
            if (claim.take(read)) {
                rows.end(tenant, id, state, reason);
                if (state == InboundState.QUARANTINED) {
                    events.publishEvent(SystemEvent.failed(tenant, "mail.quarantined", Optional.of(id), reason.wire()));
                }
            }
            return null;
        });
    }

    private boolean take(TenantId tenant, ReadMail read, @Nullable ContactId contact) {
        var known = new Read(
                author(read), subject(read), contact, hash(tenant, read.externalId()), hash(tenant, read.content()));
        return read.claim().take(known);
    }

    private static String author(ReadMail read) {
        return read.author().map(EmailAddress::value).orElse("");
    }

    private byte[] hash(TenantId tenant, String text) {
        return keys.sign(tenant, HASH, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String subject(ReadMail read) {
        var subject = ReadMail.clean(read.mail().subject());
        return subject.length() <= MAX_SUBJECT ? subject : subject.substring(0, MAX_SUBJECT);
    }

    private static InboundReason unreadable(Parsed.Reason why) {
        return switch (why) {
            case EMPTY -> InboundReason.EMPTY;
            case NOT_A_MAIL -> InboundReason.NOT_A_MAIL;
            case TOO_LARGE -> InboundReason.TOO_LARGE;
            case PARSER_FAILED -> InboundReason.FAILED;
        };
    }

    /** The kinds of the failures, without their words: those may be a customer's. */
    private static String causes(Throwable failure) {
        var root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return failure.getClass().getSimpleName() + ", " + root.getClass().getSimpleName();
    }

    @SuppressWarnings("NullAway") // a callback that returns nothing returns null
    private <T> T inTransaction(Supplier<T> work) {
        return transaction.execute(state -> work.get());
    }
}
