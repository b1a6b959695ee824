package org.havendesk.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was asked for on the command line, as {@code --tickets 1000000}. */
public final class Options {
    private final Map<String, String> given = new HashMap<>();

    private Options() {}

    /** @throws IllegalArgumentException when something else was given than {@code known} */
    public static Options of(String[] arguments, Set<String> known) {
        var options = new Options();
        for (int i = 0; i < arguments.length; i += 2) {
            var name = arguments[i].replaceFirst("^--", "");
            if (!known.contains(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("Known options: --" + String.join(" .. --", known) + " ..");
            }
            options.given.put(name, arguments[i + 1]);
        }
        return options;
    }

    public int get(String name, int otherwise) {
        return text(name).map(Integer::parseInt).orElse(otherwise);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name));
    }
}
