package org.havendesk.spam;

import java.net.InetAddress;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.EmailAddress;

/**
 * A message that has just come in and waits for a verdict.
 *
 * @param message an id under which the caller will find it again; judging the same one twice keeps the later verdict
 * @param channel how it came, such as {@code email}, {@code form} or {@code chat}; at most 20 characters
 * @param contact whom it is from, so that what is kept of it goes when they are forgotten
 * @param sender the address that it claims to be from
 * @param authentic whether that address was proven (DMARC, or a signed-in person); a claim alone never lets anybody in
 * @param from where it was handed over from
 * @param origin the first server that is neither ours nor one that we trust to hand on mail
 * @param trapped whether it was sent to an address that nobody uses; see {@link SpamTraps}
 */
public record Arrival(
        UUID message,
        String channel,
        Optional<ContactId> contact,
        Optional<EmailAddress> sender,
        boolean authentic,
        Optional<InetAddress> from,
        Optional<InetAddress> origin,
        boolean trapped,
        Evidence evidence) {

    Optional<String> network() {
        return origin.map(SpamDoor::network);
    }

    /** The domain that has proven to be the sender's. */
    Optional<String> domain() {
        return sender.filter(address -> authentic).map(EmailAddress::domain);
    }
}
