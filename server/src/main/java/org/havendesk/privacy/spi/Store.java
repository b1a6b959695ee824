package org.havendesk.privacy.spi;

import java.util.List;

/**
 * A table and what each of its columns is. A column is personal when it holds something about a person or leads to one;
 * all others are named as plain, so that a new column is always a decision.
 *
 * @param retention how long rows stay, as the key of a text; {@code retention.account} means until the account ends
 * @param basis why we may keep it (GDPR Art. 6), as the key of a text
 */
public record Store(String table, List<String> personal, List<String> plain, String retention, String basis) {
    public static Store of(String table) {
        return new Store(table, List.of(), List.of(), "retention.account", "basis.contract");
    }

    public Store personal(String... columns) {
        return new Store(table, List.of(columns), plain, retention, basis);
    }

    public Store plain(String... columns) {
        return new Store(table, personal, List.of(columns), retention, basis);
    }

    public Store kept(String retentionKey) {
        return new Store(table, personal, plain, retentionKey, basis);
    }

    public Store because(String basisKey) {
        return new Store(table, personal, plain, retention, basisKey);
    }
}
