package org.havendesk.privacy.spi;

import java.util.List;
import java.util.stream.Stream;

/**
 * One kind of data that a room keeps. Each room declares one bean of this for each kind; together they are the export,
 * the erasure, the retention plan and the register of processing. All calls run inside the subject's account.
 */
public interface PersonalData {
    /** The kind in a reader's words, as the key of a text. */
    String category();

    /** Every table of this kind, with every column. */
    List<Store> stores();

    /**
     * Erases everything of this kind about the subject. Calling it twice does no harm.
     *
     * @return how many records were erased or made nobody's
     */
    int erase(DataSubject subject);

    /**
     * Everything of this kind about the subject, for the copy that Art. 15 and 20 promise. It is read from the database
     * while it is consumed: read it to the end and close it inside the transaction in which this is called.
     *
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    Stream<Entry> export(DataSubject subject);

    /**
     * One record of an export.
     *
     * @param table where it is kept
     * @param json its content as a JSON object, in the subject's own words; nothing of other persons
     */
    record Entry(String table, String json) {}
}
