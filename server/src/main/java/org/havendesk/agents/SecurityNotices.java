package org.havendesk.agents;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Mails an agent what happened to how they get in, in the transaction in which it happens. */
@Component
class SecurityNotices {
    private final AgentRows rows;
    private final AgentLetters letters;

    SecurityNotices(AgentRows rows, AgentLetters letters) {
        this.rows = rows;
        this.letters = letters;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void tell(Noticed noticed) {
        rows.profile(noticed.tenant(), noticed.agent())
                .ifPresent(profile -> letters.notice(noticed.tenant(), profile, noticed.notice(), noticed.client()));
    }
}
