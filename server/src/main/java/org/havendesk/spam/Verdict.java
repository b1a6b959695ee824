package org.havendesk.spam;

/** Where a message goes. None of them deletes it. */
public enum Verdict {
    /** To the agents, like any other. */
    INBOX,
    /** To the agents, with a warning: more likely spam than not, but not sure enough to hold it back. */
    SUSPECTED,
    /** Held back, for somebody to look through. */
    QUARANTINE
}
