package org.havendesk.agents;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Forbidden;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.web.Links;
import org.havendesk.platform.web.SignedIn;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Where an account lets its agents sign in, for whoever holds {@link Permission#MANAGE_SECURITY}. */
@Service
class Providers {
    private static final int MOST = 10;
    private static final int MAX_NAME = 60;
    private static final int MAX_CLIENT = 255;
    private static final int MAX_SECRET = 500;
    private static final int MOST_DOMAINS = 50;
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private final ProviderRows rows;
    private final OpenId openId;
    private final FreshSession fresh;
    private final SecondFactor factor;
    private final AgentRows agents;
    private final Links links;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Providers(
            ProviderRows rows,
            OpenId openId,
            FreshSession fresh,
            SecondFactor factor,
            AgentRows agents,
            Links links,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.openId = openId;
        this.fresh = fresh;
        this.factor = factor;
        this.agents = agents;
        this.links = links;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What somebody wants a provider to be.
     *
     * @param secret empty: as it was, or none for a public client
     * @param domains empty: as they were, or any
     */
    record Wanted(
            String name,
            String issuer,
            String clientId,
            Optional<String> secret,
            boolean vouches,
            boolean enabled,
            Optional<List<String>> domains) {}

    /** @throws Forbidden when this agent may not manage security */
    List<Provider> of(Agent agent) {
        agent.require(Permission.MANAGE_SECURITY);
        return in(() -> rows.of(agent.tenant()));
    }

    /** The enabled ones, for whoever is about to sign in. */
    List<Provider> shown(TenantId tenant) {
        return in(() -> enabled(tenant));
    }

    boolean only(TenantId tenant) {
        return in(() -> rows.only(tenant));
    }

    /** What the provider must know to send browsers back. */
    String back(TenantId tenant, Provider provider) {
        return links.to(tenant, provider.back());
    }

    /** The same of one that is yet to be added, with {@code {key}} in place of its key. */
    String back(TenantId tenant) {
        return links.to(tenant, Provider.back("{key}"));
    }

    /**
     * There is such a provider from now on. Whoever was known at another issuer under this key is asked anew.
     *
     * @throws FreshSession.Stale when they showed too long ago who they are
     * @throws Invalid when something cannot be used, or nothing at the issuer describes itself as it
     * @throws Conflict when there are as many as one can have, or it would be disabled as the last one of an account that
     *     lets agents in by a provider only
     */
    Provider write(SignedIn signedIn, String key, Wanted wanted) {
        var agent = signedIn.agent();
        agent.require(Permission.MANAGE_SECURITY);
        check(key, wanted);
        var domains = wanted.domains().map(Providers::domains);
        fresh.require(signedIn);
        try {
            openId.check(wanted.issuer());
        } catch (OpenId.Refused e) {
            throw Invalid.field("issuer", "issuer");
        }
        return in(() -> {
            var before = rows.find(agent.tenant(), key);
            if (before.isEmpty() && rows.of(agent.tenant()).size() >= MOST) {
                throw new Conflict("providers", MOST);
            }
            var provider = new Provider(
                    key,
                    wanted.name().strip(),
                    wanted.issuer(),
                    wanted.clientId(),
                    wanted.vouches(),
                    wanted.enabled(),
                    domains.or(() -> before.map(Provider::domains)).orElse(List.of()),
                    before.map(Provider::createdAt).orElseGet(clock::instant));
            rows.write(agent.tenant(), provider, secret(agent.tenant(), before, wanted));
            requireOpen(agent.tenant());
            events.publishEvent(Happened.by(
                    agent,
                    before.isEmpty() ? "provider.added" : "provider.changed",
                    "account",
                    agent.tenant().value()));
            return provider;
        });
    }

    /**
     * Nobody comes in by it any more.
     *
     * @throws NotFound when there is no such provider
     * @throws Conflict when it is the last one of an account that lets agents in by a provider only
     */
    void remove(SignedIn signedIn, String key) {
        var agent = signedIn.agent();
        agent.require(Permission.MANAGE_SECURITY);
        in(() -> {
            if (!rows.remove(agent.tenant(), key)) {
                throw new NotFound("provider");
            }
            fresh.require(signedIn);
            requireOpen(agent.tenant());
            events.publishEvent(Happened.by(
                    agent, "provider.removed", "account", agent.tenant().value()));
            return key;
        });
    }

    /**
     * Whether agents who are no owners come in by a provider only. Owners keep their password and second factor.
     *
     * @throws Conflict when nobody has shown yet that the provider works, or the asker is no owner with a password and a
     *     second factor: nobody could come in to put it right
     */
    void let(SignedIn signedIn, boolean only) {
        var agent = signedIn.agent();
        agent.require(Permission.MANAGE_SECURITY);
        fresh.require(signedIn);
        if (only) {
            requireWayBack(agent);
        }
        in(() -> {
            rows.writeOnly(agent.tenant(), only);
            events.publishEvent(Happened.by(
                    agent, "security.providers-only", "account", agent.tenant().value(), only ? "on" : "off"));
            return only;
        });
    }

    /** @throws Conflict when agents come in by a provider only, and there is none left that they could come in by */
    private void requireOpen(TenantId tenant) {
        if (rows.only(tenant) && enabled(tenant).isEmpty()) {
            throw new Conflict("lastProvider");
        }
    }

    private List<Provider> enabled(TenantId tenant) {
        return List.copyOf(rows.of(tenant).stream().filter(Provider::enabled).toList());
    }

    private void requireWayBack(Agent agent) {
        var owner = in(() -> agents.find(agent.tenant(), agent.id()))
                .filter(colleague -> colleague.role() == Role.OWNER)
                .isPresent();
        var password = in(() -> agents.passwordHash(agent.tenant(), agent.id())).isPresent();
        if (!owner || !password || !factor.isOn(agent.tenant(), agent.id())) {
            throw new Conflict("wayBack");
        }
        if (!in(() -> isKnown(agent))) {
            throw new Conflict("providerUntried");
        }
    }

    /** Whether they have come in by a provider that is enabled. */
    private boolean isKnown(Agent agent) {
        var open = enabled(agent.tenant()).stream().map(Provider::key).toList();
        return rows.identities(agent.tenant(), agent.id()).stream().anyMatch(known -> open.contains(known.provider()));
    }

    private Optional<String> secret(TenantId tenant, Optional<Provider> before, Wanted wanted) {
        return wanted.secret().isPresent()
                        || before.isEmpty()
                        || !before.get().issuer().equals(wanted.issuer())
                ? wanted.secret()
                : rows.secret(tenant, before.get().key());
    }

    private static void check(String key, Wanted wanted) {
        new Invalid.Check()
                .that(KEY.matcher(key).matches(), "key", "value")
                .that(!wanted.name().isBlank(), "name", "required")
                .that(wanted.name().length() <= MAX_NAME, "name", "tooLong", MAX_NAME)
                .that(wanted.name().chars().noneMatch(Character::isISOControl), "name", "value")
                .that(!wanted.clientId().isBlank(), "clientId", "required")
                .that(wanted.clientId().length() <= MAX_CLIENT, "clientId", "tooLong", MAX_CLIENT)
                .that(
                        wanted.secret()
                                .filter(secret -> secret.length() > MAX_SECRET)
                                .isEmpty(),
                        "clientSecret",
                        "tooLong",
                        MAX_SECRET)
                .done();
    }

    /** @throws Invalid with the first that is no domain, as a person typed it */
    private static List<String> domains(List<String> typed) {
        if (typed.size() > MOST_DOMAINS) {
            throw Invalid.field("domains", "tooMany", MOST_DOMAINS);
        }
        return typed.stream().map(Providers::domain).distinct().sorted().toList();
    }

    private static String domain(String typed) {
        return EmailAddress.asciiDomain(typed.strip().replaceFirst("^@", ""))
                .filter(domain -> domain.contains("."))
                .orElseThrow(() -> Invalid.field("domains", "mailDomain", typed.strip()));
    }

    private <T> T in(Supplier<T> work) {
        return transaction.execute(state -> work.get());
    }
}
