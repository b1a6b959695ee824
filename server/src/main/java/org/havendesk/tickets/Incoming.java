package org.havendesk.tickets;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.DepartmentId;

/**
 * A message from outside on its way into a ticket.
 *
 * @param externalId by which the channel knows it; the same one is received once
 * @param contact who wrote it
 * @param from the address or number it came from, lower case
 * @param answers external ids of messages that it may be an answer to, the best guess first
 * @param code the code of a ticket named in it; used when none of {@code answers} is known
 * @param html sanitised
 * @param quoted sanitised; what it repeats of earlier messages, folded away
 * @param text the plain words, for the list and the search
 * @param source the raw message it was made from
 * @param kind an automatic answer opens no ticket again
 * @param provenance empty where the channel cannot tell
 */
public record Incoming(
        String channel,
        String externalId,
        Kind kind,
        ContactId contact,
        String authorName,
        String from,
        DepartmentId department,
        String subject,
        String html,
        Optional<String> quoted,
        String text,
        boolean remoteImages,
        Recipients recipients,
        List<String> answers,
        Optional<String> code,
        List<Attached> files,
        Optional<UUID> source,
        Instant at,
        Optional<Provenance> provenance) {

    /** A message of a channel that cannot tell how sure it is about its author. */
    public Incoming(
            String channel,
            String externalId,
            Kind kind,
            ContactId contact,
            String authorName,
            String from,
            DepartmentId department,
            String subject,
            String html,
            Optional<String> quoted,
            String text,
            boolean remoteImages,
            Recipients recipients,
            List<String> answers,
            Optional<String> code,
            List<Attached> files,
            Optional<UUID> source,
            Instant at) {
        this(
                channel,
                externalId,
                kind,
                contact,
                authorName,
                from,
                department,
                subject,
                html,
                quoted,
                text,
                remoteImages,
                recipients,
                answers,
                code,
                files,
                source,
                at,
                Optional.empty());
    }

    /** The same message under another external id. */
    public Incoming knownAs(String id) {
        return new Incoming(
                channel,
                id,
                kind,
                contact,
                authorName,
                from,
                department,
                subject,
                html,
                quoted,
                text,
                remoteImages,
                recipients,
                answers,
                code,
                files,
                source,
                at,
                provenance);
    }

    /** The people whom it brings into its ticket. */
    List<Recipient> brings() {
        return provenance.map(Provenance::mayBringOthers).orElse(true) ? recipients.cc() : List.of();
    }

    /** What a message is to the ticket that it joins. */
    public enum Kind {
        MESSAGE,
        AUTO_REPLY
    }

    Set<String> references() {
        return Set.copyOf(answers);
    }
}
