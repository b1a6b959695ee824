package org.havendesk.operator;

/** One command of {@code bin/desk} that the running program carries out. */
interface Command {
    /** Its words, as {@code account create}. */
    String name();

    /**
     * @return what is printed, as JSON or for a reader: a record, or a list of records
     * @throws org.havendesk.platform.Problem when it cannot be done; its text is printed
     */
    Object run(Arguments arguments);
}
