package org.havendesk.platform.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is made when it is executed, behind all that its connection has gathered by then, and sent together
 * with it. Its own result is what the caller gets. Until then, what the caller sets is kept. A caller who wants more than
 * to set values and execute gets a statement of its own, after what was gathered.
 */
final class LateStatement implements InvocationHandler {
    private final GatheringConnection connection;
    private final String sql;
    private final List<Setting> settings = new ArrayList<>();
    private @Nullable PreparedStatement made;

    private LateStatement(GatheringConnection connection, String sql) {
        this.connection = connection;
        this.sql = sql;
    }

    static PreparedStatement of(GatheringConnection connection, String sql) {
        return (PreparedStatement) Proxy.newProxyInstance(
                LateStatement.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                new LateStatement(connection, sql));
    }

    /** A call of a setter; values have their position as first of two arguments or more. */
    private record Setting(Method method, @Nullable Object[] arguments) {
        static boolean is(Method method) {
            return method.getName().startsWith("set") && method.getReturnType() == void.class;
        }

        void on(PreparedStatement statement, int behind) throws Throwable {
            var shifted = arguments.clone();
            if (shifted.length > 1 && shifted[0] instanceof Integer position) {
                shifted[0] = position + behind;
            }
            call(statement, method, shifted);
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        var given = arguments == null ? new @Nullable Object[0] : arguments;
        switch (method.getName()) {
            case "equals" -> {
                return proxy == given[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "toString" -> {
                return "LateStatement";
            }
            default -> {}
        }
        var statement = made;
        if (statement != null) {
            return call(statement, method, given);
        }
        if (Setting.is(method)) {
            settings.add(new Setting(method, given));
            return null;
        }
        return switch (method.getName()) {
            case "close" -> null;
            case "getConnection" -> connection.within();
            case "executeQuery" -> executed().getResultSet();
            case "executeUpdate" -> executed().getUpdateCount();
            default -> call(alone(), method, given);
        };
    }

    /** The statement, executed along with what was gathered, with its own result at hand. */
    private PreparedStatement executed() throws Throwable {
        var before = connection.taken();
        var statement = connection.within().prepareStatement(before.sqlBefore(sql));
        made = statement;
        int behind = before.set(statement);
        for (var setting : settings) {
            setting.on(statement, behind);
        }
        statement.execute();
        for (int i = 0; i < before.size(); i++) {
            statement.getMoreResults();
        }
        return statement;
    }

    private PreparedStatement alone() throws Throwable {
        connection.send();
        var statement = connection.within().prepareStatement(sql);
        made = statement;
        for (var setting : settings) {
            setting.on(statement, 0);
        }
        return statement;
    }

    private static @Nullable Object call(PreparedStatement statement, Method method, @Nullable Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(statement, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
