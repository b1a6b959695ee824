package org.havendesk.bench.intake;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.havendesk.platform.Ids;
import org.havendesk.stage.OwnDatabase;

/**
 * The limit: the rows that the program made of the mails, written again by nothing but three INSERTs a transaction into the
 * same tables, with the same promise that what is committed is on the disk.
 */
final class BareInsert implements AutoCloseable {
    private final UUID tenant;
    private final List<Connection> connections = new ArrayList<>();
    private final List<Row> rows;

    private record Row(UUID department, String subject, String snippet, String from, String html, String text) {}

    /**
     * @param size mails that are written in each run
     * @param clients connections, which stay open from run to run
     */
    BareInsert(OwnDatabase database, UUID tenant, int size, int clients) throws SQLException {
        this.tenant = tenant;
        this.rows = read(database, size);
        for (int i = 0; i < clients; i++) {
            var connection = database.connect();
            connection.setAutoCommit(false);
            connections.add(connection);
        }
    }

    private List<Row> read(OwnDatabase database, int size) throws SQLException {
        var read = new ArrayList<Row>();
        try (var connection = database.connect();
                var statement = connection.prepareStatement("""
                        SELECT t.department_id, t.subject, t.snippet, m.from_address, m.html, m.text
                          FROM message m JOIN ticket t ON t.tenant_id = m.tenant_id AND t.id = m.ticket_id
                         WHERE m.tenant_id = ? AND m.kind = 'incoming'
                         LIMIT ?
                        """)) {
            statement.setObject(1, tenant);
            statement.setInt(2, size);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    read.add(new Row(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6)));
                }
            }
        }
        return read;
    }

    int size() {
        return rows.size();
    }

    /** @return seconds that it took */
    double run() throws InterruptedException {
        var next = new AtomicInteger();
        var begun = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(connections.size())) {
            var writing = new ArrayList<Future<?>>();
            for (var connection : connections) {
                writing.add(threads.submit(() -> write(connection, next)));
            }
            for (var each : writing) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private Void write(Connection connection, AtomicInteger next) throws SQLException {
        for (int i = next.getAndIncrement(); i < rows.size(); i = next.getAndIncrement()) {
            write(connection, rows.get(i), i);
            connection.commit();
        }
        return null;
    }

    @Override
    public void close() throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
    }

    private void write(Connection connection, Row row, int number) throws SQLException {
        var ticket = Ids.next();
        try (var insert = connection.prepareStatement("""
                INSERT INTO ticket (tenant_id, id, code, subject, status, channel, department_id, snippet, messages, created_at,
                                    updated_at, incoming_at)
                VALUES (?, ?, ?, ?, 'new', 'email', ?, ?, 1, now(), now(), now())
                """)) {
            insert.setObject(1, tenant);
            insert.setObject(2, ticket);
            insert.setString(3, "bare-" + number + "-" + ticket);
            insert.setString(4, row.subject());
            insert.setObject(5, row.department());
            insert.setString(6, row.snippet());
            insert.executeUpdate();
        }
        try (var insert = connection.prepareStatement("""
                INSERT INTO message (tenant_id, id, ticket_id, kind, author_type, from_address, html, text, at, external_id)
                VALUES (?, ?, ?, 'incoming', 'contact', ?, ?, ?, now(), ?)
                """)) {
            insert.setObject(1, tenant);
            insert.setObject(2, Ids.next());
            insert.setObject(3, ticket);
            insert.setString(4, row.from());
            insert.setString(5, row.html());
            insert.setString(6, row.text());
            insert.setString(7, "bare-" + number + "-" + ticket);
            insert.executeUpdate();
        }
        try (var insert = connection.prepareStatement("""
                INSERT INTO ticket_search (tenant_id, ticket_id, department_id, week, words)
                VALUES (?, ?, ?, date_trunc('week', now()), strip(to_tsvector('words', ?)))
                """)) {
            insert.setObject(1, tenant);
            insert.setObject(2, ticket);
            insert.setObject(3, row.department());
            insert.setString(4, row.subject() + " " + row.from() + " " + row.text());
            insert.executeUpdate();
        }
    }
}
