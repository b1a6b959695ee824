package org.havendesk.operator;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the running program of a data folder. */
public final class DeskClient {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 120_000;

    private final Path data;
    private final JsonMapper json;

    public DeskClient(Path data, JsonMapper json) {
        this.data = data.toAbsolutePath().normalize();
        this.json = json;
    }

    /** @throws Refused when the program does not run, or does not do it */
    public JsonNode run(String command, Map<String, String> arguments) throws IOException {
        var token = read("operator.token");
        var port = Integer.parseInt(read("operator.port"));
        var sent = new HashMap<>(arguments);
        sent.remove("json");
        var connection = connect(port, command);
        connection.setRequestProperty("Authorization", "Bearer " + token);
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (var body = connection.getOutputStream()) {
            body.write(json.writeValueAsBytes(sent));
        } catch (java.net.ConnectException e) {
            throw notRunning();
        }
        return answer(connection);
    }

    private JsonNode answer(HttpURLConnection connection) throws IOException {
        var status = connection.getResponseCode();
        try (var stream = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            var answer = json.readTree(stream.readAllBytes());
            if (status >= 400) {
                Map<String, String> fields = new HashMap<>();
                answer.path("fields").forEachEntry((name, why) -> fields.put(name, why.asString()));
                throw new Refused(answer.path("error").asString(), fields);
            }
            return answer;
        }
    }

    private static HttpURLConnection connect(int port, String command) throws IOException {
        try {
            var uri = new URI("http", null, "127.0.0.1", port, "/" + command.replace(' ', '/'), null, null);
            var connection = (HttpURLConnection) uri.toURL().openConnection(java.net.Proxy.NO_PROXY);
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            connection.setRequestMethod("POST");
            return connection;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private String read(String name) throws IOException {
        try {
            return Files.readString(data.resolve(name)).strip();
        } catch (NoSuchFileException e) {
            throw notRunning();
        } catch (AccessDeniedException e) {
            throw new Refused(
                    "You may not read " + data.resolve(name) + ": run bin/desk as the user that runs Havendesk",
                    Map.of());
        }
    }

    private Refused notRunning() {
        return new Refused(
                "Havendesk is not running on " + data + ": start it with bin/start --data " + data, Map.of());
    }
}
