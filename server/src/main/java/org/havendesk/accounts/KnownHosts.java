package org.havendesk.accounts;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.havendesk.platform.AccountHosts;
import org.havendesk.platform.AccountSite;
import org.havendesk.platform.Language;
import org.havendesk.platform.Remembered;
import org.havendesk.platform.TenantId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which host is whose, remembered for seconds: what another node changes is seen here when they are over, what this one
 * changes at once.
 */
@Component
class KnownHosts implements AccountHosts {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int HOSTS = 20_000;

    private final AccountRows rows;
    private final String suffix;
    private final Remembered<String, Optional<Account>> byHost = Remembered.since(REMEMBERED, HOSTS);
    private final Remembered<TenantId, Optional<Account>> byId = Remembered.since(REMEMBERED, HOSTS);

    KnownHosts(AccountRows rows, @Value("${havendesk.host}") String host) {
        this.rows = rows;
        this.suffix = "." + host.toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<TenantId> byHost(String host) {
        return account(host)
                .filter(account -> account.status() == AccountStatus.ACTIVE)
                .map(Account::id);
    }

    @Override
    public Optional<Closed> closed(String host) {
        return account(host).map(Account::status).flatMap(status -> switch (status) {
            case ACTIVE -> Optional.empty();
            case INSTALLING -> Optional.of(Closed.INSTALLING);
            case SUSPENDED -> Optional.of(Closed.SUSPENDED);
            case TERMINATED, DELETED -> Optional.of(Closed.ENDED);
        });
    }

    @Override
    public Optional<AccountSite> site(TenantId tenant) {
        return byId.get(tenant, rows::byId)
                .filter(account -> account.status() != AccountStatus.DELETED)
                .map(KnownHosts::site);
    }

    private static AccountSite site(Account account) {
        return new AccountSite(
                account.id(),
                account.name(),
                account.subdomain(),
                account.host(),
                Language.of(account.language()).orElse(Language.EN));
    }

    @Override
    public List<TenantId> all() {
        return rows.kept();
    }

    /** The account of this host, in whatever state. */
    Optional<Account> account(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        if (!name.endsWith(suffix)) {
            return Optional.empty();
        }
        var subdomain = name.substring(0, name.length() - suffix.length());
        return Availability.isName(subdomain) ? byHost.get(subdomain, rows::bySubdomain) : Optional.empty();
    }

    /** What is remembered of this account may not be so any more. */
    void forget(Account account) {
        byHost.forget(account.subdomain());
        byId.forget(account.id());
    }
}
