package org.havendesk.tickets;

import java.util.Optional;
import java.util.Set;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.DepartmentId;

/**
 * Which tickets a list shows.
 *
 * @param statuses none means all
 * @param assignee whose; {@link Assignee#ANYBODY} does not ask
 * @param words what the search looks for
 */
public record TicketQuery(
        Set<Status> statuses,
        Optional<DepartmentId> department,
        Assignee assignee,
        Optional<ContactId> contact,
        Optional<String> words) {

    /** Who holds the tickets that a list shows. */
    public sealed interface Assignee {
        Assignee ANYBODY = new Anybody();
        Assignee NOBODY = new Nobody();

        record Anybody() implements Assignee {}

        record Nobody() implements Assignee {}

        record Somebody(AgentId id) implements Assignee {}
    }

    public static TicketQuery of(Set<Status> statuses) {
        return new TicketQuery(statuses, Optional.empty(), Assignee.ANYBODY, Optional.empty(), Optional.empty());
    }

    Set<Status> statusesOrAll() {
        return statuses.isEmpty() ? Set.of(Status.values()) : statuses;
    }
}
