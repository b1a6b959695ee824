package org.havendesk.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Something in the request cannot be used; {@link #fields} says which field and why, as keys of texts. */
public final class Invalid extends Problem {
    /** Why one field cannot be used. */
    public record Reason(String key, List<Object> arguments) {}

    private final transient Map<String, Reason> fields;

    private Invalid(Map<String, Reason> fields) {
        super(422, "problem.invalid");
        this.fields = fields;
    }

    public static Invalid field(String field, String key, Object... arguments) {
        return new Invalid(Map.of(field, new Reason("invalid." + key, List.of(arguments))));
    }

    public Map<String, Reason> fields() {
        return fields;
    }

    /** Collects what is wrong with a request, so that a form can show all of it at once. */
    public static final class Check {
        private final Map<String, Reason> wrong = new LinkedHashMap<>();

        public Check that(boolean holds, String field, String key, Object... arguments) {
            if (!holds) {
                wrong.putIfAbsent(field, new Reason("invalid." + key, List.of(arguments)));
            }
            return this;
        }

        /** @throws Invalid when anything did not hold */
        public void done() {
            if (!wrong.isEmpty()) {
                throw new Invalid(Map.copyOf(wrong));
            }
        }
    }
}
