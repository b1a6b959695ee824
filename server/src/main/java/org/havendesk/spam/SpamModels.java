package org.havendesk.spam;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.havendesk.platform.Keys;
import org.havendesk.platform.TenantId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The models in memory. One is loaded when its account is first asked, reads on in the ledger before a judgement, and leaves
 * memory when nobody asks. What is learned here counts from the next judgement on, what another node learns within
 * {@link #FRESH}: to ask the ledger for each message costs more than to judge it.
 */
@Component
class SpamModels {
    static final Duration IDLE = Duration.ofMinutes(15);
    static final Duration FRESH = Duration.ofSeconds(1);

    /** After so many new events of the ledger a model is stored again. */
    private static final int STORED_EVERY = 100;

    /** At most this share of the program's memory is for models. */
    private static final int MEMORY_SHARE = 8;

    private static final long BYTES_A_MODEL = 20_000_000;

    private final SpamRows rows;
    private final Keys keys;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Cache<TenantId, Active> active;

    /** Takes a moment and some memory to make, once for all accounts. */
    private static final class Shared {
        static final Prior PRIOR = Prior.shipped();
    }

    /** A model in memory and how far it has read the ledger. Its monitor guards these. */
    private static final class Active {
        SpamModel model;
        long number;
        long generation = -1;
        /** When it has last read on; guarded by nothing, since whoever teaches waits for nobody. */
        volatile Instant readAt = Instant.MIN;

        Active(SpamModel model) {
            this.model = model;
        }
    }

    SpamModels(SpamRows rows, Keys keys, Clock clock, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.keys = keys;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.active = Caffeine.newBuilder()
                .maximumSize(Math.clamp(Runtime.getRuntime().maxMemory() / MEMORY_SHARE / BYTES_A_MODEL, 2, 100))
                .expireAfterAccess(IDLE)
                .ticker(() -> Math.multiplyExact(clock.millis(), 1_000_000L))
                .scheduler(Scheduler.systemScheduler())
                .build();
    }

    /**
     * Must run in no transaction: it reads what others have committed, and nothing else.
     *
     * @param print the {@link #print} of this evidence
     */
    Judgement score(TenantId tenant, Evidence evidence, Fingerprint print) {
        var known = active.get(tenant, account -> new Active(empty(account, SpamModel.HAM_LOSS)));
        synchronized (known) {
            readOn(tenant, known);
            return known.model.score(evidence, print);
        }
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(Learned learned) {
        var known = active.getIfPresent(learned.tenant());
        if (known != null) known.readAt = Instant.MIN;
    }

    /** What the account's ledger keeps of a message. */
    Fingerprint print(TenantId tenant, Evidence evidence) {
        return Fingerprint.of(evidence, key(tenant), Shared.PRIOR);
    }

    /**
     * Builds the account's model from its ledger and stores it, so that no message has to wait for that. Nothing happens
     * when a stored model stands.
     */
    void rebuild(TenantId tenant) {
        transaction.executeWithoutResult(state -> {
            var standing = rows.standing(tenant);
            if (standing.storedNumber() > 0) return;
            var model = empty(tenant, standing.hamLoss());
            long number = rows.replay(tenant, 0, model);
            if (number > 0) rows.store(tenant, model.toBytes(), number, standing.generation());
        });
    }

    /** How many models are in memory now. */
    long loaded() {
        active.cleanUp();
        return active.estimatedSize();
    }

    private void readOn(TenantId tenant, Active known) {
        var now = clock.instant();
        var before = known.readAt;
        if (!now.isBefore(before) && now.isBefore(before.plus(FRESH))) return;
        known.readAt = now;
        try {
            transaction.executeWithoutResult(state -> catchUp(tenant, known));
        } catch (RuntimeException e) {
            known.readAt = Instant.MIN;
            throw e;
        }
    }

    private void catchUp(TenantId tenant, Active known) {
        var standing = rows.standing(tenant);
        if (known.generation != standing.generation()) load(tenant, known, standing);
        if (standing.numbered() > known.number) known.number = rows.replay(tenant, known.number, known.model);
        if (known.number - standing.storedNumber() >= STORED_EVERY) {
            rows.store(tenant, known.model.toBytes(), known.number, known.generation);
        }
    }

    private void load(TenantId tenant, Active known, SpamRows.Standing standing) {
        var stored = rows.stored(tenant);
        var restored = stored.flatMap(state -> restored(tenant, standing, state));
        known.model = restored.orElseGet(() -> empty(tenant, standing.hamLoss()));
        known.number = restored.isPresent() ? stored.orElseThrow().number() : 0;
        known.generation = standing.generation();
    }

    /** Empty when the model was stored by another version of the program: then the ledger is replayed. */
    private Optional<SpamModel> restored(TenantId tenant, SpamRows.Standing standing, SpamRows.Stored stored) {
        try {
            var ledger = rows.newestFirst(tenant, stored.number());
            return Optional.of(empty(tenant, standing.hamLoss()).restore(stored.model(), ledger));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private SpamModel empty(TenantId tenant, double hamLoss) {
        return SpamModel.empty(key(tenant), hamLoss, Shared.PRIOR);
    }

    /** From the account's data key: when that is destroyed, no feature of a model can be told from another. */
    private SpamKey key(TenantId tenant) {
        return SpamKey.of(keys.sign(tenant, "spam", "features".getBytes(StandardCharsets.UTF_8)));
    }
}
