package org.havendesk.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Language;
import org.havendesk.platform.Problem;
import org.havendesk.platform.Texts;
import org.havendesk.platform.Tokens;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where {@code bin/desk} comes in: a listener of its own on loopback, so that nothing that is passed on to the public port
 * can reach it. Whoever may read {@code operator.token} in the data folder is the operator; the token changes at each
 * start.
 */
@Component
class OperatorDoor implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(OperatorDoor.class);
    private static final int MAX_BODY = 64 * 1024;
    private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

    private final Map<String, Command> commands;
    private final Texts texts;
    private final JsonMapper json;
    private final Path tokenFile;
    private final Path portFile;
    private final String token = Tokens.next();
    private volatile @Nullable HttpServer server;

    OperatorDoor(List<Command> commands, Texts texts, JsonMapper json, @Value("${havendesk.data}") Path data) {
        this.commands = commands.stream().collect(Collectors.toMap(Command::name, Function.identity()));
        this.texts = texts;
        this.json = json;
        this.tokenFile = data.resolve("operator.token");
        this.portFile = data.resolve("operator.port");
    }

    @Override
    public void start() {
        try {
            var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.createContext("/", this::handle);
            started.start();
            server = started;
            keep(tokenFile, token);
            keep(portFile, String.valueOf(started.getAddress().getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        var running = server;
        if (running != null) {
            running.stop(0);
            server = null;
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isOperator(exchange)) {
                answer(exchange, 401, new Failure("The operator's token is not right", Map.of()));
                return;
            }
            var command =
                    commands.get(exchange.getRequestURI().getPath().substring(1).replace('/', ' '));
            if (command == null || !exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 404, new Failure("There is no such command", Map.of()));
                return;
            }
            carryOut(command, exchange);
        }
    }

    private boolean isOperator(HttpExchange exchange) {
        var shown = exchange.getRequestHeaders().getFirst("Authorization");
        return shown != null
                && exchange.getRemoteAddress().getAddress().isLoopbackAddress()
                && MessageDigest.isEqual(bytes(shown), bytes("Bearer " + token));
    }

    private void carryOut(Command command, HttpExchange exchange) throws IOException {
        try {
            answer(exchange, 200, command.run(arguments(exchange)));
        } catch (Problem problem) {
            answer(exchange, problem.status(), failure(problem));
        } catch (JacksonException e) {
            answer(exchange, 400, new Failure("That is no JSON object of texts", Map.of()));
        } catch (RuntimeException e) {
            log.error("The command {} failed", command.name(), e);
            answer(exchange, 500, new Failure("That failed; the log of the program says why", Map.of()));
        }
    }

    private Arguments arguments(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(MAX_BODY);
        return new Arguments(body.length == 0 ? Map.of() : json.readValue(body, STRINGS));
    }

    private Failure failure(Problem problem) {
        var fields = problem instanceof Invalid invalid ? invalid.fields() : Map.<String, Invalid.Reason>of();
        return new Failure(
                texts.text(Language.EN, problem.key(), problem.arguments().toArray()),
                fields.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, field -> sentence(field.getValue()))));
    }

    private String sentence(Invalid.Reason reason) {
        return texts.text(Language.EN, reason.key(), reason.arguments().toArray());
    }

    private void answer(HttpExchange exchange, int status, Object body) throws IOException {
        var bytes = json.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** For the owner of the data folder alone, and never half written. */
    private static void keep(Path file, String content) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Why a command was not carried out. */
    record Failure(String error, Map<String, String> fields) {}
}
