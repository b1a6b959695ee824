package org.havendesk.operator;

import org.havendesk.accounts.Accounts;
import org.havendesk.agents.Agents;
import org.havendesk.platform.Actor;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Tenants;
import org.springframework.stereotype.Component;

/** {@code agent reset-factor}: for the only owner of an account, whom no colleague can help. */
@Component
class AgentResetFactor implements Command {
    private final Accounts accounts;
    private final Agents agents;

    AgentResetFactor(Accounts accounts, Agents agents) {
        this.accounts = accounts;
        this.agents = agents;
    }

    @Override
    public String name() {
        return "agent reset-factor";
    }

    @Override
    public Done run(Arguments arguments) {
        var tenant = accounts.find(arguments.get("account"))
                .orElseThrow(() -> new NotFound("account"))
                .id();
        var email = EmailAddress.parse(arguments.get("email")).orElseThrow(() -> Invalid.field("email", "email"));
        Tenants.run(tenant, () -> agents.resetFactor(new Actor.OfOperator(), tenant, email));
        return new Done("They sign in by password now, and are told by mail");
    }

    record Done(String done) {}
}
