package org.havendesk.email.auth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What another server found out about a mail (RFC 8601, 2.2).
 *
 * @param server by its own name for itself; whether it is to be believed is for the reader to know
 */
record AuthenticationResults(String server, List<Entry> entries) {
    private static final int MOST = 40;
    private static final int LONGEST = 4_000;
    private static final Pattern ENTRY = Pattern.compile("([a-z0-9-]+)(?:/[0-9]+)?\\s*=\\s*([a-z]+)(?:\\s.*)?");
    private static final Pattern PROPERTY =
            Pattern.compile("([a-z0-9-]+\\s*\\.\\s*[a-z0-9-]+)\\s*=\\s*(\"[^\"]*\"|[^\\s;]+)");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** The result of one method, with properties as {@code header.from}. All in lower case. */
    record Entry(String method, String result, Map<String, String> properties) {
        boolean passed() {
            return result.equals("pass");
        }

        /** The domain of an address or a domain. */
        Optional<String> domain(String property) {
            return Optional.ofNullable(properties.get(property))
                    .map(value -> Domains.normal(value.substring(value.lastIndexOf('@') + 1)));
        }
    }

    static Optional<AuthenticationResults> parse(String given) {
        var value = given.length() <= LONGEST ? given : given.substring(0, LONGEST);
        var parts = List.of(withoutComments(value).toLowerCase(Locale.ROOT).split(";", MOST + 1));
        var server = SPACE.split(parts.getFirst().strip())[0];
        if (server.isEmpty()) {
            return Optional.empty();
        }
        var entries = new ArrayList<Entry>();
        for (var part : parts.subList(1, Math.min(parts.size(), MOST))) {
            var entry = ENTRY.matcher(part.strip());
            if (entry.matches()) {
                entries.add(new Entry(entry.group(1), entry.group(2), properties(part)));
            }
        }
        return Optional.of(new AuthenticationResults(server.replace("\"", ""), List.copyOf(entries)));
    }

    private static Map<String, String> properties(String text) {
        var properties = new HashMap<String, String>();
        var found = PROPERTY.matcher(text);
        while (found.find()) {
            properties.putIfAbsent(
                    SPACE.matcher(found.group(1)).replaceAll(""), found.group(2).replace("\"", ""));
        }
        return properties;
    }

    private static String withoutComments(String value) {
        var plain = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && depth > 0) {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                plain.append(c == '\r' || c == '\n' ? ' ' : c);
            }
        }
        return plain.toString();
    }

    AuthenticationResults and(AuthenticationResults more) {
        return new AuthenticationResults(
                server, Stream.concat(entries.stream(), more.entries().stream()).toList());
    }

    List<Entry> of(String method) {
        return entries.stream().filter(entry -> entry.method().equals(method)).toList();
    }

    /** Whether this server found that the author's domain had sent the mail, by DMARC or by what DMARC is made of. */
    boolean vouchesFor(String author) {
        var organization = Domains.organization(author);
        var dmarc = of("dmarc");
        if (!dmarc.isEmpty()) {
            return dmarc.stream()
                    .filter(Entry::passed)
                    .anyMatch(entry ->
                            entry.domain("header.from").map(author::equals).orElse(true));
        }
        return passes("dkim", "header.d", organization) || passes("spf", "smtp.mailfrom", organization);
    }

    private boolean passes(String method, String property, String organization) {
        return of(method).stream()
                .filter(Entry::passed)
                .anyMatch(entry -> entry.domain(property)
                        .map(Domains::organization)
                        .filter(organization::equals)
                        .isPresent());
    }
}
