package org.havendesk.agents;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Language;
import org.havendesk.platform.Problem;
import tools.jackson.databind.JsonNode;

/** The words of SCIM 2.0 (RFC 7643, RFC 7644) as far as we speak it: people, their name, address and whether they are active. */
final class ScimWire {
    static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
    static final int MAX_OPERATIONS = 50;

    private static final Pattern EQUAL = Pattern.compile(
            "\\s*(?:" + Pattern.quote(USER) + ":)?(\\w+)\\s+eq\\s+\"((?:[^\"\\\\]|\\\\[\"\\\\/])*)\"\\s*",
            Pattern.CASE_INSENSITIVE);

    private ScimWire() {}

    /** Something that SCIM has a word for (RFC 7644, table 9). */
    static final class Wrong extends Problem {
        private final String type;

        Wrong(String type) {
            super(400, "problem.scim." + type);
            this.type = type;
        }

        String type() {
            return type;
        }
    }

    /** @throws Wrong when it is none of those we know */
    static ScimRows.Filter filter(String text) {
        if (text.isBlank()) {
            return new ScimRows.Filter.All();
        }
        var equal = EQUAL.matcher(text);
        if (!equal.matches()) {
            throw new Wrong("invalidFilter");
        }
        var word = equal.group(2).replaceAll("\\\\(.)", "$1");
        return switch (equal.group(1).toLowerCase(Locale.ROOT)) {
            case "username" ->
                EmailAddress.parse(word)
                        .<ScimRows.Filter>map(ScimRows.Filter.ByAddress::new)
                        .orElseGet(ScimRows.Filter.Nobody::new);
            case "externalid" -> word.isEmpty() ? new ScimRows.Filter.Nobody() : new ScimRows.Filter.ByExternalId(word);
            default -> throw new Wrong("invalidFilter");
        };
    }

    /** What stands in a whole resource; what we do not know is left alone. */
    static Scim.Wanted wanted(JsonNode user) {
        var email = address(text(user, "userName").orElseThrow(() -> new Wrong("invalidValue")));
        return new Scim.Wanted(
                email,
                name(user).orElseGet(email::value),
                text(user, "externalId"),
                child(user, "active").map(ScimWire::flag).orElse(true));
    }

    /** In which language they read, when it is one of ours: {@code preferredLanguage}, else {@code locale} (RFC 7643, 4.1.1). */
    static Optional<Language> language(JsonNode user) {
        return text(user, "preferredLanguage")
                .flatMap(Language::spoken)
                .or(() -> text(user, "locale").flatMap(Language::spoken));
    }

    /** @throws Wrong when an operation is none that we know */
    static Scim.Wanted patched(ScimRows.Person person, JsonNode patch) {
        var operations =
                child(patch, "Operations").filter(JsonNode::isArray).orElseThrow(() -> new Wrong("invalidSyntax"));
        if (operations.isEmpty() || operations.size() > MAX_OPERATIONS) {
            throw new Wrong("invalidSyntax");
        }
        var wanted = new Scim.Wanted(person.email(), person.name(), person.externalId(), person.active());
        for (var operation : operations) {
            wanted = after(wanted, operation);
        }
        return wanted;
    }

    private static Scim.Wanted after(Scim.Wanted wanted, JsonNode operation) {
        var path = text(operation, "path").orElse("");
        var value = child(operation, "value");
        return switch (text(operation, "op").orElse("").toLowerCase(Locale.ROOT)) {
            case "add", "replace" ->
                path.isEmpty()
                        ? merged(wanted, value.filter(JsonNode::isObject).orElseThrow(() -> new Wrong("invalidValue")))
                        : set(wanted, path, value.orElseThrow(() -> new Wrong("invalidValue")));
            case "remove" -> {
                if (path.isEmpty()) {
                    throw new Wrong("noTarget");
                }
                if (!plain(path).equals("externalid")) {
                    throw new Wrong("mutability");
                }
                yield new Scim.Wanted(wanted.email(), wanted.name(), Optional.empty(), wanted.active());
            }
            default -> throw new Wrong("invalidSyntax");
        };
    }

