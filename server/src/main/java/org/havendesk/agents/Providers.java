package org.havendesk.agents;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Conflict;
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
     */
    record Wanted(String name, String issuer, String clientId, Optional<String> secret, boolean vouches) {}

    /** @throws Forbidden when this agent may not manage security */
    List<Provider> of(Agent agent) {
        agent.require(Permission.MANAGE_SECURITY);
        return shown(agent.tenant());
    }

    /** The same for whoever is about to sign in. */
    List<Provider> shown(TenantId tenant) {
        return in(() -> rows.of(tenant));
    }

    boolean only(TenantId tenant) {
        return in(() -> rows.only(tenant));
    }

    /** What the provider must know to send browsers back. */
    String back(TenantId tenant, Provider provider) {
        return links.to(tenant, provider.back());
    }

    /**
     * There is such a provider from now on. Whoever was known at another issuer under this key is asked anew.
     *
     * @throws FreshSession.Stale when they showed too long ago who they are
     * @throws Invalid when something cannot be used, or nothing at the issuer describes itself as it
     * @throws Conflict when there are as many as one can have
     */
    Provider write(SignedIn signedIn, String key, Wanted wanted) {
        var agent = signedIn.agent();
        agent.require(Permission.MANAGE_SECURITY);
        check(key, wanted);
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
                    before.map(Provider::createdAt).orElseGet(clock::instant));
            rows.write(agent.tenant(), provider, secret(agent.tenant(), before, wanted));
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
            if (rows.only(agent.tenant()) && rows.of(agent.tenant()).isEmpty()) {
                throw new Conflict("lastProvider");
            }
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

    private void requireWayBack(Agent agent) {
        var owner = in(() -> agents.find(agent.tenant(), agent.id()))
                .filter(colleague -> colleague.role() == Role.OWNER)
                .isPresent();
        var password = in(() -> agents.passwordHash(agent.tenant(), agent.id())).isPresent();
        if (!owner || !password || !factor.isOn(agent.tenant(), agent.id())) {
            throw new Conflict("wayBack");
        }
        if (in(() -> rows.identities(agent.tenant(), agent.id())).isEmpty()) {
            throw new Conflict("providerUntried");
        }
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

    private <T> T in(Supplier<T> work) {
        return transaction.execute(state -> work.get());
    }
}
