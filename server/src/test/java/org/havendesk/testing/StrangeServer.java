package org.havendesk.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A web server of somebody else, on every address of this machine: it answers as a test says and tells what was asked. */
public final class StrangeServer implements AutoCloseable {
    private final Map<String, Answering> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final HttpServer server;

    /** How a path is answered. */
    public interface Answering {
        void to(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private StrangeServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public static StrangeServer open() throws IOException {
        return new StrangeServer();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The paths that were asked for, in order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** From now on this path is answered so; others are not there. */
    public StrangeServer at(String path, Answering answering) {
        answers.put(path, answering);
        return this;
    }

    public StrangeServer at(String path, byte[] bytes) {
        return at(path, exchange -> send(exchange, bytes));
    }

    public StrangeServer redirecting(String path, String location) {
        return at(path, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    public static void send(HttpExchange exchange, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Waits a moment, for an answer that takes long. @return false: it is closed, so there is nobody to answer */
    public boolean goesOn(long millis) throws InterruptedException {
        return !end.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            asked.add(path);
            answers.getOrDefault(path, one -> one.sendResponseHeaders(404, -1)).to(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