    /** What we do not know of a whole value is left alone. */
    private static Scim.Wanted merged(Scim.Wanted wanted, JsonNode value) {
        return new Scim.Wanted(
                text(value, "userName").map(ScimWire::address).orElse(wanted.email()),
                name(value).orElse(wanted.name()),
                text(value, "externalId").or(wanted::externalId),
                child(value, "active").map(ScimWire::flag).orElse(wanted.active()));
    }

    /**
     * The whole name is the one to show, and the address is the one that they are called by: parts of them change nothing.
     * Whoever is here chooses their language themselves.
     */
    private static Scim.Wanted set(Scim.Wanted wanted, String path, JsonNode value) {
        return switch (plain(path)) {
            case "active" -> new Scim.Wanted(wanted.email(), wanted.name(), wanted.externalId(), flag(value));
            case "username" ->
                new Scim.Wanted(address(word(value)), wanted.name(), wanted.externalId(), wanted.active());
            case "externalid" ->
                new Scim.Wanted(wanted.email(), wanted.name(), Optional.of(word(value)), wanted.active());
            case "displayname", "name.formatted" ->
                new Scim.Wanted(wanted.email(), word(value), wanted.externalId(), wanted.active());
            case "name" ->
                new Scim.Wanted(
                        wanted.email(), named(value).orElse(wanted.name()), wanted.externalId(), wanted.active());
            case "name.givenname", "name.familyname", "preferredlanguage", "locale" -> wanted;
            case String other when other.startsWith("emails") -> wanted;
            default -> throw new Wrong("invalidPath");
        };
    }

    /** One name is all that we keep: the one to show, or the parts in their order. */
    private static Optional<String> name(JsonNode user) {
        return text(user, "displayName").or(() -> child(user, "name").flatMap(ScimWire::named));
    }

    private static Optional<String> named(JsonNode name) {
        return text(name, "formatted")
                .or(() -> Optional.of((text(name, "givenName").orElse("") + " "
                                        + text(name, "familyName").orElse(""))
                                .strip())
                        .filter(parts -> !parts.isEmpty()));
    }

    /** @param base where the resource lies */
    static Map<String, Object> user(ScimRows.Person person, String location) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("schemas", List.of(USER));
        user.put("id", person.id().toString());
        person.externalId().ifPresent(id -> user.put("externalId", id));
        user.put("userName", person.email().value());
        user.put("displayName", person.name());
        user.put("name", Map.of("formatted", person.name()));
        user.put("emails", List.of(Map.of("value", person.email().value(), "type", "work", "primary", true)));
        user.put("active", person.active());
        user.put(
                "meta",
                Map.of("resourceType", "User", "created", person.createdAt().toString(), "location", location));
        return user;
    }

    private static String plain(String path) {
        var own = path.regionMatches(true, 0, USER + ":", 0, USER.length() + 1)
                ? path.substring(USER.length() + 1)
                : path;
        return own.strip().toLowerCase(Locale.ROOT);
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow(() -> new Wrong("invalidValue"));
    }

    private static Optional<String> text(JsonNode node, String name) {
        return child(node, name).map(ScimWire::word).filter(word -> !word.isEmpty());
    }

    private static String word(JsonNode value) {
        if (!value.isString()) {
            throw new Wrong("invalidValue");
        }
        return value.stringValue();
    }

    /** Some directories write it as a word. */
    private static boolean flag(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return switch (word(value).toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Wrong("invalidValue");
        };
    }

    /** Names are the same in small and capital letters (RFC 7643, 2.1). */
    private static Optional<JsonNode> child(JsonNode node, String name) {
        return node.properties().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name)
                        && !field.getValue().isNull())
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
