package org.havendesk.platform.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.havendesk.platform.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;

/**
 * Keeps writes back until another statement is made or the transaction ends, and sends them as one statement of several
 * parts: the driver sends the parts one after the other and waits once for all answers. A commit goes along with them. If
 * one part fails, PostgreSQL passes over those behind it, the commit too.
 */
final class GatheringConnection implements InvocationHandler, Writes.Gathers {
    /** More parts than this make too many different statements to remember. */
    private static final int MOST = 16;

    private static final String COMMIT = "COMMIT";

    private final Connection connection;
    private final List<Waiting> waiting = new ArrayList<>();

    GatheringConnection(Connection connection) {
        this.connection = connection;
    }

    private record Waiting(String sql, @Nullable Object[] values) {}

    @Override
    public void later(String sql, @Nullable Object[] values) throws SQLException {
        if (waiting.size() == MOST) {
            send();
        }
        waiting.add(new Waiting(sql, values));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        var first = arguments == null || arguments.length == 0 ? null : arguments[0];
        switch (method.getName()) {
            case "equals" -> {
                return proxy == first || connection == first; // a statement names the connection within
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "isWrapperFor" -> {
                return first == Writes.Gathers.class || connection.isWrapperFor((Class<?>) first);
            }
            case "unwrap" -> {
                return first == Writes.Gathers.class ? this : connection.unwrap((Class<?>) first);
            }
            case "commit" -> sendAndCommit();
            case "rollback", "close", "abort" -> waiting.clear();
            case "createStatement", "prepareStatement", "prepareCall", "setAutoCommit", "setSavepoint" -> send();
            default -> {}
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private void send() throws SQLException {
        if (!waiting.isEmpty()) {
            send("");
        }
    }

    /** The driver knows from the server's answer that the transaction is over, and sends no second commit. */
    private void sendAndCommit() throws SQLException {
        if (!waiting.isEmpty()) {
            send(";" + COMMIT);
        }
    }

    private void send(String end) throws SQLException {
        var parts = List.copyOf(waiting);
        waiting.clear();
        var sql = parts.stream().map(Waiting::sql).collect(Collectors.joining(";", "", end));
        try (var statement = connection.prepareStatement(sql)) {
            int position = 1;
            for (var part : parts) {
                for (var value : part.values()) {
                    StatementCreatorUtils.setParameterValue(statement, position++, SqlTypeValue.TYPE_UNKNOWN, value);
                }
            }
            statement.execute();
        }
    }
}
