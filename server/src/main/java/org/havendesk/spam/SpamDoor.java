package org.havendesk.spam;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Remembered;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.havendesk.spam.Buckets.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Slows down who brings more messages than anybody needs to, before the filter has any work with them. Nobody loses a
 * message: who is turned away is told to come again, and what lies in a mailbox stays there for a while. Each node counts
 * for itself, in memory. All calls run outside a transaction.
 */
@Service
public class SpamDoor {
    private static final int GENEROUS = 10;
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int SENDERS = 10_000;
    private static final int NETWORK_4 = 24;
    private static final int NETWORK_6 = 48;

    private final SpamDoorSettings settings;
    private final SpamRelays relays;
    private final KnownSenderList known;
    private final TurnedAway turnedAway;
    private final Buckets buckets;
    private final TransactionTemplate reading;
    private final Remembered<Source, Boolean> acquainted = Remembered.since(REMEMBERED, SENDERS);

    SpamDoor(
            SpamDoorSettings settings,
            SpamRelays relays,
            KnownSenderList known,
            TurnedAway turnedAway,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.settings = settings;
        this.relays = relays;
        this.known = known;
        this.turnedAway = turnedAway;
        this.buckets = new Buckets(clock);
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    private record Source(TenantId tenant, EmailAddress sender) {}

    /**
     * Whether a message may come in now. Counts it if so, and among those turned away if not.
     *
     * @param from the server that hands it over; empty for one of our own house, or one that hands on the mail of many
     * @param sender of the envelope; empty for a bounce
     */
    public boolean admits(TenantId tenant, Optional<InetAddress> from, Optional<EmailAddress> sender) {
        var network = from.filter(address -> !relays.names(tenant, address)).map(SpamDoor::network);
        if (buckets.take(limits(tenant, network, sender)) || isGenerousTo(tenant, network, sender)) return true;

        turnedAway.count(tenant);
        return false;
    }

    /** Whether one more message may be fetched now; if not, it stays where it is until the next round. */
    public boolean admitsFetched(TenantId tenant) {
        return buckets.take(List.of(new Limit("fetched " + tenant, settings.fetched())));
    }

    private List<Limit> limits(TenantId tenant, Optional<String> network, Optional<EmailAddress> sender) {
        var limits = new ArrayList<Limit>();
        sender.ifPresent(address -> limits.add(new Limit(
                "sender " + tenant + " " + network.orElse("relay") + " " + address,
                network.isPresent() ? settings.perSender() : settings.perSenderByRelay())));
        network.ifPresent(net -> {
            limits.add(new Limit("network " + tenant + " " + net, settings.perNetwork()));
            limits.add(new Limit("network " + net, settings.perNetworkInAll()));
            limits.add(new Limit("account " + tenant, settings.perAccount()));
        });
        return limits;
    }

    /** Whom the account knows is not made to wait because of others. */
    private boolean isGenerousTo(TenantId tenant, Optional<String> network, Optional<EmailAddress> sender) {
        return sender.filter(address -> isKnown(tenant, address))
                .filter(address -> buckets.take(List.of(new Limit(
                        "known " + tenant + " " + network.orElse("relay") + " " + address,
                        settings.perSender() * GENEROUS))))
                .isPresent();
    }

    private boolean isKnown(TenantId tenant, EmailAddress sender) {
        return acquainted.get(new Source(tenant, sender), source -> inAccount(tenant, () -> known.has(tenant, sender)));
    }

    @SuppressWarnings("NullAway") // the reading never returns null
    private <T> T inAccount(TenantId tenant, Supplier<T> work) {
        return Tenants.as(tenant, () -> reading.execute(state -> work.get()));
    }

    /** What one network is for those who count: as much as one customer of a provider usually has. */
    static String network(InetAddress address) {
        return Network.of(address, address instanceof Inet4Address ? NETWORK_4 : NETWORK_6)
                .toString();
    }
}
