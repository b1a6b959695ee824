package org.havendesk.agents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.havendesk.platform.TenantId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers passes for seconds, so that a busy console does not read its session with every request. Forgetting is
 * counted: what was read before a change is never used after it, even when it was being read while the change committed.
 */
@Component
class Passes {
    private static final Duration KEPT = Duration.ofSeconds(5);

    private record Read(long change, Pass pass) {}

    private final Cache<String, Read> read =
            Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(KEPT).build();
    private final Map<TenantId, Long> changes = new ConcurrentHashMap<>();

    /** @param load reads the pass from the database */
    Optional<Pass> get(TenantId tenant, byte[] hash, Supplier<Optional<Pass>> load) {
        var key = key(tenant, hash);
        var change = changes.getOrDefault(tenant, 0L);
        var known = read.getIfPresent(key);
        if (known != null && known.change() == change) {
            return Optional.of(known.pass());
        }
        var loaded = load.get();
        loaded.ifPresent(pass -> read.put(key, new Read(change, pass)));
        return loaded;
    }

    /** Counts the changes of an account, for others who remember something that they change. */
    long change(TenantId tenant) {
        return changes.getOrDefault(tenant, 0L);
    }

    /** Takes over that a pass was used. */
    void replace(TenantId tenant, byte[] hash, Pass pass) {
        read.asMap().computeIfPresent(key(tenant, hash), (key, known) -> new Read(known.change(), pass));
    }

    /** No pass of the account is believed without reading it again, from the moment the current transaction commits. */
    void forget(TenantId tenant) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            changes.merge(tenant, 1L, Long::sum);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                changes.merge(tenant, 1L, Long::sum);
            }
        });
    }

    private static String key(TenantId tenant, byte[] hash) {
        return tenant + HexFormat.of().formatHex(hash);
    }
}
