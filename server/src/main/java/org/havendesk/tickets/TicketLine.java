package org.havendesk.tickets;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as a line of a list, in the shape of the wire.
 *
 * @param failed a mail of it could not be delivered
 * @param suspected a filter took it for spam, and nobody has said otherwise
 * @param unread something came in that this agent has not seen
 */
public record TicketLine(
        UUID id,
        String code,
        String subject,
        String status,
        String channel,
        @Nullable Requester contact,
        Named department,
        @Nullable Named assignee,
        Instant updatedAt,
        Instant createdAt,
        String snippet,
        boolean unread,
        List<String> tags,
        boolean attachments,
        int messages,
        boolean failed,
        boolean suspected,
        @Nullable Instant postponedUntil,
        @Nullable Instant deletedAt) {

    /** Who asked. */
    public record Requester(UUID id, String name, @Nullable String email) {}

    /** Something with a name. */
    public record Named(UUID id, String name) {}
}
