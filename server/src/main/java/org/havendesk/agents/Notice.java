package org.havendesk.agents;

import java.util.Locale;

/** What an agent is told by mail, since somebody else may have done it. */
enum Notice {
    NEW_DEVICE,
    PASSWORD_CHANGED,
    FACTOR_ON,
    FACTOR_OFF,
    RECOVERY_CODES,
    RECOVERY_CODE_USED,
    NEW_KEY,
    PASSKEY_ADDED,
    PASSKEY_REMOVED,
    PASSKEY_COPIED,
    IDENTITY_LINKED,
    APP_CONNECTED,
    ADDRESS_CHANGED;

    /** Part of the keys of its texts. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
