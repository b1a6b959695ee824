package org.havendesk.operator;

import org.havendesk.accounts.Accounts;
import org.havendesk.agents.PanelAccess;
import org.havendesk.platform.Actor;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Tenants;
import org.springframework.stereotype.Component;

/** {@code account networks}: the way back for an account that shut itself out of its panel. */
@Component
class AccountNetworks implements Command {
    private final Accounts accounts;
    private final PanelAccess panel;

    AccountNetworks(Accounts accounts, PanelAccess panel) {
        this.accounts = accounts;
        this.panel = panel;
    }

    @Override
    public String name() {
        return "account networks";
    }

    @Override
    public Listed run(Arguments arguments) {
        var tenant = accounts.find(arguments.get("account"))
                .orElseThrow(() -> new NotFound("account"))
                .id();
        return Tenants.as(tenant, () -> {
            if (arguments.find("clear").isPresent()) {
                panel.open(new Actor.OfOperator(), tenant);
            }
            return new Listed(panel.text(tenant));
        });
    }

    /** @param networks empty: open to all */
    record Listed(String networks) {}
}
