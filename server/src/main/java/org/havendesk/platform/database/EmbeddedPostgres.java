package org.havendesk.platform.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.havendesk.platform.Tokens;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * A PostgreSQL server of our own, unpacked from an artifact, on a folder that outlives the program. It listens on
 * loopback only, asks for a password, and flushes what it commits. A server left behind by a killed program is stopped
 * first; one that dies while the program lives is started again on the same port. The folder is locked while it runs.
 */
final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String NOBODY = "65534";
    private static final String VERSION = "18.4";

    private final Path home;
    private final Path data;
    private final Path root;
    private final List<String> asOtherUser;
    private final boolean durable;
    private final FileChannel lock;
    private final int port;
    private final String password;
    private volatile boolean closing;
    private volatile Process server;

    /**
     * @param durable false only for tests that may lose everything when the machine stops
     * @throws DataInUse when another program has the folder; nothing of its is touched
     */
    static EmbeddedPostgres start(Path root, boolean durable) throws IOException, InterruptedException {
        return new EmbeddedPostgres(root.toAbsolutePath().normalize(), durable);
    }

    private EmbeddedPostgres(Path root, boolean durable) throws IOException, InterruptedException {
        this.root = root;
        this.durable = durable;
        Files.createDirectories(root);
        lock = lock(root);
        asOtherUser = isRoot() ? stepDown() : List.of();
        home = unpack();
        data = root.resolve("data");
        var passwordFile = root.resolve("password");
        if (!Files.exists(passwordFile)) {
            Files.writeString(passwordFile, Tokens.next());
            Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-------"));
        }
        password = Files.readString(passwordFile).strip();
        handOver();
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(passwordFile);
        }
        stopOrphan();
        port = freePort();
        server = launch();
        Thread.ofVirtual().name("postgres-watch").start(this::watch);
        log.info("PostgreSQL {} on 127.0.0.1:{}", VERSION, port);
    }

    /** Held until it is closed, or the program ends in whatever way. */
    private static FileChannel lock(Path root) throws IOException {
        var file = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() != null) {
                return file;
            }
        } catch (OverlappingFileLockException e) {
            // held by this very program
        }
        file.close();
        throw new DataInUse(root);
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    String user() {
        return "postgres";
    }

    String password() {
        return password;
    }

    long pid() {
        return server.pid();
    }

    @Override
    public synchronized void close() {
        stop();
        try {
            lock.close();
        } catch (IOException e) {
            log.warn("The lock of the data was not released: {}", e.getMessage());
        }
    }

    private void stop() {
        closing = true;
        if (!server.isAlive()) {
            return;
        }
        try {
            control("stop", "-m", "fast", "-w", "-t", "60");
            server.waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            log.warn("PostgreSQL did not stop: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void initialise(Path passwordFile) throws IOException, InterruptedException {
        log.info("Making the database in {}", data);
        var command = new ArrayList<>(List.of(
                bin("initdb"),
                "-D",
                data.toString(),
                "-U",
                user(),
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile,
                "-E",
                "UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
                "--data-checksums"));
        if (!durable) {
            command.add("--no-sync");
        }
        run(command);
    }

    private Process launch() throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if (runs(List.of("setsid", "true"))) {
            command.add("setsid"); // a Ctrl-C in the terminal is for us; we stop the database last
        }
        command.addAll(asOtherUser);
        command.addAll(List.of(bin("postgres"), "-D", data.toString(), "-p", String.valueOf(port)));
        settings().forEach(setting -> command.addAll(List.of("-c", setting)));
        var logFile = root.resolve("server.log").toFile();
        var process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile))
                .start();
        awaitReady(process);
        return process;
    }

    private List<String> settings() {
        var settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "timezone=UTC",
                "jit=off",
                "max_connections=120",
                "shared_buffers=256MB",
                "max_wal_size=2GB",
                "wal_compression=on",
                "random_page_cost=1.1",
                "io_method=sync", // what is read is mostly in memory; a worker that fetches it costs two turns
                "autovacuum_naptime=15s", // plans of a new account's first minutes rest on guesses
                "log_min_messages=warning",
                "log_statement=none",
                "log_min_error_statement=panic", // a statement can hold a customer's words: it never reaches a log
                "log_error_verbosity=terse"));
        if (!durable) {
            settings.addAll(
                    List.of("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB"));
        }
        return settings;
    }

    private void awaitReady(Process process) throws IOException, InterruptedException {
        var status = data.resolve("postmaster.pid");
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IOException("PostgreSQL stopped while starting; see " + root.resolve("server.log"));
            }
            if (isReady(status, process.pid())) {
                return;
            }
            Thread.sleep(15);
        }
        throw new IOException("PostgreSQL was not ready within " + PATIENCE.toSeconds() + " s");
    }

    private static boolean isReady(Path status, long pid) throws IOException {
        try {
            var lines = Files.readAllLines(status);
            return lines.size() >= 8
                    && lines.getFirst().strip().equals(String.valueOf(pid))
                    && lines.get(7).strip().equals("ready");
        } catch (java.nio.file.NoSuchFileException e) {
            return false;
        }
    }

    private void watch() {
        while (!closing) {
            try {
                server.waitFor();
                restart();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private synchronized void restart() throws InterruptedException {
        for (int attempt = 1; !closing && attempt <= 60; attempt++) {
            log.warn("PostgreSQL is gone; starting it again (attempt {})", attempt);
            try {
                server = launch();
                return;
            } catch (IOException e) {
                log.warn("{}", e.getMessage());
                Thread.sleep(1000); // its children hold the shared memory until they notice
            }
        }
        closing = true;
    }

    /** A program that was killed leaves its server behind; two servers on one folder must not be. */
    private void stopOrphan() throws IOException, InterruptedException {
        var file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        var pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        var command = ProcessHandle.of(pid).flatMap(handle -> handle.info().command());
        if (command.filter(path -> path.endsWith("postgres")).isPresent()) {
            log.warn("Stopping PostgreSQL {} that a killed program left behind", pid);
            control("stop", "-m", "fast", "-w", "-t", "60");
        }
    }

    private void control(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(bin("pg_ctl"), "-D", data.toString()));
        command.addAll(List.of(arguments));
        run(command);
    }

    private String bin(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private void run(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(asOtherUser);
        command.addAll(arguments);
        var output = Files.createTempFile("postgres", ".out");
        try {
            var process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroy();
                throw new IOException(arguments.getFirst() + " took longer than " + PATIENCE.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(arguments.getFirst() + " failed: " + Files.readString(output));
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** PostgreSQL refuses to run as root: it runs as nobody, or in a user namespace where that is not allowed. */
    private static List<String> stepDown() throws IOException, InterruptedException {
        var setpriv = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        if (runs(with(setpriv, "true"))) {
            return setpriv;
        }
        var unshare = List.of("unshare", "-U");
        if (runs(with(unshare, "true"))) {
            return unshare;
        }
        throw new IOException("PostgreSQL does not run as root here: start Havendesk as another user");
    }

    private void handOver() throws IOException, InterruptedException {
        if (asOtherUser.isEmpty() || !asOtherUser.getFirst().equals("setpriv")) {
            return;
        }
        var owner = (Integer) Files.getAttribute(root, "unix:uid");
        if (!String.valueOf(owner).equals(NOBODY)) {
            new ProcessBuilder("chown", "-R", NOBODY + ":" + NOBODY, root.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        }
        if (!runs(with(asOtherUser, "test", "-x", root.toString()))) {
            throw new IOException("The folder " + root + " cannot be reached by the user that PostgreSQL runs as:"
                    + " choose another with --data, or start Havendesk as another user");
        }
    }

    private static List<String> with(List<String> prefix, String... rest) {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(rest));
        return command;
    }

    private static boolean runs(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Path unpack() throws IOException {
        var folder = root.resolve("bin-" + VERSION);
        if (Files.exists(folder.resolve(".done"))) {
            return folder;
        }
        Files.createDirectories(folder);
        var resource = "/postgres-" + platform() + ".txz";
        try (var stream = EmbeddedPostgres.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException("There is no PostgreSQL for this machine (" + platform()
                        + "): set HAVENDESK_DATABASE_URL to one of your own");
            }
            try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(stream)))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    unpack(tar, entry, folder);
                }
            }
        }
        Files.createFile(folder.resolve(".done"));
        return folder;
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("Entry leaves the folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(parentOf(target));
        Files.deleteIfExists(target);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, target);
            var executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static Path parentOf(Path path) {
        @Nullable Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private static String platform() {
        var arch = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        var mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        return (mac ? "darwin" : "linux") + "-" + arch;
    }
}
