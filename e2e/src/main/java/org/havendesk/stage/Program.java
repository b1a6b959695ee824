package org.havendesk.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Havendesk as a person starts it: a process of its own, on loopback, with its own PostgreSQL. The data folder and the
 * ports stay the same when it is killed and started again.
 */
public final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> OPTIONS =
            List.of("-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-Dfile.encoding=UTF-8");

    private final Path data;
    private final int port = freePort();
    private final int smtpPort = freePort();
    private final Map<String, String> settings = new HashMap<>();
    private final List<String> options = new ArrayList<>(OPTIONS);
    private @Nullable Process process;

    private Program(Path data) {
        this.data = data.toAbsolutePath();
    }

    /** Not started yet; its data lie in this folder, which PostgreSQL's user must be able to reach. */
    public static Program in(Path data) {
        return new Program(data);
    }

    /** Not started yet, on a new folder that {@link #remove} takes away. */
    public static Program onFreshData() {
        try {
            var folder = Files.createTempDirectory("havendesk-");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new Program(folder.resolve("data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A setting by the name of its environment variable, as {@code HAVENDESK_RELAY}; holds from the next start on. */
    public Program with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** An option of the virtual machine; holds from the next start on. */
    public Program withOption(String option) {
        options.add(option);
        return this;
    }

    /** With the options of the virtual machine that {@code bin/start} gives it; holds from the next start on. */
    public Program asShipped() {
        return withOption("-Xmx512m").withOption("-XX:+UseSerialGC");
    }

    /** Starts it and waits until it serves. */
    public Program start() {
        launch();
        awaitReady();
        return this;
    }

    /** Starts it and does not wait. */
    public void launch() {
        if (isRunning()) {
            throw new IllegalStateException("It runs already");
        }
        var command = new ArrayList<>(List.of(java()));
        command.addAll(options);
        command.addAll(List.of("-jar", Jar.path().toString()));
        try {
            Files.createDirectories(data);
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().keySet().removeIf(name -> name.startsWith("HAVENDESK_"));
            builder.environment().put("HAVENDESK_DATA", data.toString());
            builder.environment().put("HAVENDESK_PORT", String.valueOf(port));
            builder.environment().put("HAVENDESK_SMTP_PORT", String.valueOf(smtpPort));
            // whoever sets the stage asks more often than a program of an account may
            builder.environment().put("HAVENDESK_AGENTS_KEY_RATE", "0");
            builder.environment().put("HAVENDESK_AGENTS_SESSION_RATE", "0");
            builder.environment().putAll(settings);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the program and its database serve. */
    public void awaitReady() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isHealthy()) {
            if (!isRunning()) {
                throw new IllegalStateException("Havendesk stopped while starting:\n" + lastLines());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Havendesk does not serve:\n" + lastLines());
            }
            pause();
        }
    }

    /** Whether it says that it serves. */
    public boolean isHealthy() {
        try (var http = Http.to(port, "localhost", Map.of())) {
            return http.get("/health").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** SIGKILL. Its PostgreSQL lives on, as after a crash. */
    public void kill() {
        var killed = running();
        killed.destroyForcibly();
        await(killed);
    }

    /** SIGTERM, and waits for the end. */
    public void stop() {
        var stopped = running();
        stopped.destroy();
        await(stopped);
    }

    /** Stops whatever still runs, PostgreSQL included. */
    @Override
    public void close() {
        if (isRunning()) {
            stop();
        }
        postgres().ifPresent(orphan -> {
            orphan.destroy();
            orphan.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        });
    }

    /** Stops whatever still runs and removes the data. */
    public void remove() {
        close();
        try (var files = Files.walk(data.getParent())) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path data() {
        return data;
    }

    public int port() {
        return port;
    }

    public int smtpPort() {
        return smtpPort;
    }

    /** What it wrote on its standard output and error. */
    public Path log() {
        return data.resolve("program.log");
    }

    /** The process of the program itself. */
    public ProcessHandle handle() {
        return running().toHandle();
    }

    /** The first process of its PostgreSQL, whose children are the others; empty when none runs. */
    public Optional<ProcessHandle> postgres() {
        return OwnDatabase.postmaster(data);
    }

    /**
     * SIGKILL to its PostgreSQL, which the program is to start again.
     *
     * @param whole to its first process; else to one that serves a connection: PostgreSQL then throws out all others itself
     */
    public void killPostgres(boolean whole) {
        var first = postgres().orElseThrow();
        var victim = whole
                ? first
                : first.children()
                        .max(Comparator.comparingLong(ProcessHandle::pid))
                        .orElse(first);
        victim.destroyForcibly();
        victim.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** As the role that owns all tables and sees all accounts. */
    public OwnDatabase database() {
        return OwnDatabase.of(data);
    }

    /** An account that was opened by the administrator's command line. */
    public record Account(String id, String subdomain, String host, String apiKey) {}

    /** Opens an account, as {@code bin/desk account create} does, and waits until it is ready. */
    public Account open(String subdomain) {
        try (var desk = Http.to(Integer.parseInt(read("operator.port")), "127.0.0.1", operator())) {
            var json = JsonMapper.shared();
            var asked = Map.of(
                    "subdomain",
                    subdomain,
                    "name",
                    "Account " + subdomain,
                    "owner-name",
                    "Ada Owner",
                    "owner-email",
                    "ada@" + subdomain + ".test",
                    "password",
                    "a long one for " + subdomain);
            var answer = desk.post("/account/create", json.writeValueAsString(asked));
            if (answer.status() != 200) {
                throw new IllegalStateException("No account: " + answer.status() + " " + answer.text());
            }
            var account = json.readTree(answer.text());
            return new Account(
                    account.path("id").asString(),
                    subdomain,
                    subdomain + ".localhost",
                    account.path("apikey").asString());
        }
    }

    /** A connection to the API of an account; one request at a time. */
    public Http rest(Account account) {
        return rest(account, account.apiKey());
    }

    public Http rest(Account account, String apiKey) {
        return Http.to(port, account.host(), Map.of("apikey", apiKey));
    }

    private Map<String, String> operator() {
        return Map.of("Authorization", "Bearer " + read("operator.token"));
    }

    private String read(String name) {
        try {
            return Files.readString(data.resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process running() {
        return Objects.requireNonNull(process, "It was not started");
    }

    private static void await(Process stopped) {
        try {
            if (!stopped.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Havendesk does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String lastLines() {
        try {
            var lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
