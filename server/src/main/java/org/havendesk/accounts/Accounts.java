package org.havendesk.accounts;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import org.havendesk.jobs.Jobs;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.havendesk.platform.Tokens;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The door to the accounts of this installation. */
@Service
public class Accounts {
    private static final int PAGE = 500;

    private final AccountRows rows;
    private final SignUpSettings settings;
    private final Jobs jobs;
    private final FirstOwner firstOwner;
    private final KnownHosts hosts;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Accounts(
            AccountRows rows,
            SignUpSettings settings,
            Jobs jobs,
            FirstOwner firstOwner,
            KnownHosts hosts,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.settings = settings;
        this.jobs = jobs;
        this.firstOwner = firstOwner;
        this.hosts = hosts;
        this.transaction = new TransactionTemplate(transactions);
        this.events = events;
        this.clock = clock;
    }

    /**
     * Whether a new account can have this subdomain now.
     *
     * @return why not, as the key of a text below {@code invalid.}; empty when it can
     */
    public Optional<String> refusal(String subdomain) {
        return Availability.refusal(subdomain)
                .or(() -> rows.bySubdomain(subdomain).map(taken -> "subdomain.taken"));
    }

    /**
     * Makes an account. When this returns it is there and {@link AccountStatus#INSTALLING}; it becomes active within
     * moments, by itself, whatever is killed meanwhile.
     *
     * @param actor who makes it: the product itself for somebody who signs up
     * @throws Invalid when something asked for cannot be had; names the fields {@code name}, {@code email},
     *     {@code subdomain}, {@code accountName} and {@code region}
     */
    public Opened open(Actor actor, NewAccount asked) {
        var wanted = Wanted.of(asked, settings.regions());
        var tenant = new TenantId(Ids.next());

        return Tenants.as(tenant, () -> transaction.execute(state -> add(actor, tenant, wanted)));
    }

    /**
     * Makes the first account of the installation, for whoever holds the one-time link that its start printed.
     *
     * @throws org.havendesk.platform.Gone when the link is not that one, or there is an account already
     */
    public Opened openFirst(String token, NewAccount asked) {
        var wanted = Wanted.of(asked, settings.regions());
        var tenant = new TenantId(Ids.next());

        return Tenants.as(
                tenant,
                () -> transaction.execute(state -> {
                    rows.lockFirst();
                    firstOwner.require(token);
                    return add(Actor.system(), tenant, wanted);
                }));
    }

    /** @throws NotFound when there is no such account */
    public Account get(TenantId tenant) {
        return rows.byId(tenant).orElseThrow(() -> new NotFound("account"));
    }

    /**
     * Names an account, and says in which language and time zone it lives.
     *
     * @throws org.havendesk.platform.Forbidden when this agent may not change the settings
     * @throws Invalid when the name is empty or too long, or the language or the time zone is none
     */
    public Account describe(Agent agent, String name, String language, String timezone) {
        agent.require(Permission.MANAGE_SETTINGS);
        Wanted.checkDescription(name, language, timezone);
        var account = transaction.execute(state -> {
            rows.describe(agent.tenant(), name.strip(), language, timezone);
            events.publishEvent(Happened.by(
                    agent, "account.described", "account", agent.tenant().value()));
            return get(agent.tenant());
        });
        hosts.forget(account);

        return account;
    }

    /** The account of this subdomain, in whatever state. */
    public Optional<Account> find(String subdomain) {
        return rows.bySubdomain(subdomain);
    }

    /** The accounts that were opened last, the newest first. */
    public List<Account> newest(int limit) {
        return rows.newest(limit);
    }

    /**
     * The account that the holder of this token waits for.
     *
     * @return empty when the token is none, or has let its holder in already
     */
    public Optional<Building> building(String token) {
        return rows.byBuildingHash(Tokens.hash(token));
    }

    /**
     * Lets the holder of a building token in, once: the token is spent. Of several who try at the same moment, one gets
     * in.
     *
     * @return the account, or empty when the token is none, is spent, or its account is not active yet
     */
    public Optional<Account> spend(String buildingToken) {
        return rows.spendBuildingHash(Tokens.hash(buildingToken));
    }

    /**
     * Every active account, for work that goes round. Holds at most some hundred at a time, so one that becomes active
     * while it runs may be met or not.
     */
    public Iterable<TenantId> all() {
        return () -> new Walk(rows);
    }

    private Opened add(Actor actor, TenantId tenant, Wanted wanted) {
        var token = Tokens.next();
        var now = clock.instant();
        if (!rows.add(tenant, wanted, Tokens.hash(token), now)) {
            throw Invalid.field("subdomain", "subdomain.taken");
        }
        rows.addPending(tenant, wanted, now);
        jobs.now(InstallationJob.NAME, tenant, "account");
        events.publishEvent(new Happened(tenant, actor, "account.opened", "account", tenant.value(), ""));

        return new Opened(tenant, token);
    }

    /** Goes through the active accounts page by page, in the order of their ids. */
    private static final class Walk implements Iterator<TenantId> {
        private final AccountRows rows;
        private final Queue<TenantId> page = new ArrayDeque<>();
        private @Nullable TenantId last;
        private boolean ended;

        private Walk(AccountRows rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            if (page.isEmpty() && !ended) {
                page.addAll(rows.active(last, PAGE));
                ended = page.isEmpty();
            }
            return !page.isEmpty();
        }

        @Override
        public TenantId next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            last = page.remove();
            return last;
        }
    }
}
