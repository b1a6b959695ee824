package org.havendesk.agents;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Browsers on their way to a provider and back: each way is walked once, by the browser that set out, within ten minutes. */
@Component
@Transactional
class ProviderAttempts {
    static final Duration LIFE = Duration.ofMinutes(10);

    private final JdbcClient db;
    private final Clock clock;

    ProviderAttempts(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void begin(TenantId tenant, Provider provider, String state, String browser, String next) {
        db.sql("""
                INSERT INTO provider_attempt (tenant_id, state_hash, browser_hash, provider_key, next, expires_at)
                VALUES (:tenant, :state, :browser, :key, :next, :expires)
                """)
                .param("tenant", tenant.value())
                .param("state", Tokens.hash(state))
                .param("browser", Tokens.hash(browser))
                .param("key", provider.key())
                .param("next", next)
                .param("expires", Timestamp.from(clock.instant().plus(LIFE)))
                .update();
    }

    /** Where this browser wanted to go when it went to this provider; once. */
    Optional<String> take(TenantId tenant, Provider provider, String state, String browser) {
        return db.sql("""
                DELETE FROM provider_attempt
                 WHERE tenant_id = :tenant AND state_hash = :state AND browser_hash = :browser AND provider_key = :key
                   AND expires_at > :now
                RETURNING next
                """)
                .param("tenant", tenant.value())
                .param("state", Tokens.hash(state))
                .param("browser", Tokens.hash(browser))
                .param("key", provider.key())
                .param("now", Timestamp.from(clock.instant()))
                .query(String.class)
                .optional();
    }

    int sweep(TenantId tenant) {
        return db.sql("DELETE FROM provider_attempt WHERE tenant_id = :tenant AND expires_at <= :now")
                .param("tenant", tenant.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
