package org.havendesk.tickets;

import org.havendesk.jobs.Jobs;
import org.havendesk.platform.AgentRemoved;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** When an agent leaves, their tickets become nobody's. */
@Component
class Leaving {
    private final Jobs jobs;

    Leaving(Jobs jobs) {
        this.jobs = jobs;
    }

    @EventListener
    void on(AgentRemoved gone) {
        jobs.now(UnassignJob.NAME, gone.tenant(), gone.agent().toString());
    }
}
