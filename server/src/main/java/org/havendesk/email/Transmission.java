package org.havendesk.email;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What became of a mail that was handed to a server.
 *
 * @param accepted addresses that the server has taken the mail for
 * @param refused addresses that it will never take it for, with its words
 * @param later addresses that it does not take it for now, with its words
 * @param trouble what kept all of it from being handed over
 */
record Transmission(
        Set<String> accepted, Map<String, String> refused, Map<String, String> later, Optional<Trouble> trouble) {

    /** How far the talk with a server came. */
    enum Step {
        RESOLVE,
        CONNECT,
        TLS,
        LOGIN,
        SEND,
        DONE
    }

    /**
     * @param permanent whether trying again is useless
     * @param key of the text that explains it
     * @param said the server's own words; may be empty
     */
    record Trouble(Step step, boolean permanent, String key, String said) {}

    static Transmission failed(Trouble trouble) {
        return new Transmission(Set.of(), Map.of(), Map.of(), Optional.of(trouble));
    }

    static Transmission accepted(Set<String> all) {
        return new Transmission(all, Map.of(), Map.of(), Optional.empty());
    }
}
