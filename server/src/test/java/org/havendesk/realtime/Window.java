package org.havendesk.realtime;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A window that is open at the console: it keeps what it is told. */
final class Window implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private final List<JsonNode> told = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    /** @throws java.util.concurrent.CompletionException when the server does not let this window in */
    static Window open(int port, Map<String, String> headers) {
        return new Window(port, headers);
    }

    private Window(int port, Map<String, String> headers) {
        var builder = CLIENT.newWebSocketBuilder().connectTimeout(LONG_ENOUGH);
        headers.forEach(builder::header);
        this.socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/rest/live"), new Ear())
                .join();
        await("hello");
    }

    void say(String type, Object ticket) {
        socket.sendText(JSON.writeValueAsString(Map.of("type", type, "ticket", ticket.toString())), true)
                .join();
    }

    /** What was said first of this type. */
    JsonNode await(String type) {
        return await(one -> one.get("type").asString().equals(type));
    }

    JsonNode await(Predicate<JsonNode> meant) {
        return Awaitility.await()
                .atMost(LONG_ENOUGH)
                .until(() -> told.stream().filter(meant).findFirst(), java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** What the words about those at a ticket are now, as {@code Kevin Agent viewing}. */
    void awaitPresent(Object ticket, String... agents) {
        await(one -> one.get("type").asString().equals("presence")
                && one.get("ticket").asString().equals(ticket.toString())
                && one.get("agents")
                        .valueStream()
                        .map(agent -> agent.get("name").asString() + " "
                                + agent.get("state").asString())
                        .toList()
                        .equals(List.of(agents)));
    }

    /** The types of everything said so far, in order. */
    List<String> types() {
        return told.stream().map(one -> one.get("type").asString()).toList();
    }

    /** The tickets of which was said that they changed. */
    List<String> tickets() {
        return told.stream()
                .flatMap(one -> one.path("ids").valueStream())
                .map(JsonNode::asString)
                .toList();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** Waits until the server has closed it. */
    int closedWith() {
        return closed.orTimeout(LONG_ENOUGH.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder begun = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            begun.append(data);
            if (last) {
                told.add(JSON.readTree(begun.toString()));
                begun.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            closed.complete(1006);
        }
    }
}
