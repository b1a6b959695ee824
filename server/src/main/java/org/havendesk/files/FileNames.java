package org.havendesk.files;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of files that came from outside, made harmless: no folders, no control characters, no tricks with direction. */
public final class FileNames {
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\"<>|:*?\\\\/]+");

    private FileNames() {}

    /** @return a name of at most {@code max} characters; {@code file} when nothing is left */
    public static String safe(@Nullable String name, int max) {
        if (name == null) {
            return "file";
        }
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var clean = UNSAFE.matcher(last).replaceAll("_").strip();
        var bounded = clean.length() <= max ? clean : clean.substring(clean.length() - max);
        return bounded.isEmpty() || bounded.matches("\\.+") ? "file" : bounded;
    }
}
