package org.havendesk.email;

import org.havendesk.jobs.Job;
import org.havendesk.platform.Ids;
import org.havendesk.platform.TenantId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The net under the intake: handles a stored mail that nobody has handled, after a crash or a failure. */
@Component
class InboundMailJob implements Job {
    static final String NAME = "mail-in";

    private final ObjectProvider<Sorting> sorting;

    /** @param sorting asked for late: it schedules jobs itself */
    InboundMailJob(ObjectProvider<Sorting> sorting) {
        this.sorting = sorting;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(TenantId tenant, String item) {
        sorting.getObject().handleAgain(tenant, Ids.parse(item));
    }

    /** More than {@link Sorting#ATTEMPTS}, so that a mail ends in quarantine and never among the dead jobs. */
    @Override
    public int attempts() {
        return 1_000;
    }
}
