package org.havendesk.email.mime;

/** What became of the bytes of a mail. */
public sealed interface Parsed {
    /** The bytes are a mail; what was odd about it stands in {@link Mail#warnings()}. */
    record Understood(Mail mail) implements Parsed {}

    /** The bytes are no mail that anything could be read from. They belong into quarantine. */
    record Unreadable(Reason reason) implements Parsed {}

    /** Why nothing could be read. */
    enum Reason {
        /** No bytes, or nothing but white space and NULs. */
        EMPTY,
        /** No header field that a mail has was found. */
        NOT_A_MAIL,
        /** Longer than {@link MailParser#MAX_BYTES}. */
        TOO_LARGE,
        /** The parser itself failed. */
        PARSER_FAILED
    }
}
