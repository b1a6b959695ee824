package org.havendesk.email;

import org.havendesk.email.InboundRows.Read;

/** Takes a mail for the transaction that handles it, so that it is handled once, whoever tries how often. */
interface Claim {
    /** @return false when somebody else has handled it */
    boolean take(Read read);
}
