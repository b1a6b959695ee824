package org.havendesk.email.mime;

/**
 * A line of a mail's text, as {@link Quotes} sees it.
 *
 * @param text without white space at its ends
 * @param quoted true behind {@code >} or in a quoting block
 * @param picture true when it shows an image, so that it is not blank even without text
 */
record Line(String text, boolean quoted, boolean picture, Mark mark) {
    /** What the sender's program says about the line by its markup. */
    enum Mark {
        NONE,
        /** From here on everything is a quote. */
        QUOTE_STARTS,
        /** Says who wrote the quote that follows. */
        ATTRIBUTION,
        SIGNATURE,
        FORWARD
    }

    static Line of(String text) {
        var stripped = text.strip();
        var quoted = stripped.startsWith(">") && !stripped.startsWith(">From ");

        return new Line(stripped, quoted, false, Mark.NONE);
    }

    boolean blank() {
        return text.isEmpty() && !picture;
    }

    /** Something that the sender says now. */
    boolean said() {
        return !quoted && !blank();
    }
}
