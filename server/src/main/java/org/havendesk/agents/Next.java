package org.havendesk.agents;

import java.util.regex.Pattern;

/** Where somebody wanted to go before they had to sign in. */
final class Next {
    static final String HOME = "/agent/";

    /** A path of our own. Two slashes or a backslash would lead to another host. */
    private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]{0,2000}");

    private Next() {}

    static String safe(String next) {
        return OWN.matcher(next).matches() ? next : HOME;
    }
}
