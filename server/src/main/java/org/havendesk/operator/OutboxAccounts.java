package org.havendesk.operator;

import java.util.Optional;
import org.havendesk.accounts.Account;
import org.havendesk.accounts.Accounts;
import org.havendesk.platform.NotFound;
import org.springframework.stereotype.Component;

/** The account that a command about mail names. */
@Component
class OutboxAccounts {
    private final Accounts accounts;

    OutboxAccounts(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * @return empty when none was named
     * @throws NotFound when there is none of that name
     */
    Optional<Account> of(Arguments arguments) {
        return arguments
                .find("account")
                .map(subdomain -> accounts.find(subdomain).orElseThrow(() -> new NotFound("account")));
    }
}
