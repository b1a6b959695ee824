package org.havendesk.spam;

import java.util.List;

/**
 * What the filter thinks of a message, and why.
 *
 * @param probability that it is spam, 0 to 1
 * @param logOdds the same without rounding at the ends; 0 is undecided, above is spam
 * @param bar the log-odds from which a message is held back at present; infinite while too little is known
 * @param reasons the words that weighed most, heaviest first, for and against
 * @param votes what each expert said, always all of them in the same order
 */
public record Judgement(
        double probability, double logOdds, double bar, Verdict verdict, List<Reason> reasons, List<Vote> votes) {

    /**
     * A word of the message that counted.
     *
     * @param place where it was: a header's name, {@code url}, {@code file}; empty for the text
     * @param word as the filter reads it: lower case, {@code #CAPS} for capitals, {@code #0x5a} for the shape of a number
     * @param weight in log-odds; above 0 towards spam
     */
    public record Reason(String place, String word, double weight) {

        /** What to call the word when it is shown. */
        public Kind kind() {
            if (word.equals("#CAPS")) return Kind.CAPITALS;
            if (word.length() > 1 && word.startsWith("#")) return Kind.NUMBER;
            if (word.length() > 1 && word.startsWith("<")) return Kind.MARKUP;
            return switch (place) {
                case "" -> Kind.TEXT;
                case "subject", "inner" -> Kind.SUBJECT;
                case "from", "sender", "reply-to", "return-path", "errors-to" -> Kind.SENDER;
                case "to", "cc", "delivered-to" -> Kind.RECIPIENT;
                case "received" -> Kind.ROUTE;
                case "url" -> Kind.LINK;
                case "file", "part" -> Kind.ATTACHMENT;
                case "channel" -> Kind.CHANNEL;
                default -> Kind.HEADER;
            };
        }
    }

    /** What a word that counted was. */
    public enum Kind {
        TEXT,
        SUBJECT,
        SENDER,
        RECIPIENT,
        /** A server that the message came by. */
        ROUTE,
        LINK,
        /** A tag or an attribute of HTML. */
        MARKUP,
        ATTACHMENT,
        CHANNEL,
        /** Any other header: that it is there ({@code h}), or what it says. */
        HEADER,
        CAPITALS,
        NUMBER
    }

    /** @param logOdds calibrated, from -8 (certainly not) to 8 (certainly spam) */
    public record Vote(Expert expert, double logOdds, double weight) {}

    /** Who votes. */
    public enum Expert {
        /** Knows the account's mail by its bytes: headers, forms, disguises, any script. */
        BYTES,
        /** Knows words together, each against the others. */
        WORDS,
        /** Knows how often each word was spam. */
        COUNTS,
        /** Knows words that stand near each other. */
        PAIRS,
        /** What is shared between accounts before an account has marks of its own. */
        PRIOR
    }
}
