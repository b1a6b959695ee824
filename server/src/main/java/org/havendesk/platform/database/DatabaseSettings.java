package org.havendesk.platform.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the data lies.
 *
 * @param url JDBC address of an external PostgreSQL 16 or newer; without one, ours is started in the data folder
 * @param owner name of the role that owns and migrates the tables of an external database
 * @param ownerPassword its password
 * @param password of the role {@code havendesk_app}, as which the program works; without one, a new one at each start
 * @param pool connections at most; 0 for as many as the processors can serve: more at once only make all of them wait longer
 * @param durable false is for tests: the database is made anew at each start and may lose what it committed
 */
@ConfigurationProperties("havendesk.database")
record DatabaseSettings(
        @Nullable String url,
        @DefaultValue("havendesk") String owner,
        @DefaultValue("") String ownerPassword,
        @Nullable String password,
        @DefaultValue("0") int pool,
        @DefaultValue("true") boolean durable) {
    /** For jobs, and for listening to other nodes. */
    private static final int IN_THE_BACKGROUND = 2;

    int connections() {
        return pool > 0 ? pool : 2 * Runtime.getRuntime().availableProcessors() + IN_THE_BACKGROUND;
    }
}
