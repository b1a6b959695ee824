package org.havendesk.email;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.Language;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Page;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Texts;
import org.havendesk.tickets.TicketId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an account's outbox holds. Reading it here needs no permission: a caller lets in only those who look after the
 * account, or the installation.
 */
@Service
@Transactional(readOnly = true)
public class OutboxList {
    private final OutboxRows rows;
    private final SenderList senders;
    private final Texts texts;

    OutboxList(OutboxRows rows, SenderList senders, Texts texts) {
        this.rows = rows;
        this.senders = senders;
        this.texts = texts;
    }

    /**
     * Mails from the newest to the oldest, without their bodies.
     *
     * @param state {@code waiting}, {@code sending}, {@code sent} or {@code failed}; empty for all
     * @param language of the reader
     */
    public Page<OutboxMail> list(
            TenantId tenant, Optional<String> state, Optional<Cursor> from, int limit, Language language) {
        var wanted = state.flatMap(OutboxState::of);
        if (state.isPresent() && wanted.isEmpty()) {
            return new Page<>(List.of(), null);
        }
        var found = rows.page(tenant, wanted, from.orElse(Cursor.START), limit + 1);
        return Page.of(found, limit, mail -> new Cursor(mail.createdAt(), mail.id()))
                .map(mail -> shown(mail, false, language));
    }

    /**
     * One mail whole, secret links included: for the operator, whose outbox is the last place where a letter can be
     * found when there is no server.
     *
     * @throws NotFound when the account has no such mail
     */
    public OutboxMail show(TenantId tenant, UUID id, Language language) {
        return shown(rows.find(tenant, id).orElseThrow(() -> new NotFound("outgoingMail")), true, language);
    }

    /**
     * One mail as the people of the account may read it: not the links that open a door for one person.
     *
     * @throws NotFound when the account has no such mail
     */
    OutboxMail showWithoutSecrets(TenantId tenant, UUID id, Language language) {
        var mail = rows.find(tenant, id).orElseThrow(() -> new NotFound("outgoingMail"));
        return shown(mail, !mail.purpose().isSecret(), language);
    }

    private OutboxMail shown(OutboxRow mail, boolean withBody, Language language) {
        return new OutboxMail(
                mail.tenant(),
                mail.id(),
                mail.ticket().flatMap(ticket -> ticket(mail.tenant(), ticket)).orElse(null),
                mail.recipients()
                        .all()
                        .map(one -> new OutboxMail.Addressee(one.name(), one.email()))
                        .toList(),
                mail.subject(),
                mail.state().wire(),
                mail.attempts(),
                mail.state() == OutboxState.WAITING ? mail.nextAttemptAt() : null,
                mail.lastError().map(kept -> texts.said(language, kept)).orElse(null),
                mail.createdAt(),
                mail.sentAt().orElse(null),
                mail.purpose().wire(),
                withBody ? mail.html() : null,
                withBody ? mail.text() : null);
    }

    private Optional<OutboxMail.TicketOf> ticket(TenantId tenant, TicketId ticket) {
        return senders.ticketCode(tenant, ticket.value()).map(code -> new OutboxMail.TicketOf(ticket.value(), code));
    }
}
