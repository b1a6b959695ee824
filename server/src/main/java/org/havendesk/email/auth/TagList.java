package org.havendesk.email.auth;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tags and their values, as signatures and keys are written (RFC 6376, 3.2). */
record TagList(Map<String, String> tags) {
    private static final int MOST = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern WHITE = Pattern.compile("[ \t\r\n]+");

    /** Empty when it is no list of tags, or names one twice. */
    static Optional<TagList> parse(String text) {
        var tags = new LinkedHashMap<String, String>();
        var parts = text.split(";", MOST + 2);
        if (parts.length > MOST + 1) {
            return Optional.empty();
        }
        for (int i = 0; i < parts.length; i++) {
            var part = parts[i].strip();
            if (part.isEmpty() && i == parts.length - 1) {
                break;
            }
            var equals = part.indexOf('=');
            if (equals < 1) {
                return Optional.empty();
            }
            var name = part.substring(0, equals).strip();
            if (!NAME.matcher(name).matches()
                    || tags.put(name, part.substring(equals + 1).strip()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new TagList(tags));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(tags.get(name));
    }

    boolean has(String name) {
        return tags.containsKey(name);
    }

    /** Without any white space in it. */
    Optional<String> compact(String name) {
        return get(name).map(value -> WHITE.matcher(value).replaceAll(""));
    }

    Optional<byte[]> bytes(String name) {
        try {
            return compact(name).map(value -> Base64.getDecoder().decode(value));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
