package org.havendesk.spam;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a part says it is (RFC 2045, 5.1). A field that is missing is empty, never null. */
record ContentType(String type, String charset, String boundary, String name) {
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([\\w*-]{1,20})\\s*=\\s*(?:\"([^\"]{0,200})\"?|([^\\s;\"]{1,200}))");

    static ContentType of(String value) {
        int semicolon = value.indexOf(';');
        var type =
                (semicolon < 0 ? value : value.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
        var charset = "";
        var boundary = "";
        var name = "";
        var parameters = PARAMETER.matcher(value);
        while (parameters.find()) {
            var said = parameters.group(2) != null ? parameters.group(2) : parameters.group(3);
            switch (parameters.group(1).toLowerCase(Locale.ROOT)) {
                case "charset" -> charset = said;
                case "boundary" -> boundary = said;
                case "name", "filename" -> name = said;
                default -> {}
            }
        }
        return new ContentType(type, charset, boundary, name);
    }
}
