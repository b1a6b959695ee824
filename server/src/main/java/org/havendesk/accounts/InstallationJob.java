package org.havendesk.accounts;

import org.havendesk.jobs.Job;
import org.havendesk.platform.TenantId;
import org.springframework.stereotype.Component;

@Component
class InstallationJob implements Job {
    static final String NAME = "account.install";

    private final Installations installations;

    InstallationJob(Installations installations) {
        this.installations = installations;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(TenantId tenant, String item) {
        installations.goOn(tenant);
    }
}
