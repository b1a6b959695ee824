package org.havendesk.email;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.havendesk.platform.TenantId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which account a mail domain belongs to: {@code <subdomain>.<host>}, or one that the operator has assigned. */
@Component
class Hosts {
    /** An account and the domain of its built-in addresses. */
    record Account(TenantId tenant, boolean open) {}

    private final String suffix;
    private final Map<String, String> assigned;
    private final JdbcClient db;
    private final Cache<String, Account> bySubdomain = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(20))
            .build();

    Hosts(@Value("${havendesk.host}") String host, SmtpSettings settings, JdbcClient db) {
        this.suffix = "." + host.toLowerCase(Locale.ROOT);
        this.assigned = settings.domains().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
        this.db = db;
    }

    /** Empty when the domain is none of ours. */
    Optional<Account> of(String domain) {
        return subdomain(domain).flatMap(this::find);
    }

    /** The domain on which an account has its built-in addresses. */
    String domain(TenantId tenant) {
        return db.sql("SELECT subdomain FROM account WHERE id = :id")
                        .param("id", tenant.value())
                        .query(String.class)
                        .single()
                + suffix;
    }

    private Optional<String> subdomain(String domain) {
        if (domain.endsWith(suffix)) {
            var subdomain = domain.substring(0, domain.length() - suffix.length());
            return subdomain.isEmpty() || subdomain.contains(".") ? Optional.empty() : Optional.of(subdomain);
        }
        return Optional.ofNullable(assigned.get(domain));
    }

    private Optional<Account> find(String subdomain) {
        var known = Optional.ofNullable(bySubdomain.getIfPresent(subdomain));
        if (known.isPresent()) {
            return known;
        }
        var found = db.sql("SELECT id, status FROM account WHERE subdomain = :subdomain")
                .param("subdomain", subdomain)
                .query((row, line) -> new Account(
                        new TenantId(row.getObject("id", UUID.class)), "active".equals(row.getString("status"))))
                .optional();
        found.filter(Account::open).ifPresent(account -> bySubdomain.put(subdomain, account));
        return found;
    }
}
