package org.havendesk.operator;

import java.util.Map;

/** A command was understood and not carried out. */
public final class Refused extends RuntimeException {
    private final String reason;
    private final transient Map<String, String> fields;

    Refused(String reason, Map<String, String> fields) {
        super(reason, null, false, false);
        this.reason = reason;
        this.fields = fields;
    }

    /** In a sentence, without a full stop. */
    public String reason() {
        return reason;
    }

    /** What is wrong with which option. */
    public Map<String, String> fields() {
        return fields;
    }
}
