package org.havendesk.email.mime;

import java.util.List;
import java.util.Optional;

/**
 * Header fields that others judge by, as sent (unfolded), each at most 2,000 characters.
 *
 * @param deliveredTo addresses of Delivered-To, X-Original-To and Envelope-To: which mailbox it was really for
 * @param returnPath the envelope sender; present and empty for the null sender {@code <>}
 * @param loopMarks the values of {@link MailParser#LOOP_HEADER}
 * @param received how many Received fields there are
 */
public record Trace(
        List<String> authenticationResults,
        List<String> deliveredTo,
        Optional<String> returnPath,
        Optional<String> listId,
        Optional<String> autoSubmitted,
        Optional<String> precedence,
        Optional<String> autoResponseSuppress,
        Optional<String> threadIndex,
        Optional<String> feedbackId,
        List<String> loopMarks,
        int received) {
    public Trace {
        authenticationResults = List.copyOf(authenticationResults);
        deliveredTo = List.copyOf(deliveredTo);
        loopMarks = List.copyOf(loopMarks);
    }
}
