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
final class BareInsert {
    private final OwnDatabase database;
    private final UUID tenant;
    private final List<Row> rows;

    private record Row(UUID department, String subject, String snippet, String from, String html, String text) {}

    BareInsert(OwnDatabase database, UUID tenant) throws SQLException {
        this.database = database;
        this.tenant = tenant;
        this.rows = read();
    }

    private List<Row> read() throws SQLException {
        var read = new ArrayList<Row>();
        try (var connection = database.connect();
                var statement = connection.prepareStatement("""
                        SELECT t.department_id, t.subject, t.snippet, m.from_address, m.html, m.text
                          FROM message m JOIN ticket t ON t.tenant_id = m.tenant_id AND t.id = m.ticket_id
                         WHERE m.tenant_id = ? AND m.kind = 'incoming'
                        """)) {
            statement.setObject(1, tenant);
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

    /** @return mails a second */
    double run(int connections) throws InterruptedException {
        var next = new AtomicInteger();
        var begun = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var writing = new ArrayList<Future<?>>();
            for (int i = 0; i < connections; i++) {
                writing.add(threads.submit(() -> write(next)));
            }
            for (var each : writing) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return rows.size() / ((System.nanoTime() - begun) / 1e9);
    }

    private Void write(AtomicInteger next) throws SQLException {
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            for (int i = next.getAndIncrement(); i < rows.size(); i = next.getAndIncrement()) {
                write(connection, rows.get(i), i);
                connection.commit();
            }
        }
        return null;
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
