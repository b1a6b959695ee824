package org.havendesk.spam;

import java.util.List;

/**
 * What the filter thinks of a message, and why.
 *
 * @param probability that it is spam, 0 to 1
 * @param logOdds the same without rounding at the ends; 0 is undecided, above is spam
 * @param bar the log-odds from which a message is held back at present; infinite while too little is known
 * @param reasons the words that weighed most, heaviest first, for and against
 * @param votes what each expert said, always all of them in the same order
 */
public record Judgement(
        double probability, double logOdds, double bar, Verdict verdict, List<Reason> reasons, List<Vote> votes) {

    /**
     * A word of the message that counted.
     *
     * @param place where it was: a header's name, {@code url}, {@code file}; empty for the text
     * @param weight in log-odds; above 0 towards spam
     */
    public record Reason(String place, String word, double weight) {}

    /** @param logOdds calibrated, from -8 (certainly not) to 8 (certainly spam) */
    public record Vote(Expert expert, double logOdds, double weight) {}

    /** Who votes. */
    public enum Expert {
        /** Knows the account's mail by its bytes: headers, forms, disguises, any script. */
        BYTES,
        /** Knows words together, each against the others. */
        WORDS,
        /** Knows how often each word was spam. */
        COUNTS,
        /** Knows words that stand near each other. */
        PAIRS,
        /** What is shared between accounts before an account has marks of its own. */
        PRIOR
    }
}
