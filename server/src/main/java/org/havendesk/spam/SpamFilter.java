package org.havendesk.spam;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.havendesk.platform.Keys;
import org.havendesk.platform.TenantId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door to the filter: judges messages, and learns from what an account's agents say about them. A model is loaded
 * when it is first asked and leaves memory when nobody asks; what was learned on one node is known to all others at
 * their next judgement. All calls run inside the account.
 */
@Service
public class SpamFilter {
    private static final int MOST_LOADED = 12;
    private static final Duration IDLE = Duration.ofMinutes(15);

    /** After so many new rows a model is stored again. */
    private static final int STORED_EVERY = 100;

    /** A ledger of more rows than this loses its oldest ones. */
    private static final int MOST_ROWS = 10_000;

    private static final int ROWS_KEPT = 8_000;

    private final SpamRows rows;
    private final Keys keys;
    private final Clock clock;
    private final TransactionTemplate own;
    private final Cache<TenantId, Active> active = Caffeine.newBuilder()
            .maximumSize(MOST_LOADED)
            .expireAfterAccess(IDLE)
            .build();

    /** Takes a moment and some memory to make, once for all accounts. */
    private static final class Shared {
        static final Prior PRIOR = Prior.shipped();
    }

    /** A model in memory and how far it has read the ledger. Its monitor guards both. */
    private static final class Active {
        SpamModel model;
        long number;
        long generation = -1;

        Active(SpamModel model) {
            this.model = model;
        }
    }

    SpamFilter(SpamRows rows, Keys keys, Clock clock, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.keys = keys;
        this.clock = clock;
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Judges a message by all that the account has taught up to now. Teaches nothing. */
    public Judgement score(TenantId tenant, Evidence evidence) {
        var known = active.get(tenant, account -> new Active(empty(account, SpamModel.HAM_LOSS)));
        synchronized (known) {
            own.executeWithoutResult(state -> catchUp(tenant, known));
            return known.model.score(evidence);
        }
    }

    /** Learns what somebody says about a message; an earlier lesson about the same message is taken back. */
    @Transactional
    public void learn(TenantId tenant, Lesson lesson) {
        long number = rows.nextNumber(tenant);
        rows.removeMessage(tenant, lesson.message());
        var print = Fingerprint.of(lesson.evidence(), key(tenant), Shared.PRIOR);
        rows.add(tenant, number, lesson, print, clock.instant());
    }

    /**
     * Takes back what was learned from a message.
     *
     * @return whether there was anything to take back
     */
    @Transactional
    public boolean unlearn(TenantId tenant, String message) {
        return rows.removeMessage(tenant, message) > 0;
    }

    /**
     * Sets the share of good messages that the account can bear to have held back.
     *
     * @param share from 0.0001 to 0.05
     */
    @Transactional
    public void bear(TenantId tenant, double share) {
        rows.hamLoss(tenant, share);
    }

    /** Lets go of the oldest lessons of a ledger that has grown too long. */
    @Transactional
    public void trim(TenantId tenant) {
        if (rows.count(tenant) > MOST_ROWS) rows.removeAllBut(tenant, ROWS_KEPT);
    }

    /**
     * Reads what was committed since. In a transaction of its own, so that a lesson of a transaction that is still open,
     * and may be rolled back, is not learned.
     */
    private void catchUp(TenantId tenant, Active known) {
        var standing = rows.standing(tenant);
        if (known.generation != standing.generation()) load(tenant, known, standing);
        for (var next : rows.after(tenant, known.number)) {
            known.model.learn(next.row());
            known.number = next.number();
        }
        if (known.number - standing.storedNumber() >= STORED_EVERY) {
            rows.store(tenant, known.model.toBytes(), known.number, known.generation);
        }
    }

    private void load(TenantId tenant, Active known, SpamRows.Standing standing) {
        var model = empty(tenant, standing.hamLoss());
        var stored = standing.storedNumber() == 0 ? Optional.<byte[]>empty() : rows.stored(tenant);
        stored.ifPresent(bytes -> model.restore(
                bytes,
                rows.between(tenant, 0, standing.storedNumber()).stream()
                        .map(SpamRows.Numbered::row)
                        .toList()));
        known.model = model;
        known.number = stored.isPresent() ? standing.storedNumber() : 0;
        known.generation = standing.generation();
    }

    private SpamModel empty(TenantId tenant, double hamLoss) {
        return SpamModel.empty(key(tenant), hamLoss, Shared.PRIOR);
    }

    /** From the account's data key: when that is destroyed, no feature of a model can be told from another. */
    private SpamKey key(TenantId tenant) {
        return SpamKey.of(keys.sign(tenant, "spam", "features".getBytes(StandardCharsets.UTF_8)));
    }
}
