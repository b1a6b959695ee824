package org.havendesk.platform.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.havendesk.platform.Writes;
import org.jspecify.annotations.Nullable;

/**
 * Keeps statements back whose outcome nobody waits for, until another one is executed or the transaction ends, and sends
 * them together with that: the driver sends the parts one after the other and waits once for all answers. A commit is such
 * a part. If one part fails, PostgreSQL passes over those behind it, the commit too.
 */
final class GatheringConnection implements InvocationHandler, Writes.Gathers {
    /** More parts than this make too many different statements to remember. */
    private static final int MOST = 16;

    private final Connection connection;
    private final List<Gathered.Part> waiting = new ArrayList<>();
    private Gathered.@Nullable Part first;

    GatheringConnection(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void later(String sql, @Nullable Object[] values) throws SQLException {
        if (waiting.size() == MOST) {
            send();
        }
        waiting.add(new Gathered.Part(sql, values));
    }

    @Override
    public void first(String sql, @Nullable Object[] values) {
        first = new Gathered.Part(sql, values);
    }

    Connection within() {
        return connection;
    }

    /** What was gathered, for whoever sends it now. */
    Gathered taken() {
        var parts = new ArrayList<Gathered.Part>(waiting.size() + 1);
        if (first != null) {
            parts.add(first);
        }
        parts.addAll(waiting);
        forget();
        return new Gathered(parts);
    }

    void send() throws SQLException {
        if (isHolding()) {
            send(taken(), "");
        }
    }

    private boolean isHolding() {
        return first != null || !waiting.isEmpty();
    }

    private void forget() {
        first = null;
        waiting.clear();
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        var argument = arguments == null || arguments.length == 0 ? null : arguments[0];
        switch (method.getName()) {
            case "equals" -> {
                return proxy == argument || connection == argument; // a statement names the connection within
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "isWrapperFor" -> {
                return argument == Writes.Gathers.class || connection.isWrapperFor((Class<?>) argument);
            }
            case "unwrap" -> {
                return argument == Writes.Gathers.class ? this : connection.unwrap((Class<?>) argument);
            }
            case "prepareStatement" -> {
                if (isHolding() && arguments != null && arguments.length == 1) {
                    return LateStatement.of(this, String.valueOf(argument));
                }
                send();
            }
            case "commit" -> sendAndCommit();
            case "rollback", "close", "abort" -> forget();
            case "createStatement", "prepareCall", "setAutoCommit", "setSavepoint" -> send();
            default -> {}
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    /** The driver knows from the server's answer that the transaction is over, and sends no second commit. */
    private void sendAndCommit() throws SQLException {
        if (waiting.isEmpty()) {
            forget();
        } else {
            send(taken(), "COMMIT");
        }
    }

    private void send(Gathered gathered, String last) throws SQLException {
        try (var statement = connection.prepareStatement(gathered.sqlBefore(last))) {
            gathered.set(statement);
            statement.execute();
        }
    }
}
