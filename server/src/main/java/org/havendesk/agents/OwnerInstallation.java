package org.havendesk.agents;

import org.havendesk.accounts.spi.Installation;
import org.havendesk.accounts.spi.InstallationStep;
import org.havendesk.accounts.spi.OwnerEntry;
import org.havendesk.platform.Language;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.TenantId;
import org.springframework.stereotype.Component;

/** Gives a new account its owner, and lets them enter it at once. */
@Component
class OwnerInstallation implements InstallationStep, OwnerEntry {
    private static final int ORDER = 100;

    private final Agents agents;

    OwnerInstallation(Agents agents) {
        this.agents = agents;
    }

    @Override
    public String name() {
        return "owner";
    }

    @Override
    public int order() {
        return ORDER;
    }

    @Override
    public void install(Installation installation) {
        agents.installOwner(
                installation.tenant(),
                installation.ownerName(),
                installation.ownerEmail(),
                Language.of(installation.language()).orElse(Language.EN));
    }

    @Override
    public String enterPath(TenantId tenant) {
        var owner = agents.owner(tenant).orElseThrow(() -> new NotFound("agent"));
        return "/welcome/enter/" + agents.enterLink(tenant, owner);
    }
}
