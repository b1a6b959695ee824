package org.havendesk.tickets;

import java.time.Instant;
import java.util.Optional;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.TenantId;

/**
 * A ticket as other rooms may see it.
 *
 * @param code what people call it, as {@code KFM-QWZRT-482}
 * @param statusBefore where a deleted, postponed or spam ticket goes back to
 * @param suspected a filter took it for spam, and nobody has said otherwise
 */
public record Ticket(
        TenantId tenant,
        TicketId id,
        String code,
        String subject,
        Status status,
        Optional<Status> statusBefore,
        String channel,
        DepartmentId department,
        Optional<AgentId> assignee,
        Optional<ContactId> contact,
        boolean suspected,
        Instant createdAt,
        Instant updatedAt) {

    /** The first ticket code that stands in a text; whether there is such a ticket is not looked at. */
    public static Optional<String> codeIn(String text) {
        return Codes.in(text);
    }

    /** @throws TicketClosed when the ticket is closed, spam or deleted */
    Status whenAnswered() {
        requireWorkable();
        return Status.ANSWERED;
    }

    /** Where a message from the customer takes the ticket: what nobody answered yet stays new. */
    Status whenReceived() {
        return switch (status) {
            case NEW -> Status.NEW;
            case OPEN, ANSWERED, RESOLVED -> Status.OPEN;
            case POSTPONED ->
                statusBefore.filter(before -> before == Status.NEW).orElse(Status.OPEN);
            case SPAM, DELETED, CLOSED -> status;
        };
    }

    /** Whether a message from the customer may still join. */
    boolean takesMessages() {
        return status.isWorkable();
    }

    /** @throws TicketClosed when the ticket is closed, spam or deleted */
    void requireWorkable() {
        if (!status.isWorkable()) {
            throw new TicketClosed(this);
        }
    }
}
