package org.havendesk.accounts;

import java.util.Locale;

/** Where an account stands in its life. Only an active one serves anybody. */
public enum AccountStatus {
    INSTALLING,
    ACTIVE,
    SUSPENDED,
    TERMINATED,
    DELETED;

    /** The word for it in rows and in answers. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AccountStatus of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
