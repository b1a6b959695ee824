package org.havendesk.agents;

/** How far somebody came at the door. */
sealed interface Entry {
    /** All the way. @param token for the session's cookie */
    record In(String token) implements Entry {}

    /** One step is missing. @param token tells for ten minutes that the first proof was right */
    record Halfway(String token, Step step) implements Entry {}
}
