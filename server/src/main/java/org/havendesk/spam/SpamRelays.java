package org.havendesk.spam;

import java.net.InetAddress;
import java.sql.Array;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.havendesk.platform.Agent;
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
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The servers whose word on spam ({@code X-Spam-Status}, {@code X-Spam-Flag}) an account believes: usually the mail server
 * that hands its mail on to us. Such a word can only make a message suspected. That a message is good is never believed,
 * for anybody can write that. What such a server hands on is the mail of many, and is not slowed down. All calls run inside the account.
 */
@Service
@Transactional
public class SpamRelays {
    public static final int MOST = 20;

    private static final Duration REMEMBERED = Duration.ofSeconds(20);
    private static final int ACCOUNTS = 10_000;

    private final JdbcClient db;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate reading;
    private final Remembered<TenantId, List<String>> known = Remembered.since(REMEMBERED, ACCOUNTS);

    SpamRelays(JdbcClient db, ApplicationEventPublisher events, PlatformTransactionManager transactions) {
        this.db = db;
        this.events = events;
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    /** The names and networks that are believed, as the account has put them. */
    @Transactional(readOnly = true)
    public List<String> list(TenantId tenant) {
        return db.sql("SELECT relays FROM spam_model WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query((row, line) -> strings(row.getArray("relays")))
                .optional()
                .orElse(List.of());
    }

    private static List<String> strings(Array array) throws java.sql.SQLException {
        return List.of((String[]) array.getArray());
    }

    /**
     * Replaces what is believed. Needs {@link Permission#MANAGE_SETTINGS}.
     *
     * @param relays host names, each with all below it, IP addresses, and networks such as {@code 192.0.2.0/24}
     * @throws Invalid when one is none of these, or there are more than {@value #MOST}
     */
    public void change(Agent agent, List<String> relays) {
        agent.require(Permission.MANAGE_SETTINGS);
        new Invalid.Check()
                .that(relays.size() <= MOST, "relays", "tooMany", MOST)
                .done();
        var kept = relays.stream()
                .map(typed -> ListedSender.parse(typed)
                        .filter(relay -> relay.kind() != SpamLists.Kind.ADDRESS)
                        .orElseThrow(() -> Invalid.field("relays", "spamRelay")))
                .map(ListedSender::value)
                .distinct()
                .toArray(String[]::new);
        db.sql("""
                INSERT INTO spam_model (tenant_id, relays) VALUES (:tenant, :relays)
                ON CONFLICT (tenant_id) DO UPDATE SET relays = :relays
                """)
                .param("tenant", agent.tenant().value())
                .param("relays", kept)
                .update();
        events.publishEvent(
                Happened.by(agent, "spam.relays", "account", agent.tenant().value()));
        AfterCommit.run(() -> known.forget(agent.tenant()));
    }

    /** Whether a server is named by its address or its network. Runs in no account and in no transaction. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean names(TenantId tenant, InetAddress server) {
        return isNamed(known.get(tenant, this::remembered), server);
    }

    @SuppressWarnings("NullAway") // the reading never returns null
    private List<String> remembered(TenantId tenant) {
        return Tenants.as(tenant, () -> reading.execute(state -> list(tenant)));
    }

    private static boolean isNamed(List<String> relays, InetAddress server) {
        return !relays.isEmpty() && Network.around(server).stream().anyMatch(relays::contains);
    }

    /**
     * Whether a server that is believed called this message spam: the one that handed it over, or for a message that was
     * fetched from a mailbox, the last one that wrote down having received it.
     */
    boolean callSpam(TenantId tenant, Evidence evidence, Optional<InetAddress> from) {
        if (!evidence.relay().saysSpam()) return false;
        var believed = list(tenant);
        return from.filter(address -> isNamed(believed, address)).isPresent()
                || ListedSender.namesOf(evidence.relay().host()).stream().anyMatch(believed::contains);
    }
}
