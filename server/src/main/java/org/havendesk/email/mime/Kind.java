package org.havendesk.email.mime;

import java.util.List;
import java.util.Optional;

/** What sort of mail it is, and so what may be done with it. */
public sealed interface Kind {
    /** Somebody wrote. */
    record Message() implements Kind {}

    /** A machine answered: an absence note, a receipt, an acknowledgement. */
    record AutoReply(AutoReplySign sign) implements Kind {}

    /**
     * A mail of ours was not delivered, or is late.
     *
     * @param recipient who did not get it; empty when the report does not say
     * @param status the code of RFC 3463, such as {@code 5.1.1}; 4.0.0 or 5.0.0 when only the class is known
     * @param originalMessageId of the mail that was not delivered, with angle brackets
     * @param diagnostic what the other server said, at most 1,000 characters
     * @param others every further recipient named by the same report
     */
    record Bounce(
            Optional<Address> recipient,
            String status,
            Action action,
            Optional<String> originalMessageId,
            Optional<String> diagnostic,
            List<Address> others)
            implements Kind {
        public Bounce {
            others = List.copyOf(others);
        }

        /** True when trying again makes no sense: the address is dead or the mail was refused for good. */
        public boolean permanent() {
            return action == Action.FAILED && status.startsWith("5");
        }
    }

    /** The mail goes in circles; nothing may be sent because of it. */
    record Loop(LoopSign sign) implements Kind {}

    /** What became of the mail that a bounce reports (RFC 3464, 2.3.3). */
    enum Action {
        FAILED,
        DELAYED
    }

    /** What gave an automatic answer away. */
    enum AutoReplySign {
        AUTO_SUBMITTED,
        /** A machine wrote by itself, in answer to nothing: a report, an alert. Often worth a ticket all the same. */
        AUTO_GENERATED,
        PRECEDENCE,
        AUTO_RESPONSE_HEADER,
        RECEIPT,
        SUBJECT
    }

    /** What gave a loop away. */
    enum LoopSign {
        OWN_MARK,
        TOO_MANY_HOPS
    }
}
