package org.havendesk.email;

import java.net.InetAddress;
import java.util.Optional;
import org.havendesk.email.auth.SenderTruth;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.TenantId;
import org.havendesk.spam.SpamDoor;
import org.springframework.stereotype.Component;

/** Whether one more mail may come in now. A server that hands on the mail of many is not taken for where it comes from. */
@Component
class MailDoor {
    private final SpamDoor door;
    private final SenderTruth truth;

    MailDoor(SpamDoor door, SenderTruth truth) {
        this.door = door;
        this.truth = truth;
    }

    /** @param sender of the envelope; empty for a bounce */
    boolean admit(TenantId tenant, Optional<InetAddress> from, String sender) {
        return door.admits(tenant, from.filter(address -> !truth.isOnBehalf(address)), EmailAddress.parse(sender));
    }

    /** Whether one more mail may be fetched now. */
    boolean admitFetched(TenantId tenant) {
        return door.admitsFetched(tenant);
    }
}
