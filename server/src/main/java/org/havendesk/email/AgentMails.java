package org.havendesk.email;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.havendesk.email.SenderList.Account;
import org.havendesk.email.SenderList.Signer;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Ids;
import org.havendesk.platform.TenantId;
import org.havendesk.tickets.CustomerWrote;
import org.havendesk.tickets.Incoming;
import org.havendesk.tickets.Recipient;
import org.havendesk.tickets.Recipients;
import org.havendesk.tickets.Ticket;
import org.jsoup.nodes.Entities;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells an agent who wants it by mail that a customer wrote in a ticket of theirs. The mail's signed id makes an answer
 * to it the agent's answer to the customer.
 */
@Service
@Transactional
class AgentMails {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int LONGEST_TEXT = 20_000;

    private final JdbcClient db;
    private final Outbox outbox;
    private final SenderList senders;
    private final MailPreferences preferences;
    private final MailIds ids;
    private final OutboxWords words;
    private final OutboxSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AgentMails(
            JdbcClient db,
            Outbox outbox,
            SenderList senders,
            MailPreferences preferences,
            MailIds ids,
            OutboxWords words,
            OutboxSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.db = db;
        this.outbox = outbox;
        this.senders = senders;
        this.preferences = preferences;
        this.ids = ids;
        this.words = words;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public boolean wants(TenantId tenant, AgentId agent) {
        return db.sql("SELECT assigned FROM agent_mail_preference WHERE tenant_id = :tenant AND agent_id = :agent")
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    public void want(Agent agent, boolean assigned) {
        db.sql("""
                INSERT INTO agent_mail_preference (tenant_id, agent_id, assigned) VALUES (:tenant, :agent, :assigned)
                    ON CONFLICT (tenant_id, agent_id) DO UPDATE SET assigned = excluded.assigned
                """)
                .param("tenant", agent.tenant().value())
                .param("agent", agent.id().value())
                .param("assigned", assigned)
                .update();
        events.publishEvent(
                Happened.by(agent, "agent.notifications", "agent", agent.id().value()));
    }

    @EventListener
    void on(CustomerWrote wrote) {
        var tenant = wrote.tenant();
        wrote.ticket()
                .assignee()
                .filter(agent -> wrote.incoming().kind() == Incoming.Kind.MESSAGE)
                .filter(agent -> wants(tenant, agent))
                .ifPresent(agent -> senders.agent(tenant, agent)
                        .filter(signer -> mayGet(wrote, signer))
                        .ifPresent(signer -> tell(wrote, agent, signer)));
    }

    /** An agent who wrote it, an address of our own, or too many at once: such a mail would start a circle or a flood. */
    private boolean mayGet(CustomerWrote wrote, Signer signer) {
        return signer.active()
                && !signer.email().equals(wrote.incoming().from())
                && !senders.isOurs(wrote.tenant(), signer.email())
                && told(wrote.tenant(), signer.email()) < settings.notificationsPerHour();
    }

    private int told(TenantId tenant, String email) {
        return db.sql("""
                SELECT count(*) FROM outbox
                 WHERE tenant_id = :tenant AND purpose = 'notice' AND ticket_id IS NOT NULL AND created_at > :since
                   AND recipients -> 'to' -> 0 ->> 'email' = :email
                """)
                .param("tenant", tenant.value())
                .param("since", Timestamp.from(clock.instant().minus(HOUR)))
                .param("email", email)
                .query(Integer.class)
                .single();
    }

    private void tell(CustomerWrote wrote, AgentId agent, Signer signer) {
        var tenant = wrote.tenant();
        var ticket = wrote.ticket();
        var id = Ids.next();
        var account = senders.account(tenant);
        var domain = senders.address(tenant, ticket.department(), Optional.of(ticket.id()))
                .map(address -> address.substring(address.lastIndexOf('@') + 1))
                .orElse(account.host());
        var composed = composed(wrote, signer, account, ids.ofNotification(tenant, ticket.id(), agent, id, domain));
        var to = new Recipients(List.of(new Recipient(signer.name(), signer.email())), List.of(), List.of());
        outbox.add(outbox.waiting(
                tenant,
                id,
                OutboxRow.Purpose.NOTICE,
                Optional.empty(),
                Optional.of(ticket.id()),
                Optional.of(ticket.department()),
                to,
                composed,
                List.of()));
    }

    private ReplyComposer.Composed composed(CustomerWrote wrote, Signer signer, Account account, String id) {
        var ticket = wrote.ticket();
        var who = wrote.incoming().authorName().isBlank()
                ? wrote.incoming().from()
                : wrote.incoming().authorName();
        var said = words.text(signer.language(), "notice.said", who, ticket.code());
        var how = words.text(signer.language(), "notice.how");
        var text = bounded(wrote.incoming().text());
        var html = "<p>" + Entities.escape(said) + "</p><blockquote>"
                + Entities.escape(text).replace("\n", "<br>") + "</blockquote><p>" + Entities.escape(how) + "</p>";
        return new ReplyComposer.Composed(
                subject(ticket),
                html,
                said + "\n\n" + text.indent(0).replaceAll("(?m)^", "> ").strip() + "\n\n" + how,
                Map.of("Auto-Submitted", "auto-generated", "References", id),
                id,
                words.text(account.language(), "sender", who, account.name()));
    }

    private String subject(Ticket ticket) {
        return ReplyComposer.subject(
                ticket, true, preferences.of(ticket.tenant()).codeInSubject());
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
