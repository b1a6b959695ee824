package org.havendesk.email;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Remembered;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.havendesk.spam.SpamTraps;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds the department that a mail is for, by the addresses it was sent to. */
@Component
class Routes {
    /** Addresses that every mail domain must have (RFC 2142, RFC 5321 4.5.1); the first department reads them. */
    private static final Set<String> ALWAYS = Set.of("postmaster", "abuse");

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final AddressRows rows;
    private final Hosts hosts;
    private final SpamTraps traps;
    private final TransactionTemplate reading;
    private final Remembered<TenantId, Known> byTenant = Remembered.since(Duration.ofSeconds(20), 10_000);

    Routes(AddressRows rows, Hosts hosts, SpamTraps traps, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.hosts = hosts;
        this.traps = traps;
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    private record Known(Map<String, MailAddress> addresses, long readAt) {
        Optional<MailAddress> find(EmailAddress address) {
            return Optional.ofNullable(addresses.get(address.value()))
                    .or(() -> Optional.ofNullable(addresses.get(withoutDetail(address))));
        }

        boolean isFresh() {
            return System.nanoTime() - readAt < FRESH.toNanos();
        }
    }

    /** What an address leads to. */
    sealed interface Route {
        record To(TenantId tenant) implements Route {}

        /** The account does not take mail now. */
        record NotNow() implements Route {}

        record Nowhere() implements Route {}
    }

    /** Where the listener puts a mail for this address. */
    Route of(EmailAddress recipient) {
        var account = hosts.of(recipient.domain());
        if (account.isEmpty()) {
            return new Route.Nowhere();
        }
        if (!account.get().open()) {
            return new Route.NotNow();
        }
        var tenant = account.get().tenant();
        return find(tenant, recipient).or(() -> findAgain(tenant, recipient)).isPresent()
                        || ALWAYS.contains(recipient.local())
                        || traps.has(tenant, recipient)
                ? new Route.To(tenant)
                : new Route.Nowhere();
    }

    /**
     * The department for a mail. An address of the envelope decides; where that is a built-in address which the mail
     * itself does not name, the mail was forwarded to it, and the address that it was first sent to decides.
     *
     * @param envelope as the mail was handed over
     * @param named To, Cc and Delivered-To of the mail
     */
    Optional<DepartmentId> department(
            TenantId tenant, Collection<EmailAddress> envelope, Collection<EmailAddress> named) {
        var reached =
                envelope.stream().flatMap(one -> find(tenant, one).stream()).toList();
        var own = reached.stream().filter(one -> !one.builtIn()).findFirst();
        if (own.isPresent()) {
            return own.map(MailAddress::department);
        }
        var byHeader = named.stream().flatMap(one -> find(tenant, one).stream()).toList();
        return reached.stream()
                .filter(byHeader::contains)
                .findFirst()
                .or(() -> byHeader.stream().filter(one -> !one.builtIn()).findFirst())
                .or(() -> reached.stream().findFirst())
                .or(() -> byHeader.stream().findFirst())
                .map(MailAddress::department);
    }

    /** The department's address that this is, with or without a {@code +detail} in it. */
    Optional<MailAddress> find(TenantId tenant, EmailAddress address) {
        return known(tenant).find(address);
    }

    /** Addresses have changed. */
    void changed(TenantId tenant) {
        byTenant.forget(tenant);
    }

    /** An address that another node has just added is not refused for good. */
    private Optional<MailAddress> findAgain(TenantId tenant, EmailAddress address) {
        if (known(tenant).isFresh()) {
            return Optional.empty();
        }
        changed(tenant);
        return find(tenant, address);
    }

    private Known known(TenantId tenant) {
        return byTenant.get(tenant, this::read);
    }

    private Known read(TenantId tenant) {
        var addresses = Tenants.as(tenant, () -> reading.execute(state -> rows.all(tenant)));
        var byAddress = addresses.stream()
                .collect(Collectors.toUnmodifiableMap(one -> one.address().value(), Function.identity()));
        return new Known(byAddress, System.nanoTime());
    }

    private static String withoutDetail(EmailAddress address) {
        var plus = address.local().indexOf('+');
        return plus < 1 ? address.value() : address.local().substring(0, plus) + "@" + address.domain();
    }
}
