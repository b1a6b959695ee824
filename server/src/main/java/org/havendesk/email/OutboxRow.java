package org.havendesk.email;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.TenantId;
import org.havendesk.tickets.Attached;
import org.havendesk.tickets.MessageId;
import org.havendesk.tickets.Recipient;
import org.havendesk.tickets.Recipients;
import org.havendesk.tickets.TicketId;

/**
 * A mail that is to leave, or has left.
 *
 * @param headers threading and the like, by name
 * @param senderName shown before the address that it comes from
 * @param accepted recipients that a server has taken it for; it is never sent to them again
 */
record OutboxRow(
        TenantId tenant,
        UUID id,
        Purpose purpose,
        Optional<MessageId> message,
        Optional<TicketId> ticket,
        Optional<DepartmentId> department,
        Recipients recipients,
        String subject,
        String html,
        String text,
        Map<String, String> headers,
        String externalId,
        String senderName,
        List<Attached> files,
        OutboxState state,
        int attempts,
        Instant nextAttemptAt,
        Optional<String> lastError,
        Instant createdAt,
        Optional<Instant> sentAt,
        Optional<Instant> claimedAt,
        Set<String> accepted) {

    /** Why a mail is sent. */
    enum Purpose {
        REPLY,
        INVITATION,
        PASSWORD,
        WELCOME,
        NOTICE;

        String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Purpose of(String wire) {
            return valueOf(wire.toUpperCase(java.util.Locale.ROOT));
        }

        /** Whether it holds a link that opens a door for its reader alone. */
        boolean isSecret() {
            return this == INVITATION || this == PASSWORD || this == WELCOME;
        }
    }

    /** Who still has to get it. */
    Set<String> pending() {
        return recipients
                .all()
                .map(Recipient::email)
                .filter(address -> !accepted.contains(address))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
