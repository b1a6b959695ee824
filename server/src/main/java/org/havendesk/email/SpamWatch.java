package org.havendesk.email;

import java.util.Optional;
import java.util.UUID;
import org.havendesk.email.auth.SenderTruth;
import org.havendesk.email.auth.SenderVerdict;
import org.havendesk.email.auth.SenderVerdict.State;
import org.havendesk.files.Files;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.SystemEvent;
import org.havendesk.platform.TenantId;
import org.havendesk.spam.Arrival;
import org.havendesk.spam.Evidence;
import org.havendesk.spam.Judged;
import org.havendesk.spam.SpamFilter;
import org.havendesk.spam.SpamFilter.Weighed;
import org.havendesk.spam.SpamReports;
import org.havendesk.spam.SpamTraps;
import org.havendesk.spam.Taught;
import org.havendesk.spam.Verdict;
import org.havendesk.tickets.AgentReplied;
import org.havendesk.tickets.SpamSaid;
import org.havendesk.tickets.SpamUnsaid;
import org.havendesk.tickets.Suspicion;
import org.havendesk.tickets.TicketId;
import org.havendesk.tickets.Tickets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Has the filter judge each mail that comes in, and tells it what agents make of them: a mark counts fully, an answer half.
 * The filter knows a mail by the id under which it was stored.
 */
@Component
class SpamWatch {
    private static final Logger log = LoggerFactory.getLogger(SpamWatch.class);
    private static final String CHANNEL = "email";

    private final SpamFilter filter;
    private final SpamReports reports;
    private final SpamTraps traps;
    private final Routes routes;
    private final SenderTruth truth;
    private final Tickets tickets;
    private final InboundRows rows;
    private final Files files;
    private final ApplicationEventPublisher events;

    SpamWatch(
            SpamFilter filter,
            SpamReports reports,
            SpamTraps traps,
            Routes routes,
            SenderTruth truth,
            Tickets tickets,
            InboundRows rows,
            Files files,
            ApplicationEventPublisher events) {
        this.filter = filter;
        this.reports = reports;
        this.traps = traps;
        this.routes = routes;
        this.truth = truth;
        this.tickets = tickets;
        this.rows = rows;
        this.files = files;
        this.events = events;
    }

    /** What the filter makes of a mail. Where the filter itself fails, the mail goes on as if nobody had asked. */
    Optional<Weighed> weigh(TenantId tenant, ReadMail read) {
        try {
            return Optional.of(
                    filter.weigh(tenant, Evidence.ofMail(read.arrived().raw())));
        } catch (RuntimeException e) {
            log.warn(
                    "A mail of account {} was not judged ({})",
                    tenant,
                    e.getClass().getSimpleName());
            events.publishEvent(SystemEvent.failed(
                    tenant, "spam.unjudged", Optional.empty(), e.getClass().getSimpleName()));
            return Optional.empty();
        }
    }

    /** What the account holds of a mail that was weighed; kept by the transaction that takes the mail in. */
    Suspicion judge(
            TenantId tenant,
            ReadMail read,
            EmailAddress author,
            ContactId contact,
            SenderVerdict sender,
            Weighed weighed) {
        var arrival = new Arrival(
                read.id(),
                CHANNEL,
                Optional.of(contact),
                Optional.of(author),
                sender.is(State.AUTHENTICATED),
                read.arrived().from(),
                truth.origin(read.arrived().handed(), read.arrived().raw()),
                isTrapped(tenant, read),
                weighed.evidence());
        return switch (filter.judge(tenant, arrival, weighed).verdict()) {
            case INBOX -> Suspicion.NONE;
            case SUSPECTED -> Suspicion.SUSPECTED;
            case QUARANTINE -> Suspicion.HELD;
        };
    }

    /** Whom the envelope names counts; for a mail that was fetched, whom the mail itself names. */
    private boolean isTrapped(TenantId tenant, ReadMail read) {
        var envelope = read.arrived().recipients().stream()
                .flatMap(text -> EmailAddress.parse(text).stream())
                .toList();
        return (envelope.isEmpty() ? read.named() : envelope)
                .stream()
                        .anyMatch(address -> traps.has(tenant, address)
                                && routes.find(tenant, address).isEmpty());
    }

    /** What became of the mail that began a ticket, for an agent who may see it; empty when it was not judged. */
    @Transactional(readOnly = true)
    public Optional<Judged> of(Agent agent, TicketId id) {
        var ticket = tickets.visibleTo(agent, id);
        return tickets.sources(agent.tenant(), ticket.id()).reversed().stream()
                .flatMap(source -> reports.judged(agent.tenant(), source).stream())
                .findFirst();
    }

    @EventListener
    void on(SpamSaid said) {
        for (var mail : tickets.sources(said.agent().tenant(), said.ticket())) {
            boolean slip = !said.spam() && !isHeld(said.agent().tenant(), mail);
            if (!slip || !filter.unmarkOwn(said.agent(), mail, true)) {
                mark(said.agent(), mail, said.spam());
            }
        }
    }

    @EventListener
    void on(SpamUnsaid unsaid) {
        var agent = unsaid.agent();
        for (var mail : tickets.sources(agent.tenant(), unsaid.ticket())) {
            if (!filter.unmarkOwn(agent, mail, true)) filter.unmarkOwn(agent, mail, false);
        }
    }

    private boolean isHeld(TenantId tenant, UUID mail) {
        return reports.judged(tenant, mail)
                .filter(judged -> judged.verdict() == Verdict.QUARANTINE)
                .isPresent();
    }

    private void mark(Agent agent, UUID mail, boolean spam) {
        if (filter.mark(agent, mail, spam) == Taught.NOTHING_KEPT) {
            raw(agent.tenant(), mail)
                    .ifPresent(bytes -> filter.mark(agent, mail, Optional.empty(), spam, Evidence.ofMail(bytes)));
        }
    }

    private Optional<byte[]> raw(TenantId tenant, UUID id) {
        return rows.find(tenant, id)
                .flatMap(mail -> mail.file().map(file -> RawMail.unpack(files.read(tenant, file), mail.size())));
    }

    /** Whoever is answered wrote something worth having: a weak sign. Last of all in the answer's own transaction. */
    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(AgentReplied replied) {
        if (!replied.opening() && replied.actor() instanceof Actor.OfAgent by) {
            tickets.sources(replied.tenant(), replied.ticket().id()).stream()
                    .findFirst()
                    .ifPresent(mail -> answered(replied.tenant(), by.id(), mail));
        }
    }

    private void answered(TenantId tenant, AgentId by, UUID mail) {
        if (filter.answered(tenant, by, mail) == Taught.NOTHING_KEPT) {
            raw(tenant, mail).ifPresent(bytes -> filter.answered(tenant, by, mail, Evidence.ofMail(bytes)));
        }
    }
}
