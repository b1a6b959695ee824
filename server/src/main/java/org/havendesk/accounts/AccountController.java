package org.havendesk.accounts;

import org.havendesk.platform.Agent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/account}: the account that the asker works in. */
@RestController
@RequestMapping("/rest/account")
class AccountController {
    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping
    Described get(Agent agent) {
        return Described.of(accounts.get(agent.tenant()));
    }

    @PutMapping
    Described put(Agent agent, @RequestBody Description body) {
        return Described.of(accounts.describe(agent, body.name(), body.language(), body.timezone()));
    }

    record Description(String name, String language, String timezone) {}

    record Described(String id, String name, String subdomain, String host, String language, String timezone) {
        static Described of(Account account) {
            return new Described(
                    account.id().toString(),
                    account.name(),
                    account.subdomain(),
                    account.host(),
                    account.language(),
                    account.timezone());
        }
    }
}
