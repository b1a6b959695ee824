package org.havendesk.agents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Ids;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of apps, of who lets which act for them, and of what those hold. */
@Component
class AppRows {
    static final Duration CODE = Duration.ofSeconds(60);
    static final Duration ACCESS = Duration.ofHours(1);
    static final Duration REFRESH = Duration.ofDays(30);

    /** How long it is known of a code that it was used. */
    private static final Duration CODE_KEPT = Duration.ofDays(1);

    private final JdbcClient db;
    private final Clock clock;

    AppRows(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * A program of somebody else's.
     *
     * @param confidential whether it can keep a secret
     * @param agents how many let it act for them now
     */
    record App(UUID id, String name, List<String> redirectUris, boolean confidential, Instant createdAt, int agents) {}

    /** @param usedAt when it last acted or asked for a fresh token */
    record Connected(UUID id, String name, List<String> scopes, Instant createdAt, Instant usedAt) {}

    /** What a code or a refresh token stands for. */
    record Held(
            UUID grant,
            UUID client,
            AgentId agent,
            Set<String> scopes,
            String redirectUri,
            String challenge,
            Instant expiresAt,
            boolean used) {}

    /** What a code or a refresh token is. */
    enum Kind {
        CODE,
        REFRESH;

        private String key() {
            return this == CODE ? "code" : "refresh";
        }

        private Duration life() {
            return this == CODE ? AppRows.CODE : AppRows.REFRESH;
        }
    }

    List<App> of(TenantId tenant) {
        return db.sql(APP + " ORDER BY c.name, c.id")
                .param("tenant", tenant.value())
                .param("now", Timestamp.from(clock.instant()))
                .query(AppRows::app)
                .list();
    }

    Optional<App> find(TenantId tenant, UUID id) {
        return db.sql(APP + " AND c.id = :id")
                .param("tenant", tenant.value())
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .query(AppRows::app)
                .optional();
    }

    boolean hasSecret(TenantId tenant, UUID id, String secret) {
        return db.sql(
                                "SELECT count(*) FROM oauth_client WHERE tenant_id = :tenant AND id = :id AND secret_hash = :hash")
                        .param("tenant", tenant.value())
                        .param("id", id)
                        .param("hash", Tokens.hash(secret))
                        .query(Integer.class)
                        .single()
                == 1;
    }

    App add(TenantId tenant, String name, List<String> redirectUris, Optional<String> secret) {
        var app = new App(Ids.next(), name, redirectUris, secret.isPresent(), clock.instant(), 0);
        db.sql("""
                INSERT INTO oauth_client (tenant_id, id, name, redirect_uris, secret_hash, created_at)
                VALUES (:tenant, :id, :name, :uris, :hash, :now)
                """)
                .param("tenant", tenant.value())
                .param("id", app.id())
                .param("name", name)
                .param("uris", redirectUris.toArray(String[]::new))
                .param("hash", secret.map(Tokens::hash).orElse(null))
                .param("now", Timestamp.from(app.createdAt()))
                .update();
        return app;
    }

    boolean change(TenantId tenant, UUID id, String name, List<String> redirectUris) {
        return db.sql("""
                UPDATE oauth_client SET name = :name, redirect_uris = :uris WHERE tenant_id = :tenant AND id = :id
                """)
                        .param("name", name)
                        .param("uris", redirectUris.toArray(String[]::new))
                        .param("tenant", tenant.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Only one that has a secret gets another. */
    boolean changeSecret(TenantId tenant, UUID id, String secret) {
        return db.sql("""
                UPDATE oauth_client SET secret_hash = :hash
                 WHERE tenant_id = :tenant AND id = :id AND secret_hash IS NOT NULL
                """)
                        .param("hash", Tokens.hash(secret))
                        .param("tenant", tenant.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean remove(TenantId tenant, UUID id) {
        return db.sql("DELETE FROM oauth_client WHERE tenant_id = :tenant AND id = :id")
                        .param("tenant", tenant.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    UUID grant(TenantId tenant, UUID client, AgentId agent, List<String> scopes) {
        var id = Ids.next();
        db.sql("""
                INSERT INTO oauth_grant (tenant_id, id, client_id, agent_id, scopes, created_at)
                VALUES (:tenant, :id, :client, :agent, :scopes, :now)
                """)
                .param("tenant", tenant.value())
                .param("id", id)
                .param("client", client)
                .param("agent", agent.value())
                .param("scopes", scopes.toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    List<Connected> connected(TenantId tenant, AgentId agent) {
        return db.sql("""
                SELECT g.id, c.name, g.scopes, g.created_at,
                       greatest(g.created_at, g.used_at,
                                (SELECT max(k.last_used_at) FROM api_key k
                                  WHERE k.tenant_id = g.tenant_id AND k.grant_id = g.id)) AS used_at
                  FROM oauth_grant g
                  JOIN oauth_client c ON c.tenant_id = g.tenant_id AND c.id = g.client_id
                 WHERE g.tenant_id = :tenant AND g.agent_id = :agent
                   AND EXISTS (SELECT FROM oauth_token t
                                WHERE t.tenant_id = g.tenant_id AND t.grant_id = g.id
                                  AND t.kind = 'refresh' AND t.used_at IS NULL AND t.expires_at > :now)
                 ORDER BY g.created_at DESC, g.id
                 LIMIT 200
                """)
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .param("now", Timestamp.from(clock.instant()))
                .query((row, line) -> new Connected(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        List.of((String[]) row.getArray("scopes").getArray()),
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("used_at").toInstant()))
                .list();
    }

    /** @return whose grant it was; empty when this agent has none such */
    Optional<UUID> end(TenantId tenant, AgentId agent, UUID grant) {
        return db.sql("""
                DELETE FROM oauth_grant WHERE tenant_id = :tenant AND agent_id = :agent AND id = :id
                RETURNING client_id
                """)
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .param("id", grant)
                .query(UUID.class)
                .optional();
    }

    int endAll(TenantId tenant, AgentId agent) {
        return db.sql("DELETE FROM oauth_grant WHERE tenant_id = :tenant AND agent_id = :agent")
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .update();
    }

    /** @return the token, to be handed out; only its hash is kept */
    String issue(TenantId tenant, Kind kind, UUID grant, Optional<String> redirectUri, Optional<String> challenge) {
        var token = Tokens.next();
        db.sql("""
                INSERT INTO oauth_token (tenant_id, token_hash, kind, grant_id, redirect_uri, challenge, expires_at)
                VALUES (:tenant, :hash, :kind, :grant, :uri, :challenge, :expires)
                """)
                .param("tenant", tenant.value())
                .param("hash", Tokens.hash(token))
                .param("kind", kind.key())
                .param("grant", grant)
                .param("uri", redirectUri.orElse(null))
                .param("challenge", challenge.orElse(null))
                .param("expires", Timestamp.from(clock.instant().plus(kind.life())))
                .update();
        return token;
    }

    /** Held until the transaction ends, so that of two who show the same token at once the second sees that it was used. */
    Optional<Held> lock(TenantId tenant, Kind kind, String token) {
        return db.sql("""
                SELECT t.grant_id, t.redirect_uri, t.challenge, t.expires_at, t.used_at, g.client_id, g.agent_id, g.scopes
                  FROM oauth_token t
                  JOIN oauth_grant g ON g.tenant_id = t.tenant_id AND g.id = t.grant_id
                 WHERE t.tenant_id = :tenant AND t.token_hash = :hash AND t.kind = :kind
                   FOR UPDATE
                """)
                .param("tenant", tenant.value())
                .param("hash", Tokens.hash(token))
                .param("kind", kind.key())
                .query(AppRows::held)
                .optional();
    }

    void use(TenantId tenant, String token) {
        db.sql("UPDATE oauth_token SET used_at = :now WHERE tenant_id = :tenant AND token_hash = :hash")
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", tenant.value())
                .param("hash", Tokens.hash(token))
                .update();
    }

    /** @return the grant of an access token, when it is one */
    Optional<UUID> grantOfKey(TenantId tenant, UUID client, String key) {
        return db.sql("""
                SELECT k.grant_id FROM api_key k
                  JOIN oauth_grant g ON g.tenant_id = k.tenant_id AND g.id = k.grant_id
                 WHERE k.tenant_id = :tenant AND k.key_hash = :hash AND g.client_id = :client
                """)
                .param("tenant", tenant.value())
                .param("hash", Tokens.hash(key))
                .param("client", client)
                .query(UUID.class)
                .optional();
    }

    /** A key for the app in the place of the one before. @return it, to be handed out */
    String access(TenantId tenant, Held held, String name) {
        endKeys(tenant, held.grant());
        db.sql("UPDATE oauth_grant SET used_at = :now WHERE tenant_id = :tenant AND id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", tenant.value())
                .param("id", held.grant())
                .update();
        var key = ApiKeys.PREFIX + Tokens.next();
        db.sql("""
                INSERT INTO api_key (tenant_id, id, key_hash, agent_id, name, scopes, type, networks, expires_at, grant_id,
                                     created_at)
                VALUES (:tenant, :id, :hash, :agent, :name, :scopes, 'A', '', :expires, :grant, :now)
                """)
                .param("tenant", tenant.value())
                .param("id", Ids.next())
                .param("hash", Tokens.hash(key))
                .param("agent", held.agent().value())
                .param("name", name)
                .param("scopes", held.scopes().stream().sorted().toArray(String[]::new))
                .param("expires", Timestamp.from(clock.instant().plus(ACCESS)))
                .param("grant", held.grant())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return key;
    }

    void endKeys(TenantId tenant, UUID grant) {
        db.sql("DELETE FROM api_key WHERE tenant_id = :tenant AND grant_id = :grant")
                .param("tenant", tenant.value())
                .param("grant", grant)
                .update();
    }

    /** What is too old to be used or to be known again, and grants by which nothing can be had any more. */
    int sweep(TenantId tenant) {
        var now = clock.instant();
        db.sql("""
                DELETE FROM oauth_token
                 WHERE tenant_id = :tenant AND expires_at <= :now AND (kind <> 'code' OR expires_at <= :forgotten)
                """)
                .param("tenant", tenant.value())
                .param("now", Timestamp.from(now))
                .param("forgotten", Timestamp.from(now.minus(CODE_KEPT)))
                .update();
        return db.sql("""
                DELETE FROM oauth_grant g
                 WHERE g.tenant_id = :tenant
                   AND NOT EXISTS (SELECT FROM oauth_token t WHERE t.tenant_id = g.tenant_id AND t.grant_id = g.id)
                """).param("tenant", tenant.value()).update();
    }

    private static final String APP = """
            SELECT c.id, c.name, c.redirect_uris, c.secret_hash IS NOT NULL AS confidential, c.created_at,
                   (SELECT count(DISTINCT g.agent_id) FROM oauth_grant g
                     WHERE g.tenant_id = c.tenant_id AND g.client_id = c.id
                       AND EXISTS (SELECT FROM oauth_token t
                                    WHERE t.tenant_id = g.tenant_id AND t.grant_id = g.id
                                      AND t.kind = 'refresh' AND t.used_at IS NULL AND t.expires_at > :now)) AS agents
              FROM oauth_client c
             WHERE c.tenant_id = :tenant""";

    private static App app(ResultSet row, int line) throws SQLException {
        return new App(
                row.getObject("id", UUID.class),
                row.getString("name"),
                List.of((String[]) row.getArray("redirect_uris").getArray()),
                row.getBoolean("confidential"),
                row.getTimestamp("created_at").toInstant(),
                row.getInt("agents"));
    }

    private static Held held(ResultSet row, int line) throws SQLException {
        return new Held(
                row.getObject("grant_id", UUID.class),
                row.getObject("client_id", UUID.class),
                new AgentId(row.getObject("agent_id", UUID.class)),
                Set.of((String[]) row.getArray("scopes").getArray()),
                Optional.ofNullable(row.getString("redirect_uri")).orElse(""),
                Optional.ofNullable(row.getString("challenge")).orElse(""),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("used_at") != null);
    }
}
