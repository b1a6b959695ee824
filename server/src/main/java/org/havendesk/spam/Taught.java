package org.havendesk.spam;

/** What came of a lesson. */
public enum Taught {
    LEARNED,
    /** It was known already. */
    UNCHANGED,
    /** This agent has taught so much in the last day, or so much is known of this sender, that it was only logged. */
    OVER_LIMIT,
    /** The message came so long ago that nothing is kept to learn from; it was only logged. */
    NOTHING_KEPT
}
