package org.havendesk.platform.database;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The pool, with connections that gather writes. */
final class GatheringDataSource extends DelegatingDataSource {
    GatheringDataSource(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return gathering(super.getConnection());
    }

    private static Connection gathering(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                GatheringDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new GatheringConnection(connection));
    }
}
