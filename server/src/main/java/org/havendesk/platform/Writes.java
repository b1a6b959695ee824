package org.havendesk.platform;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes whose outcome nobody in the transaction waits for. They are gathered until something else is asked or the
 * transaction commits, and then go to the database together and in their order: one way there and back instead of one for
 * each. Whoever reads after a write sees it as always. What a write does wrong is told by whatever sends it, at the latest
 * by the commit.
 */
@Component
public class Writes {
    private final Map<String, Statement> statements = new ConcurrentHashMap<>();
    private final DataSource dataSource;
    private final JdbcClient db;

    Writes(DataSource dataSource, JdbcClient db) {
        this.dataSource = dataSource;
        this.db = db;
    }

    /** A connection that gathers writes. */
    public interface Gathers {
        void later(String sql, @Nullable Object[] values) throws SQLException;

        /** Before whatever this transaction says first; not at all if it says nothing. */
        void first(String sql, @Nullable Object[] values);
    }

    /** A statement with its names found, and with question marks in their places. */
    private record Statement(ParsedSql parsed, String sql) {
        static Statement of(String sql) {
            var parsed = NamedParameterUtils.parseSqlStatement(sql);
            return new Statement(
                    parsed, NamedParameterUtils.substituteNamedParameters(parsed, new MapSqlParameterSource()));
        }
    }

    /** @param sql always the same text for the same statement, with named parameters and none of them a list */
    public Write sql(String sql) {
        return new Write(sql);
    }

    /** A write with its values. */
    public final class Write {
        private final String sql;
        private final Map<String, @Nullable Object> values = new HashMap<>();

        private Write(String sql) {
            this.sql = sql;
        }

        public Write param(String name, @Nullable Object value) {
            values.put(name, value);
            return this;
        }

        public Write params(Map<String, @Nullable Object> some) {
            values.putAll(some);
            return this;
        }

        /** Is written when this returns, or later in this transaction. Outside a transaction it is written now. */
        public void later() {
            if (TransactionSynchronizationManager.isActualTransactionActive()) {
                gather();
            } else {
                db.sql(sql).params(values).update();
            }
        }

        private void gather() {
            var statement = statements.computeIfAbsent(sql, Statement::of);
            var connection = DataSourceUtils.getConnection(dataSource);
            try {
                connection
                        .unwrap(Gathers.class)
                        .later(
                                statement.sql(),
                                NamedParameterUtils.buildValueArray(
                                        statement.parsed(), new MapSqlParameterSource(values), null));
            } catch (SQLException e) {
                throw new IllegalStateException("The connection gathers nothing", e);
            } finally {
                DataSourceUtils.releaseConnection(connection, dataSource);
            }
        }
    }
}
