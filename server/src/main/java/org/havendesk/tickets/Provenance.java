package org.havendesk.tickets;

import java.util.Map;

/**
 * How sure a channel is about who wrote a message.
 *
 * @param domain that the author's address is of; may be empty
 * @param reason what decided, a word for which each language has a sentence
 * @param checks what was looked at, by its name
 */
public record Provenance(State state, String domain, String reason, Map<String, Check> checks) {
    /** How sure. The names are those on the wire. */
    public enum State {
        AUTHENTICATED,
        UNAUTHENTICATED,
        FAILED,
        UNKNOWN
    }

    /**
     * One thing that was looked at.
     *
     * @param domain what it is about; may be empty
     */
    public record Check(String result, String reason, String domain) {}

    public Provenance {
        checks = Map.copyOf(checks);
    }

    /** Whether the people whom the message names may take part from now on: nobody lets others in under a borrowed name. */
    boolean mayBringOthers() {
        return switch (state) {
            case AUTHENTICATED, UNKNOWN -> true;
            case UNAUTHENTICATED, FAILED -> false;
        };
    }
}
