package org.havendesk.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.havendesk.platform.Tenants;
import org.havendesk.platform.Tokens;
import org.havendesk.platform.Writes;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/** Starts or finds the database, brings its tables up to date, and opens the pool as the role that owns nothing. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {
    private static final String APP_ROLE = "havendesk_app";

    /** Where the database is and who owns it. */
    record Database(String url, String owner, String ownerPassword, Optional<EmbeddedPostgres> embedded)
            implements AutoCloseable {
        @Override
        public void close() {
            embedded.ifPresent(EmbeddedPostgres::close);
        }
    }

    @Bean(destroyMethod = "close")
    Database database(DatabaseSettings settings, @Value("${havendesk.data}") Path data)
            throws IOException, InterruptedException, SQLException {
        var url = settings.url();
        if (url != null && !url.isBlank()) {
            return new Database(url, settings.owner(), settings.ownerPassword(), Optional.empty());
        }
        var postgres = EmbeddedPostgres.start(data.resolve("postgres"), settings.durable());
        create(postgres, settings.durable());
        return new Database(postgres.url("havendesk"), postgres.user(), postgres.password(), Optional.of(postgres));
    }

    @Bean
    HikariDataSource pool(Database database, DatabaseSettings settings) throws SQLException {
        Flyway.configure()
                .dataSource(database.url(), database.owner(), database.ownerPassword())
                .loggers("slf4j")
                .outOfOrder(true) // each room has numbers of its own
                .load()
                .migrate();
        var configured = settings.password();
        var password = configured == null || configured.isBlank() ? Tokens.next() : configured;
        letIn(database, password);

        var pool = new HikariConfig();
        pool.setJdbcUrl(database.url());
        pool.setUsername(APP_ROLE);
        pool.setPassword(password);
        pool.setMaximumPoolSize(settings.connections());
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(20_000);
        pool.addDataSourceProperty("ApplicationName", "havendesk");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("logServerErrorDetail", "false"); // details hold the values of rows
        pool.addDataSourceProperty("preparedStatementCacheQueries", "512");
        return new HikariDataSource(pool);
    }

    @Bean
    @Primary
    DataSource dataSource(HikariDataSource pool) {
        return new GatheringDataSource(pool);
    }

    /** Each transaction tells PostgreSQL its account before all else it says; without one, row-level security shows it nothing. */
    @Bean
    JdbcTransactionManager transactionManager(DataSource dataSource) {
        var manager = new JdbcTransactionManager(dataSource) {
            @Override
            protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition)
                    throws SQLException {
                super.prepareTransactionalConnection(connection, definition);
                var tenant = Tenants.current();
                if (tenant.isPresent()) {
                    connection
                            .unwrap(Writes.Gathers.class)
                            .first(
                                    "SELECT set_config('app.tenant_id', ?, true)",
                                    new Object[] {tenant.get().toString()});
                }
            }
        };
        manager.setRollbackOnCommitFailure(true); // a commit may have sent what fails
        return manager;
    }

    private static void create(EmbeddedPostgres postgres, boolean durable) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(postgres.url("postgres"), postgres.user(), postgres.password());
                var statement = connection.createStatement()) {
            if (!durable) {
                statement.execute("DROP DATABASE IF EXISTS havendesk");
            }
            create(statement);
        }
    }

    private static void create(Statement statement) throws SQLException {
        try (var there = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = 'havendesk'")) {
            if (!there.next()) {
                statement.execute("CREATE DATABASE havendesk");
            }
        }
    }

    /** Tokens are URL-safe text, and a configured password is quoted: a role's password takes no parameter. */
    private static void letIn(Database database, String password) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.owner(), database.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute("ALTER ROLE " + APP_ROLE + " PASSWORD '" + password.replace("'", "''") + "'");
        }
    }
}
