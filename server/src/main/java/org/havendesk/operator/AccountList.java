package org.havendesk.operator;

import java.util.List;
import org.havendesk.accounts.Account;
import org.havendesk.accounts.Accounts;
import org.havendesk.platform.web.Links;
import org.springframework.stereotype.Component;

/** {@code account list}. */
@Component
class AccountList implements Command {
    private static final int MOST = 1_000;

    private final Accounts accounts;
    private final Links links;

    AccountList(Accounts accounts, Links links) {
        this.accounts = accounts;
        this.links = links;
    }

    @Override
    public String name() {
        return "account list";
    }

    @Override
    public List<Line> run(Arguments arguments) {
        return accounts.newest(MOST).stream().map(this::line).toList();
    }

    private Line line(Account account) {
        return new Line(
                account.id().toString(),
                account.subdomain(),
                account.name(),
                account.status().key(),
                links.to(account.id(), ""));
    }

    record Line(String id, String subdomain, String name, String status, String url) {}
}
