package org.havendesk.agents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Ids;
import org.havendesk.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of passkeys. */
@Component
class PasskeyRows {
    private final JdbcClient db;
    private final Clock clock;

    PasskeyRows(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * A passkey as its owner sees it.
     *
     * @param synced whether it is kept on more than one device
     * @param alone whether it lets in without a password: the device asks for a finger, a face or a PIN
     */
    record Passkey(
            UUID id,
            String name,
            boolean synced,
            boolean alone,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    /** What is kept of a key to check its signatures. */
    record Kept(
            UUID id,
            AgentId agent,
            byte[] credentialId,
            byte[] credential,
            long signCount,
            boolean verifies,
            boolean backupEligible,
            boolean backedUp,
            List<String> transports) {}

    List<Passkey> of(TenantId tenant, AgentId agent) {
        return db.sql("""
                SELECT id, name, backed_up, verifies, created_at, last_used_at FROM agent_passkey
                 WHERE tenant_id = :tenant AND agent_id = :agent
                 ORDER BY created_at, id
                """)
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .query(PasskeyRows::passkey)
                .list();
    }

    int count(TenantId tenant, AgentId agent) {
        return db.sql("SELECT count(*) FROM agent_passkey WHERE tenant_id = :tenant AND agent_id = :agent")
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .query(Integer.class)
                .single();
    }

    List<Kept> keptOf(TenantId tenant, AgentId agent) {
        return db.sql(KEPT + " AND p.agent_id = :agent ORDER BY p.created_at")
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .query(PasskeyRows::kept)
                .list();
    }

    /** Empty when no key of this account is called so, or whoever has it does not work here any more. */
    Optional<Kept> find(TenantId tenant, byte[] credentialId) {
        return db.sql(KEPT + " AND p.credential_id = :credential")
                .param("tenant", tenant.value())
                .param("credential", credentialId)
                .query(PasskeyRows::kept)
                .optional();
    }

    UUID add(TenantId tenant, Kept kept, String name) {
        db.sql("""
                INSERT INTO agent_passkey
                  (tenant_id, id, agent_id, credential_id, credential, sign_count, verifies, backup_eligible, backed_up,
                   transports, name, created_at)
                VALUES (:tenant, :id, :agent, :credentialId, :credential, :count, :verifies, :eligible, :backedUp,
                        :transports, :name, :now)
                """)
                .param("tenant", tenant.value())
                .param("id", kept.id())
                .param("agent", kept.agent().value())
                .param("credentialId", kept.credentialId())
                .param("credential", kept.credential())
                .param("count", kept.signCount())
                .param("verifies", kept.verifies())
                .param("eligible", kept.backupEligible())
                .param("backedUp", kept.backedUp())
                .param("transports", kept.transports().toArray(String[]::new))
                .param("name", name)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        return kept.id();
    }

    static UUID nextId() {
        return Ids.next();
    }

    /**
     * Notes that a key was used. Of two who show the same count at the same moment, one gets true.
     *
     * @return false when the count does not go on: somebody has a copy (WebAuthn, 6.1.1)
     */
    boolean used(TenantId tenant, UUID id, long count, boolean backedUp) {
        return db.sql("""
                UPDATE agent_passkey SET sign_count = :count, backed_up = :backedUp, last_used_at = :now
                 WHERE tenant_id = :tenant AND id = :id
                   AND (sign_count < :count OR (sign_count = 0 AND :count = 0))
                """)
                        .param("count", count)
                        .param("backedUp", backedUp)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("tenant", tenant.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean rename(TenantId tenant, AgentId agent, UUID id, String name) {
        return db.sql("""
                UPDATE agent_passkey SET name = :name WHERE tenant_id = :tenant AND agent_id = :agent AND id = :id
                """)
                        .param("name", name)
                        .param("tenant", tenant.value())
                        .param("agent", agent.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    boolean remove(TenantId tenant, AgentId agent, UUID id) {
        return db.sql("DELETE FROM agent_passkey WHERE tenant_id = :tenant AND agent_id = :agent AND id = :id")
                        .param("tenant", tenant.value())
                        .param("agent", agent.value())
                        .param("id", id)
                        .update()
                == 1;
    }

    int removeAll(TenantId tenant, AgentId agent) {
        return db.sql("DELETE FROM agent_passkey WHERE tenant_id = :tenant AND agent_id = :agent")
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .update();
    }

    private static final String KEPT = """
            SELECT p.id, p.agent_id, p.credential_id, p.credential, p.sign_count, p.verifies, p.backup_eligible,
                   p.backed_up, p.transports
              FROM agent_passkey p
              JOIN agent a ON a.tenant_id = p.tenant_id AND a.id = p.agent_id AND a.state = 'active'
             WHERE p.tenant_id = :tenant""";

    private static Passkey passkey(ResultSet row, int line) throws SQLException {
        return new Passkey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getBoolean("backed_up"),
                row.getBoolean("verifies"),
                row.getTimestamp("created_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("last_used_at"))
                        .map(Timestamp::toInstant)
                        .orElse(null));
    }

    private static Kept kept(ResultSet row, int line) throws SQLException {
        return new Kept(
                row.getObject("id", UUID.class),
                new AgentId(row.getObject("agent_id", UUID.class)),
                row.getBytes("credential_id"),
                row.getBytes("credential"),
                row.getLong("sign_count"),
                row.getBoolean("verifies"),
                row.getBoolean("backup_eligible"),
                row.getBoolean("backed_up"),
                List.of((String[]) row.getArray("transports").getArray()));
    }
}
