package org.havendesk.accounts;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.havendesk.accounts.AccountRows.Pending;
import org.havendesk.accounts.spi.Installation;
import org.havendesk.accounts.spi.InstallationStep;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Happened;
import org.havendesk.platform.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes new accounts ready: each room's step in turn, and then the account is open. */
@Component
class Installations {
    private final AccountRows rows;
    private final List<InstallationStep> steps;
    private final KnownHosts hosts;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Installations(
            AccountRows rows,
            List<InstallationStep> steps,
            KnownHosts hosts,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.steps = steps.stream()
                .sorted(Comparator.comparingInt(InstallationStep::order).thenComparing(InstallationStep::name))
                .toList();
        this.hosts = hosts;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.clock = clock;
    }

    /** Does the steps that are still to do. When it was killed, calling it again goes on after the last finished step. */
    void goOn(TenantId tenant) {
        var pending = transaction.execute(state -> rows.pending(tenant));
        pending.ifPresent(owner -> install(tenant, owner));
    }

    private void install(TenantId tenant, Pending owner) {
        var account = rows.byId(tenant).orElseThrow();
        var installation =
                new Installation(tenant, account.name(), owner.ownerName(), owner.ownerEmail(), account.language());
        for (int number = 0; number < steps.size(); number++) {
            var step = steps.get(number);
            if (!owner.done().contains(step.name())) {
                step.install(installation);
                done(tenant, step, number + 1);
            }
        }
        activate(account);
    }

    private void done(TenantId tenant, InstallationStep step, int number) {
        transaction.executeWithoutResult(state -> {
            rows.stepDone(tenant, step.name());
            rows.progressed(tenant, progress(number));
        });
    }

    /** The last hundredth is the account's opening. */
    private int progress(int number) {
        return number * 99 / steps.size();
    }

    private void activate(Account account) {
        var tenant = account.id();
        transaction.executeWithoutResult(state -> {
            if (rows.activate(tenant, clock.instant())) {
                events.publishEvent(
                        new Happened(tenant, Actor.system(), "account.installed", "account", tenant.value(), ""));
            }
        });
        hosts.forget(account);
    }
}
