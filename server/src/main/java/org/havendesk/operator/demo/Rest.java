package org.havendesk.operator.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the account's REST API, with a key. */
final class Rest {
    private static final String CSRF = "a-token-that-cookie-and-header-share";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI account;
    private final String key;

    /** @param account the address of the account, as {@code http://demo.localhost:8080} */
    Rest(URI account, String key) {
        this.account = account;
        this.key = key;
    }

    JsonNode get(String path) {
        return send("GET", path, null);
    }

    JsonNode post(String path, Map<String, ?> body) {
        return send("POST", path, body);
    }

    JsonNode put(String path, Map<String, ?> body) {
        return send("PUT", path, body);
    }

    JsonNode delete(String path) {
        return send("DELETE", path, null);
    }

    /** Sets the password behind a one-time link, and makes a key for whoever that is. */
    Rest accept(String token, String password) {
        var headers = new String[] {"Cookie", "XSRF-TOKEN=" + CSRF, "X-XSRF-TOKEN", CSRF};
        var signedIn = exchange("PUT", "/rest/passwords", Map.of("token", token, "password", password), headers);
        var session = signedIn.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("hd_session"))
                .map(cookie -> cookie.split(";", 2)[0])
                .findFirst()
                .orElseThrow();
        headers[1] = session + "; " + headers[1];
        var made = exchange("POST", "/rest/apikeys", Map.of("name", "demo"), headers);
        return new Rest(account, JSON.readTree(made.body()).path("key").asString());
    }

    private JsonNode send(String method, String path, @org.jspecify.annotations.Nullable Object body) {
        var answer = exchange(method, path, body, "apikey", key);
        return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    private HttpResponse<String> exchange(
            String method, String path, @org.jspecify.annotations.Nullable Object body, String... headers) {
        var content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body));
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + account.getPort() + path))
                .header("Host", account.getAuthority())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .headers(headers)
                .method(method, content)
                .build();
        try {
            var answer = HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() >= 400) {
                throw new IllegalStateException(
                        method + " " + path + " was answered with " + answer.statusCode() + ": " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The names in a list of things. */
    static List<String> texts(JsonNode items, String name) {
        return items.valueStream().map(item -> item.path(name).asString()).toList();
    }
}
