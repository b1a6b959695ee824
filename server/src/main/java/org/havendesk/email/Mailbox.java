package org.havendesk.email;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.EmailAddress;

/**
 * A mailbox on another server that mail is fetched from.
 *
 * @param all whether the mails that lie there already are fetched, too
 * @param keep whether fetched mails stay there
 * @param address that customers write to
 * @param progress how far it was fetched, in this mailbox's own terms; empty before the first time
 * @param round the current one; what belongs to an earlier one changes nothing any more
 * @param failures in a row
 */
record Mailbox(
        UUID id,
        MailboxSettings settings,
        DepartmentId department,
        boolean all,
        boolean keep,
        EmailAddress address,
        State state,
        Optional<MailboxTrouble> trouble,
        Optional<Instant> fetchedAt,
        String progress,
        long round,
        int failures) {

    enum State {
        ACTIVE,
        PAUSED,
        FAILING;

        String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static State of(String wire) {
            return valueOf(wire.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
