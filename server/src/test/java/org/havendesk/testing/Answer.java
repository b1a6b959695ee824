package org.havendesk.testing;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the program answered to a request. */
public record Answer(int status, java.net.http.HttpHeaders headers, byte[] bytes) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Answer of(HttpResponse<byte[]> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    public String body() {
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        return JSON.readTree(bytes);
    }

    /** The first header of this name, or the empty text. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The Set-Cookie line of this cookie. */
    public Optional<String> cookie(String name) {
        return cookies().stream().filter(line -> line.startsWith(name + "=")).findFirst();
    }

    public List<String> cookies() {
        return headers.allValues("Set-Cookie");
    }
}
