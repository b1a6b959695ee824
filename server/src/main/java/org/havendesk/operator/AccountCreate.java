package org.havendesk.operator;

import java.time.Duration;
import org.havendesk.accounts.AccountStatus;
import org.havendesk.accounts.Accounts;
import org.havendesk.accounts.NewAccount;
import org.havendesk.agents.Agents;
import org.havendesk.agents.Credentials;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.havendesk.platform.web.Links;
import org.springframework.stereotype.Component;

/** {@code account create}: opens an account, waits until it is installed, and hands out a key of its owner. */
@Component
class AccountCreate implements Command {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long POLL_MILLIS = 50;
    private static final Actor OPERATOR = new Actor.OfOperator();

    private final Accounts accounts;
    private final Agents agents;
    private final Credentials credentials;
    private final Links links;

    AccountCreate(Accounts accounts, Agents agents, Credentials credentials, Links links) {
        this.accounts = accounts;
        this.agents = agents;
        this.credentials = credentials;
        this.links = links;
    }

    @Override
    public String name() {
        return "account create";
    }

    @Override
    public Created run(Arguments arguments) {
        var ownerName = arguments.get("owner-name");
        var email = EmailAddress.parse(arguments.get("owner-email"))
                .orElseThrow(() -> Invalid.field("owner-email", "email"));
        var password = arguments.find("password");
        password.ifPresent(typed -> credentials.check(typed, ownerName, email));
        var tenant = accounts.open(OPERATOR, wish(arguments, ownerName, email)).tenant();
        await(tenant);

        return Tenants.as(tenant, () -> {
            var owner = agents.owner(tenant).orElseThrow();
            password.ifPresent(typed -> credentials.setPassword(OPERATOR, tenant, owner, typed));
            var key = credentials.makeKey(OPERATOR, tenant, owner, "bin/desk");
            return new Created(tenant.toString(), links.to(tenant, ""), key);
        });
    }

    private static NewAccount wish(Arguments arguments, String ownerName, EmailAddress email) {
        return NewAccount.of(
                arguments.get("subdomain"),
                arguments.get("name", ""),
                ownerName,
                email.value(),
                arguments.get("language", "en"));
    }

    private void await(TenantId tenant) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (accounts.get(tenant).status() == AccountStatus.INSTALLING) {
            if (System.nanoTime() > until) {
                throw new Conflict("stillInstalling");
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Conflict("stillInstalling");
            }
        }
    }

    /** @param apikey of the owner; shown this once */
    record Created(String id, String url, String apikey) {}
}
