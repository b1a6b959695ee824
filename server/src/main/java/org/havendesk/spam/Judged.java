package org.havendesk.spam;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of a message, and why: kept with it for some weeks.
 *
 * @param because what decided
 * @param probability that it is spam, 0 to 1, by the filter alone
 * @param logOdds the same without rounding at the ends; 0 is undecided
 * @param bar the log-odds from which messages were held back at that time; infinite while the filter knew too little
 * @param reasons the words that weighed most, heaviest first; empty once they are no longer kept
 * @param spam what an agent said afterwards; empty when nobody did
 */
public record Judged(
        UUID message,
        String channel,
        Instant at,
        Verdict verdict,
        Because because,
        double probability,
        double logOdds,
        double bar,
        List<Judgement.Reason> reasons,
        Optional<Boolean> spam) {

    /** What decided about a message. */
    public enum Because {
        FILTER,
        /** The sender is on the account's list of those who are let in. */
        ALLOWED,
        /** The sender is on the account's list of those who are held back. */
        BLOCKED,
        /** A mail server that the account believes called it spam, and the filter alone would have let it in. */
        RELAY,
        /** It was sent to an address that nobody uses. */
        TRAP,
        /** Others from the same place were, and the filter alone would have let it in. */
        SOURCE
    }
}
