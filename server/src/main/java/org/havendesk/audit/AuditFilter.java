package org.havendesk.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.havendesk.platform.Invalid;

/**
 * Which entries somebody wants to read.
 *
 * @param actor who did it
 * @param object what it was done to
 * @param action what was done, or its beginning: {@code ticket.} is everything done to tickets
 * @param from the first moment
 * @param until the moment after the last
 */
record AuditFilter(
        Optional<UUID> actor,
        Optional<UUID> object,
        Optional<String> action,
        Optional<Instant> from,
        Optional<Instant> until) {
    private static final Pattern ACTION = Pattern.compile("[a-z.A-Z-]{1,60}");

    static final AuditFilter ALL =
            new AuditFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    AuditFilter {
        new Invalid.Check()
                .that(action.filter(word -> !ACTION.matcher(word).matches()).isEmpty(), "action", "value")
                .done();
    }
}
