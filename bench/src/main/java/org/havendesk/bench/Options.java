package org.havendesk.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Whole numbers from the command line, as {@code --tickets 1000000}. */
public final class Options {
    private final Map<String, Integer> given = new HashMap<>();

    private Options() {}

    /** @throws IllegalArgumentException when something else was given than {@code known} */
    public static Options of(String[] arguments, Set<String> known) {
        var options = new Options();
        for (int i = 0; i < arguments.length; i += 2) {
            var name = arguments[i].replaceFirst("^--", "");
            if (!known.contains(name) || i + 1 == arguments.length) {
                throw new IllegalArgumentException("Known options: --" + String.join(" N --", known) + " N");
            }
            options.given.put(name, Integer.parseInt(arguments[i + 1]));
        }
        return options;
    }

    public int get(String name, int otherwise) {
        return given.getOrDefault(name, otherwise);
    }
}
