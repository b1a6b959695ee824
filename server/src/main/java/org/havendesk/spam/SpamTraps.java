package org.havendesk.spam;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.havendesk.platform.Agent;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Permission;
import org.havendesk.platform.Remembered;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An account's addresses that nobody uses: they stand hidden on a web page, where only machines that gather addresses find
 * them. Who writes to one has not been given it by anybody. {@link SpamFilter#judge} holds such mail back and looks harder
 * at others from the same source.
 */
@Service
public class SpamTraps {
    public static final int MOST = 20;

    private static final Duration REMEMBERED = Duration.ofSeconds(20);
    private static final int ACCOUNTS = 10_000;

    private final JdbcClient db;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate reading;
    private final Remembered<TenantId, Set<String>> known = Remembered.since(REMEMBERED, ACCOUNTS);

    SpamTraps(JdbcClient db, ApplicationEventPublisher events, PlatformTransactionManager transactions) {
        this.db = db;
        this.events = events;
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    /** The traps, as the account has put them. Runs inside the account. */
    @Transactional(readOnly = true)
    public List<String> list(TenantId tenant) {
        return read(tenant);
    }

    /**
     * Replaces the traps. Needs {@link Permission#MANAGE_SETTINGS}. Other nodes know it within {@link #REMEMBERED}.
     *
     * @throws Invalid when one is no address, or there are more than {@value #MOST}
     */
    @Transactional
    public void change(Agent agent, List<String> traps) {
        agent.require(Permission.MANAGE_SETTINGS);
        new Invalid.Check().that(traps.size() <= MOST, "traps", "tooMany", MOST).done();
        var kept = traps.stream()
                .map(typed -> EmailAddress.parse(typed).orElseThrow(() -> Invalid.field("traps", "email")))
                .map(EmailAddress::value)
                .distinct()
                .toArray(String[]::new);
        db.sql("""
                INSERT INTO spam_model (tenant_id, traps) VALUES (:tenant, :traps)
                ON CONFLICT (tenant_id) DO UPDATE SET traps = :traps
                """).param("tenant", agent.tenant().value()).param("traps", kept).update();
        events.publishEvent(
                Happened.by(agent, "spam.traps", "account", agent.tenant().value()));
        AfterCommit.run(() -> known.forget(agent.tenant()));
    }

    /** Whether an address is a trap. Whether it is a real address as well, which goes first, is the caller's to know. */
    public boolean has(TenantId tenant, EmailAddress address) {
        return known.get(tenant, account -> inAccount(account, () -> Set.copyOf(read(account))))
                .contains(address.value());
    }

    @SuppressWarnings("NullAway") // the reading never returns null
    private <T> T inAccount(TenantId tenant, Supplier<T> work) {
        return Tenants.as(tenant, () -> reading.execute(state -> work.get()));
    }

    private List<String> read(TenantId tenant) {
        return db.sql("SELECT traps FROM spam_model WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query((row, line) -> strings(row.getArray("traps")))
                .optional()
                .orElse(List.of());
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
