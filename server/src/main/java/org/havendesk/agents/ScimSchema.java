package org.havendesk.agents;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How our side of SCIM describes itself (RFC 7643, 5 to 7). */
final class ScimSchema {
    private static final String SCHEMAS = "urn:ietf:params:scim:schemas:core:2.0:";
    private static final int MAX_RESULTS = 200;

    private ScimSchema() {}

    static Map<String, Object> config(String base) {
        var no = Map.of("supported", false);
        return Map.of(
                "schemas",
                List.of(SCHEMAS + "ServiceProviderConfig"),
                "patch",
                Map.of("supported", true),
                "bulk",
                Map.of("supported", false, "maxOperations", 0, "maxPayloadSize", 0),
                "filter",
                Map.of("supported", true, "maxResults", MAX_RESULTS),
                "changePassword",
                no,
                "sort",
                no,
                "etag",
                no,
                "authenticationSchemes",
                List.of(Map.of(
                        "type",
                        "oauthbearertoken",
                        "name",
                        "Bearer",
                        "description",
                        "A key of type S, made by an owner or an admin.",
                        "primary",
                        true)),
                "meta",
                meta("ServiceProviderConfig", base + "/ServiceProviderConfig"));
    }

    static Map<String, Object> type(String base) {
        return Map.of(
                "schemas",
                List.of(SCHEMAS + "ResourceType"),
                "id",
                "User",
                "name",
                "User",
                "endpoint",
                "/Users",
                "schema",
                ScimWire.USER,
                "schemaExtensions",
                List.of(),
                "meta",
                meta("ResourceType", base + "/ResourceTypes/User"));
    }

    static Map<String, Object> user(String base) {
        return Map.of(
                "schemas",
                List.of(SCHEMAS + "Schema"),
                "id",
                ScimWire.USER,
                "name",
                "User",
                "attributes",
                List.of(
                        text("userName", true, "server"),
                        text("displayName", false, "none"),
                        writeOnly("preferredLanguage"),
                        writeOnly("locale"),
                        Map.of(
                                "name",
                                "name",
                                "type",
                                "complex",
                                "multiValued",
                                false,
                                "required",
                                false,
                                "mutability",
                                "readWrite",
                                "returned",
                                "default",
                                "subAttributes",
                                List.of(text("formatted", false, "none"))),
                        Map.of(
                                "name",
                                "emails",
                                "type",
                                "complex",
                                "multiValued",
                                true,
                                "required",
                                false,
                                "mutability",
                                "readOnly",
                                "returned",
                                "default",
                                "subAttributes",
                                List.of(text("value", false, "none"))),
                        Map.of(
                                "name",
                                "active",
                                "type",
                                "boolean",
                                "multiValued",
                                false,
                                "required",
                                false,
                                "mutability",
                                "readWrite",
                                "returned",
                                "default")),
                "meta",
                meta("Schema", base + "/Schemas/" + ScimWire.USER));
    }

    private static Map<String, Object> text(String name, boolean required, String uniqueness) {
        return Map.of(
                "name",
                name,
                "type",
                "string",
                "multiValued",
                false,
                "required",
                required,
                "caseExact",
                false,
                "mutability",
                "readWrite",
                "returned",
                "default",
                "uniqueness",
                uniqueness);
    }

    /** Read when somebody is brought in, and not shown: whoever is here chooses it themselves. */
    private static Map<String, Object> writeOnly(String name) {
        Map<String, Object> attribute = new HashMap<>(text(name, false, "none"));
        attribute.put("mutability", "writeOnly");
        attribute.put("returned", "never");
        return attribute;
    }

    private static Map<String, Object> meta(String type, String location) {
        return Map.of("resourceType", type, "location", location);
    }
}
