package org.havendesk.agents;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Keys;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of providers and of who is who there. */
@Component
class ProviderRows {
    private final JdbcClient db;
    private final Keys keys;
    private final Clock clock;

    ProviderRows(JdbcClient db, Keys keys, Clock clock) {
        this.db = db;
        this.keys = keys;
        this.clock = clock;
    }

    /** @param provider where; its name and key */
    record Identity(String provider, String name, Instant linkedAt, Instant lastUsedAt) {}

    List<Provider> of(TenantId tenant) {
        return db.sql(PROVIDER + " ORDER BY name, key")
                .param("tenant", tenant.value())
                .query(ProviderRows::provider)
                .list();
    }

    Optional<Provider> find(TenantId tenant, String key) {
        return db.sql(PROVIDER + " AND key = :key")
                .param("tenant", tenant.value())
                .param("key", key)
                .query(ProviderRows::provider)
                .optional();
    }

    /** By which we prove to the provider who we are; empty for a public client. */
    Optional<String> secret(TenantId tenant, String key) {
        return db.sql("""
                SELECT client_secret FROM sign_in_provider
                 WHERE tenant_id = :tenant AND key = :key AND client_secret IS NOT NULL
                """)
                .param("tenant", tenant.value())
                .param("key", key)
                .query(byte[].class)
                .optional()
                .map(cipher -> new String(keys.decrypt(tenant, cipher, context(key)), StandardCharsets.UTF_8));
    }

    /** Writes one, new or changed. Whoever was somebody at another issuer is nobody at this one. */
    void write(TenantId tenant, Provider provider, Optional<String> secret) {
        db.sql("""
                INSERT INTO sign_in_provider (tenant_id, key, name, issuer, client_id, client_secret, vouches, enabled,
                                              domains, created_at)
                VALUES (:tenant, :key, :name, :issuer, :client, :secret, :vouches, :enabled, :domains, :now)
                    ON CONFLICT (tenant_id, key)
                    DO UPDATE SET name = excluded.name, issuer = excluded.issuer, client_id = excluded.client_id,
                                  client_secret = excluded.client_secret, vouches = excluded.vouches,
                                  enabled = excluded.enabled, domains = excluded.domains
                """)
                .param("tenant", tenant.value())
                .param("key", provider.key())
                .param("name", provider.name())
                .param("issuer", provider.issuer())
                .param("client", provider.clientId())
                .param(
                        "secret",
                        secret.map(plain -> keys.encrypt(
                                        tenant, plain.getBytes(StandardCharsets.UTF_8), context(provider.key())))
                                .orElse(null))
                .param("vouches", provider.vouches())
                .param("enabled", provider.enabled())
                .param("domains", provider.domains().toArray(String[]::new))
                .param("now", Timestamp.from(provider.createdAt()))
                .update();
        db.sql("""
                DELETE FROM agent_identity
                 WHERE tenant_id = :tenant AND provider_key = :key AND issuer <> :issuer
                """)
                .param("tenant", tenant.value())
                .param("key", provider.key())
                .param("issuer", provider.issuer())
                .update();
    }

    boolean remove(TenantId tenant, String key) {
        return db.sql("DELETE FROM sign_in_provider WHERE tenant_id = :tenant AND key = :key")
                        .param("tenant", tenant.value())
                        .param("key", key)
                        .update()
                == 1;
    }

    boolean only(TenantId tenant) {
        return db.sql("SELECT providers_only FROM security_rules WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    void writeOnly(TenantId tenant, boolean only) {
        db.sql("""
                INSERT INTO security_rules (tenant_id, providers_only) VALUES (:tenant, :only)
                    ON CONFLICT (tenant_id) DO UPDATE SET providers_only = excluded.providers_only
                """).param("tenant", tenant.value()).param("only", only).update();
    }

    /** Who this subject is here, when they have been here before. */
    Optional<AgentId> linked(TenantId tenant, Provider provider, String subject) {
        return db.sql("""
                UPDATE agent_identity SET last_used_at = :now
                 WHERE tenant_id = :tenant AND provider_key = :key AND issuer = :issuer AND subject = :subject
                RETURNING agent_id
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", tenant.value())
                .param("key", provider.key())
                .param("issuer", provider.issuer())
                .param("subject", subject)
                .query(UUID.class)
                .optional()
                .map(AgentId::new);
    }

    /** @return false when the agent is somebody else at this provider already */
    boolean link(TenantId tenant, Provider provider, String subject, AgentId agent) {
        return db.sql("""
                INSERT INTO agent_identity (tenant_id, provider_key, issuer, subject, agent_id, linked_at, last_used_at)
                VALUES (:tenant, :key, :issuer, :subject, :agent, :now, :now)
                    ON CONFLICT DO NOTHING
                """)
                        .param("tenant", tenant.value())
                        .param("key", provider.key())
                        .param("issuer", provider.issuer())
                        .param("subject", subject)
                        .param("agent", agent.value())
                        .param("now", Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    List<Identity> identities(TenantId tenant, AgentId agent) {
        return db.sql("""
                SELECT i.provider_key, p.name, i.linked_at, i.last_used_at
                  FROM agent_identity i
                  JOIN sign_in_provider p ON p.tenant_id = i.tenant_id AND p.key = i.provider_key
                 WHERE i.tenant_id = :tenant AND i.agent_id = :agent
                 ORDER BY p.name
                """)
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .query((row, line) -> new Identity(
                        row.getString("provider_key"),
                        row.getString("name"),
                        row.getTimestamp("linked_at").toInstant(),
                        row.getTimestamp("last_used_at").toInstant()))
                .list();
    }

    boolean unlink(TenantId tenant, AgentId agent, String key) {
        return db.sql("""
                DELETE FROM agent_identity WHERE tenant_id = :tenant AND agent_id = :agent AND provider_key = :key
                """)
                        .param("tenant", tenant.value())
                        .param("agent", agent.value())
                        .param("key", key)
                        .update()
                == 1;
    }

    int unlinkAll(TenantId tenant, AgentId agent) {
        return db.sql("DELETE FROM agent_identity WHERE tenant_id = :tenant AND agent_id = :agent")
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .update();
    }

    /** Whether somebody may come in by what a provider says of them; whoever was invited has arrived then. */
    boolean arrive(TenantId tenant, AgentId agent) {
        return db.sql("""
                UPDATE agent SET state = 'active'
                 WHERE tenant_id = :tenant AND id = :agent AND state IN ('invited', 'active')
                """)
                        .param("tenant", tenant.value())
                        .param("agent", agent.value())
                        .update()
                == 1;
    }

    void vouch(TenantId tenant, String sessionToken) {
        db.sql("UPDATE agent_session SET vouched = true WHERE tenant_id = :tenant AND token_hash = :hash")
                .param("tenant", tenant.value())
                .param("hash", Tokens.hash(sessionToken))
                .update();
    }

    private static final String PROVIDER = """
            SELECT key, name, issuer, client_id, vouches, enabled, domains, created_at FROM sign_in_provider
             WHERE tenant_id = :tenant""";

    private static Provider provider(ResultSet row, int line) throws SQLException {
        return new Provider(
                row.getString("key"),
                row.getString("name"),
                row.getString("issuer"),
                row.getString("client_id"),
                row.getBoolean("vouches"),
                row.getBoolean("enabled"),
                List.of((String[]) row.getArray("domains").getArray()),
                row.getTimestamp("created_at").toInstant());
    }

    private static String context(String key) {
        return "sign-in-provider:" + key;
    }
}
