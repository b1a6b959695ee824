package org.havendesk.email.auth;

import java.util.Locale;

/**
 * Whether a mail comes from the domain that its author's address names.
 *
 * @param domain of the author's address; empty when there is none
 * @param reason what decided, a word for which each language has a sentence
 */
public record SenderVerdict(
        State state, String domain, String reason, Finding spf, Finding dkim, Finding dmarc, Finding arc) {
    /** From good to bad, but for the last. */
    public enum State {
        /** The domain has sent it. */
        AUTHENTICATED,
        /** The domain says how its mail can be told, and this cannot. */
        UNAUTHENTICATED,
        /** The domain asks everybody to refuse such mail. */
        FAILED,
        /** The domain says nothing about its mail, or it could not be checked. */
        UNKNOWN;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Nothing was looked at. */
    public static SenderVerdict unknown(String domain, String reason) {
        var nothing = Finding.none("notChecked");
        return new SenderVerdict(State.UNKNOWN, domain, reason, nothing, nothing, nothing, nothing);
    }

    public boolean is(State other) {
        return state == other;
    }

    /** The same mail, which comes from a form: whoever filled it in is another person, and nobody has asked who. */
    public SenderVerdict behindForm() {
        return is(State.FAILED)
                ? this
                : new SenderVerdict(State.UNAUTHENTICATED, domain, "form", spf, dkim, dmarc, arc);
    }
}
