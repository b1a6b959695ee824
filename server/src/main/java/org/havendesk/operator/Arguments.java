package org.havendesk.operator;

import java.util.Map;
import java.util.Optional;
import org.havendesk.platform.Invalid;

/** What was typed after a command's words, by the names of the options. */
record Arguments(Map<String, String> values) {
    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /** @throws Invalid when it was not given */
    String get(String name) {
        return find(name).orElseThrow(() -> Invalid.field(name, "required"));
    }

    String get(String name, String otherwise) {
        return find(name).orElse(otherwise);
    }
}
