package org.havendesk.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Somebody at a browser or a script, at one host. Keeps cookies and shows the CSRF token as the console does, unless told
 * not to.
 */
public final class Visitor {
    static {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final int port;
    private final String host;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final Map<String, String> headers = new HashMap<>();

    Visitor(int port, String host) {
        this.port = port;
        this.host = host;
    }

    /** From now on every request carries this header. */
    public Visitor with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Visitor withCookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    public Answer get(String path) {
        return send("GET", path, Optional.empty(), Map.of());
    }

    public Answer post(String path, String json) {
        return write("POST", path, json);
    }

    public Answer put(String path, String json) {
        return write("PUT", path, json);
    }

    public Answer delete(String path) {
        return write("DELETE", path, "");
    }

    /** Sends JSON, with the CSRF token that the last answer gave. */
    public Answer write(String method, String path, String json) {
        if (!headers.containsKey("apikey") && !cookies.containsKey("XSRF-TOKEN")) {
            get("/signin");
        }
        return send(method, path, Optional.of(json), Map.of("Content-Type", "application/json"));
    }

    /** Fills in the form of a page and sends it. */
    public Answer submit(String page, String path, Map<String, String> fields) {
        var shown = get(page);
        var token = shown.body().replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]*)\".*", "$1");
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", token);
        var body = all.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send(
                "POST",
                path,
                Optional.of(body),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "X-XSRF-TOKEN", ""));
    }

    /** Sends exactly this, besides cookies and the headers that this visitor always sends. */
    public Answer send(String method, String path, Optional<String> body, Map<String, String> more) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofString).orElse(HttpRequest.BodyPublishers.noBody()));
        Map<String, String> all = new HashMap<>();
        all.put("Host", host.contains(":") ? host : host + ":" + port);
        var kept = Map.copyOf(cookies);
        Optional.ofNullable(kept.get("XSRF-TOKEN")).ifPresent(token -> all.put("X-XSRF-TOKEN", token));
        all.putAll(headers);
        all.putAll(more);
        all.values().removeIf(String::isEmpty);
        all.forEach(request::header);
        if (!kept.isEmpty()) {
            request.header("Cookie", line(kept));
        }
        return keep(exchange(request.build()));
    }

    private Answer keep(Answer answer) {
        answer.cookies().forEach(line -> {
            var pair = line.substring(0, line.indexOf(';')).split("=", 2);
            if (pair[1].isEmpty()) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        });
        return answer;
    }

    private static String line(Map<String, String> cookies) {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static Answer exchange(HttpRequest request) {
        try {
            return Answer.of(CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
