package org.havendesk.bench.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.havendesk.stage.OwnDatabase;

/**
 * Looks every 25 ms which messages can be seen by now: whoever opened the console then would see them. Mostly among those
 * of the last moments, since the looking takes time from what is measured.
 */
final class Watch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(25);
    private static final Duration WINDOW = Duration.ofMillis(400);
    /** Each so many looks one goes further back. */
    private static final int LOOKS = 40;

    private static final Duration LONG_WINDOW = Duration.ofSeconds(10);

    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final Connection connection;
    private final Thread thread;
    private final long backend;
    private volatile boolean closed;
    private volatile boolean resting;

    Watch(OwnDatabase database, UUID tenant) throws SQLException {
        connection = database.connect();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            backend = row.getLong(1);
        }
        thread = Thread.ofPlatform().name("watch").start(() -> watch(tenant));
    }

    /** The process of the database that does the looking. */
    long backend() {
        return backend;
    }

    /** Looks no more until {@link #wake}. */
    void rest() {
        resting = true;
    }

    void wake() {
        resting = false;
    }

    int count() {
        return seen.size();
    }

    /** When it was first seen, as {@link System#nanoTime}. */
    long seenAt(String externalId) {
        return seen.getOrDefault(externalId, Long.MAX_VALUE);
    }

    private void watch(UUID tenant) {
        try (var young = connection.prepareStatement(
                "SELECT external_id FROM message WHERE tenant_id = ? AND id > ? AND external_id LIKE '<%'")) {
            young.setObject(1, tenant);
            for (int look = 1; !closed; look++) {
                if (!resting) look(young, look % LOOKS == 0 ? LONG_WINDOW : WINDOW);
                Thread.sleep(EVERY);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(PreparedStatement young, Duration window) throws SQLException {
        long since = Instant.now().minus(window).toEpochMilli();
        young.setObject(2, new UUID(since << 16, 0));
        try (var rows = young.executeQuery()) {
            while (rows.next()) {
                seen.putIfAbsent(rows.getString(1), System.nanoTime());
            }
        }
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        closed = true;
        thread.join();
        connection.close();
    }
}
