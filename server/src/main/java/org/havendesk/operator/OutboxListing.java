package org.havendesk.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.havendesk.accounts.Account;
import org.havendesk.accounts.Accounts;
import org.havendesk.email.OutboxList;
import org.havendesk.email.OutboxMail;
import org.havendesk.platform.Language;
import org.havendesk.platform.Page;
import org.havendesk.platform.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code outbox list}: the mails of one account, or the newest of each. */
@Component
class OutboxListing implements Command {
    private static final int OF_EACH = 20;
    private static final int MOST = 500;

    private final Accounts accounts;
    private final OutboxAccounts named;
    private final OutboxList outbox;

    OutboxListing(Accounts accounts, OutboxAccounts named, OutboxList outbox) {
        this.accounts = accounts;
        this.named = named;
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return "outbox list";
    }

    @Override
    public List<Line> run(Arguments arguments) {
        var state = arguments.find("state");
        var account = named.of(arguments);
        if (account.isPresent()) {
            return lines(account.get(), state, Page.MAX_LIMIT);
        }
        List<Line> all = new ArrayList<>();
        for (var tenant : accounts.all()) {
            all.addAll(lines(accounts.get(tenant), state, OF_EACH));
            if (all.size() >= MOST) {
                break;
            }
        }
        return all;
    }

    private List<Line> lines(Account account, Optional<String> state, int limit) {
        return Tenants.as(account.id(), () -> outbox.list(account.id(), state, Optional.empty(), limit, Language.EN))
                .items()
                .stream()
                .map(mail -> line(account, mail))
                .toList();
    }

    private static Line line(Account account, OutboxMail mail) {
        return new Line(
                mail.id().toString(),
                account.subdomain(),
                mail.createdAt().toString(),
                mail.state(),
                mail.purpose(),
                mail.to().stream().map(OutboxMail.Addressee::email).collect(Collectors.joining(", ")),
                mail.subject(),
                mail.attempts(),
                mail.lastError());
    }

    record Line(
            String id,
            String account,
            String createdAt,
            String state,
            String purpose,
            String to,
            String subject,
            int attempts,
            @Nullable String lastError) {}
}
