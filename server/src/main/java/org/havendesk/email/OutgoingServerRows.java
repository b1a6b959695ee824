package org.havendesk.email;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.Keys;
import org.havendesk.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of the accounts' own servers. Passwords lie there encrypted. */
@Repository
class OutgoingServerRows {
    private static final String COLUMNS =
            "id, name, host, port, security, username, from_address, is_default, state, last_error";

    private final JdbcClient db;
    private final Keys keys;

    OutgoingServerRows(JdbcClient db, Keys keys) {
        this.db = db;
        this.keys = keys;
    }

    /**
     * A server as the settings show it, without its password.
     *
     * @param failing whether the last attempt to reach it or to log in failed
     */
    record OutgoingServer(
            UUID id,
            String name,
            String host,
            int port,
            MailSecurity security,
            String username,
            String fromAddress,
            boolean isDefault,
            boolean failing,
            @Nullable String lastError) {}

    List<OutgoingServer> all(TenantId tenant) {
        return db.sql(
                        "SELECT " + COLUMNS
                                + " FROM outgoing_server WHERE tenant_id = :tenant ORDER BY is_default DESC, name, id LIMIT 200")
                .param("tenant", tenant.value())
                .query(OutgoingServerRows::server)
                .list();
    }

    Optional<OutgoingServer> find(TenantId tenant, UUID id) {
        return db.sql("SELECT " + COLUMNS + " FROM outgoing_server WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", tenant.value())
                .param("id", id)
                .query(OutgoingServerRows::server)
                .optional();
    }

    /** Ready to be talked to. */
    Optional<SmtpServer> smtp(TenantId tenant, UUID id) {
        return find(tenant, id).map(server -> smtp(tenant, server));
    }

    Optional<SmtpServer> byDefault(TenantId tenant) {
        return db.sql("SELECT " + COLUMNS + " FROM outgoing_server WHERE tenant_id = :tenant AND is_default")
                .param("tenant", tenant.value())
                .query(OutgoingServerRows::server)
                .optional()
                .map(server -> smtp(tenant, server));
    }

    String password(TenantId tenant, UUID id) {
        var sealed = db.sql(
                        "SELECT password FROM outgoing_server WHERE tenant_id = :tenant AND id = :id AND password IS NOT NULL")
                .param("tenant", tenant.value())
                .param("id", id)
                .query(byte[].class)
                .optional();
        return sealed.map(bytes -> new String(keys.decrypt(tenant, bytes, context(id)), StandardCharsets.UTF_8))
                .orElse("");
    }

    void insert(TenantId tenant, OutgoingServer server, Instant at) {
        db.sql("""
                INSERT INTO outgoing_server (tenant_id, id, name, host, port, security, username, from_address, is_default,
                                             state, created_at)
                VALUES (:tenant, :id, :name, :host, :port, :security, :username, :from, :default, 'active', :at)
                """)
                .param("tenant", tenant.value())
                .param("id", server.id())
                .param("name", server.name())
                .param("host", server.host())
                .param("port", server.port())
                .param("security", server.security().wire())
                .param("username", server.username())
                .param("from", server.fromAddress())
                .param("default", server.isDefault())
                .param("at", Timestamp.from(at))
                .update();
    }

    void update(TenantId tenant, OutgoingServer server) {
        db.sql("""
                UPDATE outgoing_server
                   SET name = :name, host = :host, port = :port, security = :security, username = :username,
                       from_address = :from, is_default = :default, state = 'active', last_error = NULL
                 WHERE tenant_id = :tenant AND id = :id
                """)
                .param("name", server.name())
                .param("host", server.host())
                .param("port", server.port())
                .param("security", server.security().wire())
                .param("username", server.username())
                .param("from", server.fromAddress())
                .param("default", server.isDefault())
                .param("tenant", tenant.value())
                .param("id", server.id())
                .update();
    }

    void password(TenantId tenant, UUID id, String password) {
        db.sql("UPDATE outgoing_server SET password = :password WHERE tenant_id = :tenant AND id = :id")
                .param("password", keys.encrypt(tenant, password.getBytes(StandardCharsets.UTF_8), context(id)))
                .param("tenant", tenant.value())
                .param("id", id)
                .update();
    }

    void noDefault(TenantId tenant) {
        db.sql("UPDATE outgoing_server SET is_default = false WHERE tenant_id = :tenant AND is_default")
                .param("tenant", tenant.value())
                .update();
    }

    /** How the last attempt went. */
    void state(TenantId tenant, UUID id, @Nullable String error) {
        db.sql("""
                UPDATE outgoing_server SET state = :state, last_error = :error
                 WHERE tenant_id = :tenant AND id = :id AND (state, last_error) IS DISTINCT FROM (:state, :error)
                """)
                .param("state", error == null ? "active" : "failing")
                .param("error", error)
                .param("tenant", tenant.value())
                .param("id", id)
                .update();
    }

    boolean delete(TenantId tenant, UUID id) {
        return db.sql("DELETE FROM outgoing_server WHERE tenant_id = :tenant AND id = :id")
                        .param("tenant", tenant.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    private SmtpServer smtp(TenantId tenant, OutgoingServer server) {
        return new SmtpServer(
                Optional.of(server.id()),
                server.host(),
                server.port(),
                server.security(),
                server.username(),
                server.username().isEmpty() ? "" : password(tenant, server.id()),
                Optional.of(server.fromAddress()));
    }

    private static String context(UUID id) {
        return "outgoing-server:" + id;
    }

    private static OutgoingServer server(ResultSet row, int line) throws SQLException {
        return new OutgoingServer(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("host"),
                row.getInt("port"),
                MailSecurity.of(row.getString("security")).orElseThrow(),
                row.getString("username"),
                row.getString("from_address"),
                row.getBoolean("is_default"),
                "failing".equals(row.getString("state")),
                row.getString("last_error"));
    }
}
