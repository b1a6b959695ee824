package org.havendesk.spam;

import java.time.Instant;

/**
 * One thing that an account taught its filter. The rows of an account in the order in which they were made are the
 * truth; the model is what follows from them.
 *
 * @param message the message's id; a message has at most one row
 * @param person whom the message is from, so that it goes when they are forgotten
 * @param at when it was taught
 */
public record LedgerRow(String message, String person, boolean spam, Strength strength, Instant at, Fingerprint print) {

    /** The same with what is left of an old fingerprint; see {@link LedgerBound}. */
    public LedgerRow thinned() {
        return new LedgerRow(message, person, spam, strength, at, print.thinned());
    }

    /** How much a sign counts. */
    public enum Strength {
        /** An agent answered: most likely a message worth having. */
        HINT,
        /** An agent said so. */
        MARK;

        int halves() {
            return this == MARK ? 2 : 1;
        }

        double weight() {
            return this == MARK ? 1 : 0.5;
        }
    }
}
