package org.havendesk.email;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.havendesk.files.Files;
import org.havendesk.platform.Ids;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes mail in. When {@link #take} returns, the mail is committed, and whoever brought it may forget it. Where its turn
 * comes soon, one transaction stores a mail and makes of it what it becomes; otherwise it is stored first, and handled when
 * its turn comes, or by a job after a crash.
 */
@Component
class Intake implements DisposableBean {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int AT_A_TIME = Math.max(4, Runtime.getRuntime().availableProcessors() * 2);
    private static final int WAITING = 64;
    /** A mail larger than this is stored before anybody looks at it. */
    private static final int SMALL = 1024 * 1024;
    /** So long whoever brings a mail waits for it to be handled, before it is only stored. */
    private static final Duration AT_ONCE = Duration.ofMillis(1_500);
    /** Bytes of mails that wait in memory; those beyond are read again from where they lie. */
    private static final int KEPT_IN_MEMORY = 16 * 1024 * 1024;

    private final InboundRows rows;
    private final Files files;
    private final IntakeNet net;
    private final Sorting sorting;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final FairTurns turns = new FairTurns(AT_A_TIME, WAITING, PATIENCE);
    private final Semaphore memory = new Semaphore(KEPT_IN_MEMORY);

    Intake(
            InboundRows rows,
            Files files,
            IntakeNet net,
            Sorting sorting,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.files = files;
        this.net = net;
        this.sorting = sorting;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Stores a mail for good and has it handled. Throws when it could not be stored: then nothing of it is kept. */
    void take(TenantId tenant, Arrived mail) {
        var id = Ids.next();
        var packed = RawMail.pack(mail.raw());
        if (!isHandledAtOnce(tenant, id, mail, packed) && isStored(tenant, id, mail, packed)) {
            haveHandled(tenant, id, mail);
        }
    }

    /** Only for mail that is handed over: whoever fetches from a mailbox has more to fetch meanwhile. */
    private boolean isHandledAtOnce(TenantId tenant, UUID id, Arrived mail, byte[] packed) {
        if (mail.mailbox().isPresent() || mail.raw().length > SMALL) {
            return false;
        }
        var handled = new CompletableFuture<Boolean>();
        return turns.offer(tenant, () -> handleNew(tenant, id, mail, packed, handled)) && within(AT_ONCE, handled);
    }

    private void handleNew(TenantId tenant, UUID id, Arrived mail, byte[] packed, CompletableFuture<Boolean> handled) {
        var done = false;
        try {
            done = !handled.isDone() && sorting.handleNew(tenant, id, mail, packed);
        } finally {
            handled.complete(done);
        }
    }

    /** Whoever has waited long enough goes on as if it had failed. Work that ends later all the same finds the id taken. */
    private static boolean within(Duration patience, CompletableFuture<Boolean> handled) {
        try {
            return handled.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            handled.complete(false);
            return handled.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private void haveHandled(TenantId tenant, UUID id, Arrived mail) {
        int size = mail.raw().length;
        if (!memory.tryAcquire(size)) {
            turns.offer(tenant, () -> sorting.handle(tenant, id));
        } else if (!turns.offer(tenant, () -> handleFromMemory(tenant, id, mail))) {
            memory.release(size);
        }
    }

    private void handleFromMemory(TenantId tenant, UUID id, Arrived mail) {
        try {
            sorting.handle(tenant, id, mail);
        } finally {
            memory.release(mail.raw().length);
        }
    }

    /** Shows an admin a mail that stays where it lies. */
    void passOver(TenantId tenant, Arrived head, InboundReason reason) {
        Tenants.run(
                tenant,
                () -> transaction.executeWithoutResult(state -> {
                    var id = Ids.next();
                    var file = files.keep(tenant, RawMail.pack(head.raw()), RawMail.NAME, RawMail.TYPE);
                    rows.insert(tenant, id, head, file, clock.instant());
                    rows.take(tenant, id, InboundRows.Read.NOTHING, clock.instant());
                    rows.end(tenant, id, InboundState.QUARANTINED, reason);
                }));
    }

    /**
     * Commits what a mail is handled from later, and no more: its bytes, its row, and the net under it.
     *
     * @return false when it was stored and handled after all while its bringer lost patience
     */
    private boolean isStored(TenantId tenant, UUID id, Arrived mail, byte[] packed) {
        try {
            Tenants.run(
                    tenant,
                    () -> transaction.executeWithoutResult(state -> {
                        var file = files.keep(tenant, packed, RawMail.NAME, RawMail.TYPE);
                        rows.insert(tenant, id, mail, file, clock.instant());
                        net.spread(tenant);
                    }));
            return true;
        } catch (DuplicateKeyException e) {
            if (isThere(tenant, id)) {
                return false;
            }
            throw e; // of something else that was to be stored along with it
        }
    }

    private boolean isThere(TenantId tenant, UUID id) {
        return Tenants.as(
                tenant, () -> transaction.execute(state -> rows.find(tenant, id).isPresent()));
    }

    @Override
    public void destroy() {
        turns.close();
    }
}
