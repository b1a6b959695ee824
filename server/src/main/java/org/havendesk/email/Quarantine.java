package org.havendesk.email;

import java.util.Optional;
import java.util.UUID;
import org.havendesk.email.InboundRows.Stored;
import org.havendesk.files.Files;
import org.havendesk.jobs.Jobs;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.Happened;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Page;
import org.havendesk.platform.Permission;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Mails that became no message: those that could not be understood wait here for an admin, nothing of them lost. */
@Service
@Transactional
class Quarantine {
    private final InboundRows rows;
    private final Files files;
    private final Jobs jobs;
    private final ApplicationEventPublisher events;

    Quarantine(InboundRows rows, Files files, Jobs jobs, ApplicationEventPublisher events) {
        this.rows = rows;
        this.files = files;
        this.jobs = jobs;
        this.events = events;
    }

    /** @param state {@link InboundState#QUARANTINED}, or {@link InboundState#DROPPED} for what was left out on purpose */
    @Transactional(readOnly = true)
    Page<Stored> page(Agent agent, InboundState state, Optional<Cursor> from, int limit) {
        agent.require(Permission.MANAGE_SETTINGS);
        var found = rows.in(agent.tenant(), state, from.orElse(Cursor.START), limit + 1);
        return Page.of(found, limit, mail -> new Cursor(mail.receivedAt(), mail.id()));
    }

    /**
     * Has the mail handled once more.
     *
     * @throws NotFound when it does not lie in quarantine
     * @throws Conflict when only its head is here
     */
    void retry(Agent agent, UUID id) {
        agent.require(Permission.MANAGE_SETTINGS);
        var mail = held(agent, id);
        if (mail.reason()
                .filter(why -> why == InboundReason.NOT_FETCHED || why == InboundReason.TOO_LARGE)
                .isPresent()) {
            throw new Conflict("mailNotHere");
        }
        rows.retry(agent.tenant(), id);
        jobs.now(InboundMailJob.NAME, agent.tenant(), id.toString());
        events.publishEvent(Happened.by(agent, "quarantine.retried", "mail", id));
    }

    /** @throws NotFound when it does not lie in quarantine */
    void delete(Agent agent, UUID id) {
        agent.require(Permission.MANAGE_SETTINGS);
        held(agent, id);
        rows.remove(agent.tenant(), id).ifPresent(file -> files.delete(agent.tenant(), file));
        events.publishEvent(Happened.by(agent, "quarantine.deleted", "mail", id));
    }

    /** The bytes as they came. @throws NotFound when they are not here */
    @Transactional(readOnly = true)
    byte[] source(Agent agent, UUID id) {
        agent.require(Permission.MANAGE_SETTINGS);
        return rows.find(agent.tenant(), id)
                .filter(mail -> mail.state() != InboundState.DONE)
                .flatMap(mail -> raw(agent, mail))
                .orElseThrow(() -> new NotFound("mail"));
    }

    private Optional<byte[]> raw(Agent agent, Stored mail) {
        return mail.file().map(file -> RawMail.unpack(files.read(agent.tenant(), file), mail.size()));
    }

    private Stored held(Agent agent, UUID id) {
        return rows.find(agent.tenant(), id)
                .filter(mail -> mail.state() == InboundState.QUARANTINED)
                .orElseThrow(() -> new NotFound("mail"));
    }
}
