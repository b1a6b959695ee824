package org.havendesk.agents;

import org.havendesk.platform.AgentId;
import org.havendesk.platform.Problem;
import org.havendesk.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * Whether somebody may come in otherwise than by a provider. Owners always may, by password and second factor: on the day
 * that the provider is away or set up wrongly, somebody has to get in and put it right.
 */
@Component
class WaysIn {
    private final ProviderRows providers;
    private final AgentRows agents;

    WaysIn(ProviderRows providers, AgentRows agents) {
        this.providers = providers;
        this.agents = agents;
    }

    /** They have to sign in by the account's provider. */
    static final class ProviderNeeded extends Problem {
        private ProviderNeeded() {
            super(403, "problem.forbidden.providerNeeded");
        }
    }

    boolean areOpen(TenantId tenant, AgentId agent) {
        return !providers.only(tenant)
                || agents.find(tenant, agent)
                        .filter(colleague -> colleague.role() == Role.OWNER)
                        .isPresent();
    }

    /** @throws ProviderNeeded when the account lets them in by a provider only */
    void require(TenantId tenant, AgentId agent) {
        if (!areOpen(tenant, agent)) {
            throw new ProviderNeeded();
        }
    }
}
