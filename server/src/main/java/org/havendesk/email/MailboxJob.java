package org.havendesk.email;

import org.havendesk.jobs.Job;
import org.havendesk.platform.Ids;
import org.havendesk.platform.TenantId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** It is time to look into a mailbox. */
@Component
class MailboxJob implements Job {
    static final String NAME = "mailbox";

    private final ObjectProvider<MailboxRounds> rounds;

    /** @param rounds asked for late: they schedule jobs themselves */
    MailboxJob(ObjectProvider<MailboxRounds> rounds) {
        this.rounds = rounds;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(TenantId tenant, String item) {
        var slash = item.indexOf('/');
        rounds.getObject()
                .begin(tenant, Ids.parse(item.substring(0, slash)), Long.parseLong(item, slash + 1, item.length(), 10));
    }

    /** The chain of rounds must not end because the database was away for long. */
    @Override
    public int attempts() {
        return Integer.MAX_VALUE;
    }
}
