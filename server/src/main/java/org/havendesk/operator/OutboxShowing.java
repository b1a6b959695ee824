package org.havendesk.operator;

import java.util.UUID;
import org.havendesk.accounts.Accounts;
import org.havendesk.email.OutboxList;
import org.havendesk.email.OutboxMail;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Language;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code outbox show}: one mail with its text. Where no server takes mail out, this is where the link for a new account's
 * owner is found. The account's audit tells that the operator read it.
 */
@Component
class OutboxShowing implements Command {
    private final Accounts accounts;
    private final OutboxAccounts named;
    private final OutboxList outbox;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    OutboxShowing(
            Accounts accounts,
            OutboxAccounts named,
            OutboxList outbox,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.named = named;
        this.outbox = outbox;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public String name() {
        return "outbox show";
    }

    @Override
    public OutboxMail run(Arguments arguments) {
        var id = Ids.parse(arguments.get("id"));
        var account = named.of(arguments);
        if (account.isPresent()) {
            return show(account.get().id(), id);
        }
        for (var tenant : accounts.all()) {
            try {
                return show(tenant, id);
            } catch (NotFound inThisAccount) {
                continue;
            }
        }
        throw new NotFound("outgoingMail");
    }

    private OutboxMail show(TenantId tenant, UUID id) {
        return Tenants.as(tenant, () -> {
            var mail = outbox.show(tenant, id, Language.EN);
            transaction.executeWithoutResult(state -> events.publishEvent(
                    new Happened(tenant, new Actor.OfOperator(), "mail.read", "mail", id, mail.purpose())));
            return mail;
        });
    }
}
