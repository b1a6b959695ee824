package org.havendesk.email;

import java.util.UUID;
import org.havendesk.jobs.Job;
import org.havendesk.platform.TenantId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Sends one mail of the outbox. */
@Component
class SendJob implements Job {
    static final String NAME = "outbox-send";

    private final ObjectProvider<OutboxSender> sender;

    /** Jobs are known before what they call: sending makes other jobs due. */
    SendJob(ObjectProvider<OutboxSender> sender) {
        this.sender = sender;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(TenantId tenant, String item) {
        sender.getObject().send(tenant, UUID.fromString(item.substring(0, item.indexOf('@'))));
    }
}
