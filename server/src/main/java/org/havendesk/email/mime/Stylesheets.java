package org.havendesk.email.mime;

/** placeholder to be written */
final class Stylesheets {
    private Stylesheets() {}

    static String inlined(String html) {
        return html;
    }
}
