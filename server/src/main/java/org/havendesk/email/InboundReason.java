package org.havendesk.email;

/** Why a mail that came in became no message. Each has a text, {@code inbound.<name>}. */
enum InboundReason {
    /** The bytes are no mail. */
    NOT_A_MAIL("notAMail"),
    EMPTY("empty"),
    TOO_LARGE("tooLarge"),
    /** The mailbox's server could not hand it over; only its head is here. */
    NOT_FETCHED("notFetched"),
    /** Reading or storing it failed again and again. */
    FAILED("failed"),
    /** It says that a mail was not delivered, but none of ours. */
    UNKNOWN_BOUNCE("unknownBounce"),
    /** A letter of ours, an invitation or a link, was not delivered. */
    LETTER_BOUNCED("letterBounced"),
    NO_SENDER("noSender"),
    LOOP("loop"),
    DUPLICATE("duplicate"),
    /** A mail of ours is late; the other server keeps trying. */
    DELAYED("delayed"),
    /** A machine answered a notification to an agent. */
    AUTOMATIC("automatic"),
    /** An agent answered by mail, but the ticket takes no answer. */
    ANSWER_REFUSED("answerRefused"),
    /** It answers in an agent's name, but is not from the agent's domain. */
    AGENT_UNPROVEN("agentUnproven");

    private final String wire;

    InboundReason(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }

    static InboundReason of(String wire) {
        for (var reason : values()) {
            if (reason.wire.equals(wire)) {
                return reason;
            }
        }
        return FAILED;
    }
}
