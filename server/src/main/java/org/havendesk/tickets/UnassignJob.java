package org.havendesk.tickets;

import org.havendesk.jobs.Job;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.TenantId;
import org.springframework.stereotype.Component;

/** Takes the tickets from an agent who left, some at a time. */
@Component
class UnassignJob implements Job {
    static final String NAME = "tickets-unassign";

    private final Triage triage;

    UnassignJob(Triage triage) {
        this.triage = triage;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(TenantId tenant, String item) {
        var agent = AgentId.of(item);
        while (triage.letGo(tenant, agent) > 0) {
            // goes on with the next ones, each lot in a transaction of its own
        }
    }
}
