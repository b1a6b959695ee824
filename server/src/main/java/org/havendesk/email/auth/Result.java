package org.havendesk.email.auth;

import java.util.Locale;

/** What one check of a mail came to, in the words of RFC 8601, 2.7. */
public enum Result {
    PASS,
    FAIL,
    SOFTFAIL,
    NEUTRAL,
    /** There was nothing to check. */
    NONE,
    /** It could not be checked just then. */
    TEMPERROR,
    /** What was published or signed cannot be understood. */
    PERMERROR,
    /** It holds, but proves too little to count. */
    POLICY;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
