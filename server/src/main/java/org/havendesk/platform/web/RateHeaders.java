package org.havendesk.platform.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Set;

/** What the contract says about how often one may ask (draft-ietf-httpapi-ratelimit-headers-10; RFC 9110, 10.2.3). */
final class RateHeaders {
    /** On every answer to a key or a session. */
    static final List<String> LEFT = List.of("RateLimit", "RateLimit-Policy");

    private static final String RETRY_AFTER = "Retry-After";

    private RateHeaders() {}

    static Components describe(Components components, ApiResponse refused) {
        LEFT.forEach(name -> refused.addHeaderObject(name, new Header().$ref("#/components/headers/" + name)));
        return components
                .addHeaders(
                        "RateLimit",
                        header(
                                "string",
                                "What is left: requests that are allowed still (r), and seconds until all are again (t)",
                                "\"key\";r=5999;t=1"))
                .addHeaders(
                        "RateLimit-Policy",
                        header(
                                "string",
                                "How many requests (q) in how many seconds (w), by one key or one session; absent where the"
                                        + " installation sets no limit",
                                "\"key\";q=6000;w=60"))
                .addHeaders(RETRY_AFTER, header("integer", "Seconds until the same request may be tried again", 7))
                .addResponses(
                        "TooMany",
                        refused.addHeaderObject(RETRY_AFTER, new Header().$ref("#/components/headers/" + RETRY_AFTER)));
    }

    private static Header header(String type, String description, Object example) {
        return new Header()
                .description(description)
                .schema(new JsonSchema().types(Set.of(type)).example(example));
    }
}
