package org.havendesk.email;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.havendesk.files.Files;
import org.havendesk.platform.Ids;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes mail in. When {@link #take} returns, the mail is committed, and whoever brought it may forget it: it is handled at
 * once, or by a job after a crash.
 */
@Component
class Intake implements DisposableBean {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int AT_A_TIME = Math.max(4, Runtime.getRuntime().availableProcessors() * 2);
    private static final int WAITING = 64;
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
        var id = store(tenant, mail);
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

    /** What is committed before a mail is acknowledged, and no more: its bytes, its row, and the net under it. */
    private UUID store(TenantId tenant, Arrived mail) {
        var id = Ids.next();
        var packed = RawMail.pack(mail.raw());
        return Tenants.as(
                tenant,
                () -> transaction.execute(state -> {
                    var file = files.keep(tenant, packed, RawMail.NAME, RawMail.TYPE);
                    rows.insert(tenant, id, mail, file, clock.instant());
                    net.spread(tenant);
                    return id;
                }));
    }

    @Override
    public void destroy() {
        turns.close();
    }
}
