package org.havendesk.agents;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Gone;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Links that let one person do one thing once. What goes into the address is kept as a hash only. */
@Service
@Transactional
class OneTimeLinks {
    /** What a link is for. */
    enum Purpose {
        INVITATION,
        PASSWORD,
        ENTER;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All that goes to an address. */
    static final Set<Purpose> EVERY = Set.of(Purpose.values());

    /** The links by which somebody sets their password. */
    static final Set<Purpose> TO_SET_PASSWORD = Set.of(Purpose.INVITATION, Purpose.PASSWORD);

    /** Exactly what {@link Tokens#next} makes: nothing empty, nothing with a space, nothing close to it. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final JdbcClient db;
    private final Clock clock;

    OneTimeLinks(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A new link; those of the same purpose that this agent had before work no more. */
    String make(TenantId tenant, AgentId agent, Purpose purpose, Duration life) {
        forget(tenant, agent, Set.of(purpose));
        var token = Tokens.next();
        var now = clock.instant();
        db.sql("""
                INSERT INTO agent_link (tenant_id, token_hash, agent_id, purpose, created_at, expires_at)
                VALUES (:tenant, :hash, :agent, :purpose, :now, :expires)
                """)
                .param("tenant", tenant.value())
                .param("hash", Tokens.hash(token))
                .param("agent", agent.value())
                .param("purpose", purpose.key())
                .param("now", Timestamp.from(now))
                .param("expires", Timestamp.from(now.plus(life)))
                .update();
        return token;
    }

    /** Whose link this is, without using it; empty when it never was, was used, or is too old. */
    @Transactional(readOnly = true)
    Optional<AgentId> peek(TenantId tenant, String token, Set<Purpose> purposes) {
        if (!TOKEN.matcher(token).matches()) {
            return Optional.empty();
        }
        return db.sql("""
                SELECT agent_id FROM agent_link
                 WHERE tenant_id = :tenant AND token_hash = :hash AND purpose = ANY(:purposes)
                   AND used_at IS NULL AND expires_at > :now
                """)
                .param("tenant", tenant.value())
                .param("hash", Tokens.hash(token))
                .param("purposes", keys(purposes))
                .param("now", Timestamp.from(clock.instant()))
                .query(UUID.class)
                .optional()
                .map(AgentId::new);
    }

    /** @throws Gone when it never was, was used, or is too old; of two at once, one gets this */
    AgentId use(TenantId tenant, String token, Set<Purpose> purposes) {
        if (!TOKEN.matcher(token).matches()) {
            throw new Gone("link");
        }
        return db.sql("""
                UPDATE agent_link SET used_at = :now
                 WHERE tenant_id = :tenant AND token_hash = :hash AND purpose = ANY(:purposes)
                   AND used_at IS NULL AND expires_at > :now
                RETURNING agent_id
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("tenant", tenant.value())
                .param("hash", Tokens.hash(token))
                .param("purposes", keys(purposes))
                .query(UUID.class)
                .optional()
                .map(AgentId::new)
                .orElseThrow(() -> new Gone("link"));
    }

    void forget(TenantId tenant, AgentId agent, Set<Purpose> purposes) {
        db.sql("DELETE FROM agent_link WHERE tenant_id = :tenant AND agent_id = :agent AND purpose = ANY(:purposes)")
                .param("tenant", tenant.value())
                .param("agent", agent.value())
                .param("purposes", keys(purposes))
                .update();
    }

    int sweep(TenantId tenant) {
        return db.sql("DELETE FROM agent_link WHERE tenant_id = :tenant AND (expires_at <= :now OR used_at <= :now)")
                .param("tenant", tenant.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private static String[] keys(Set<Purpose> purposes) {
        return purposes.stream().map(Purpose::key).toArray(String[]::new);
    }
}
