package org.havendesk.agents;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Happened;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.havendesk.platform.Unauthenticated;
import org.havendesk.platform.web.SignedIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The way in by a provider. Who comes for the first time is known by an address that the provider has verified; from then on
 * by what the provider calls them, so that nobody inherits a colleague together with their address.
 */
@Service
class ProviderSignIn {
    private static final Logger log = LoggerFactory.getLogger(ProviderSignIn.class);

    private final ProviderRows rows;
    private final ProviderAttempts attempts;
    private final Providers providers;
    private final OpenId openId;
    private final SignIn signIn;
    private final AgentRows agents;
    private final FreshSession fresh;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    ProviderSignIn(
            ProviderRows rows,
            ProviderAttempts attempts,
            Providers providers,
            OpenId openId,
            SignIn signIn,
            AgentRows agents,
            FreshSession fresh,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.attempts = attempts;
        this.providers = providers;
        this.openId = openId;
        this.signIn = signIn;
        this.agents = agents;
        this.fresh = fresh;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @param browser the secret for the browser's cookie */
    record Started(URI way, String browser) {}

    /**
     * What came back with the browser.
     *
     * @param issuer who says to have sent it (RFC 9207)
     */
    record Returned(String state, Optional<String> code, Optional<String> issuer) {}

    /** @param next where they wanted to go */
    record Arrived(Entry entry, String next) {}

    /**
     * @throws NotFound when there is no such provider, or it is not enabled
     * @throws Unauthenticated when the provider does not answer
     */
    Started start(TenantId tenant, String key, String next) {
        var provider = find(tenant, key);
        var state = Tokens.next();
        var ties = new OpenId.Ties(Tokens.next());
        try {
            var way = openId.way(provider, providers.back(tenant, provider), state, ties);
            attempts.begin(tenant, provider, state, ties.secret(), next);
            return new Started(way, ties.secret());
        } catch (OpenId.Refused e) {
            throw refused(tenant, provider, e);
        }
    }

    /**
     * @param browser what its cookie holds
     * @throws NotFound when there is no such provider
     * @throws Unauthenticated when the browser was not sent there by us, or the provider does not say who this is, or says
     *     somebody who does not work here or whose address is of another domain than those that may come
     */
    Arrived arrive(TenantId tenant, String key, Returned returned, String browser, Client client) {
        var provider = find(tenant, key);
        var next = attempts.take(tenant, provider, returned.state(), browser)
                .orElseThrow(() -> new Unauthenticated("provider"));
        try {
            if (!openId.isFrom(provider, returned.issuer())) {
                throw new OpenId.Refused("The answer is of another provider");
            }
            var code = returned.code().orElseThrow(() -> new OpenId.Refused("The provider said no"));
            var secret = in(() -> rows.secret(tenant, key));
            var person =
                    openId.redeem(provider, secret, providers.back(tenant, provider), code, new OpenId.Ties(browser));
            return new Arrived(in(() -> enter(tenant, provider, person, client)), next);
        } catch (OpenId.Refused e) {
            throw refused(tenant, provider, e);
        }
    }

    /** Where an agent is known. */
    List<ProviderRows.Identity> of(Agent agent) {
        return in(() -> rows.identities(agent.tenant(), agent.id()));
    }

    /**
     * The provider's word counts no more for this agent, until they come by it again.
     *
     * @throws NotFound when they are nobody there
     */
    void unlink(SignedIn signedIn, String key) {
        var agent = signedIn.agent();
        in(() -> {
            if (!rows.unlink(agent.tenant(), agent.id(), key)) {
                throw new NotFound("provider");
            }
            fresh.require(signedIn);
            events.publishEvent(Happened.by(
                    agent, "agent.identity-unlinked", "agent", agent.id().value()));
            return key;
        });
    }

    private Entry enter(TenantId tenant, Provider provider, OpenId.Person person, Client client) {
        if (!provider.lets(person.email())) {
            throw new Unauthenticated("providerDomain");
        }
        var agent =
                rows.linked(tenant, provider, person.subject()).orElseGet(() -> link(tenant, provider, person, client));
        if (!rows.arrive(tenant, agent)) {
            throw new Unauthenticated("providerNobody");
        }
        var entry = signIn.byProvider(tenant, agent, client, provider.vouches());
        if (provider.vouches() && entry instanceof Entry.In(var token)) {
            rows.vouch(tenant, token);
        }
        return entry;
    }

    private AgentId link(TenantId tenant, Provider provider, OpenId.Person person, Client client) {
        var agent = person.email().orElseThrow(() -> new Unauthenticated("providerUnverified"));
        var known = agents.byEmail(tenant, agent).orElseThrow(() -> new Unauthenticated("providerNobody"));
        if (!rows.link(tenant, provider, person.subject(), known)) {
            throw new Unauthenticated("providerOther");
        }
        events.publishEvent(
                new Happened(tenant, new Actor.OfAgent(known), "agent.identity-linked", "agent", known.value(), ""));
        events.publishEvent(new Noticed(tenant, known, Notice.IDENTITY_LINKED, Optional.of(client)));
        return known;
    }

    private Provider find(TenantId tenant, String key) {
        return in(() -> rows.find(tenant, key)).filter(Provider::enabled).orElseThrow(() -> new NotFound("provider"));
    }

    /** Why is for whoever runs the installation; the words hold nothing of a person. */
    private static Unauthenticated refused(TenantId tenant, Provider provider, OpenId.Refused why) {
        log.info("Sign-in by provider {} of account {} refused: {}", provider.key(), tenant, why.getMessage());
        return new Unauthenticated("provider");
    }

    private <T> T in(Supplier<T> work) {
        return transaction.execute(state -> work.get());
    }
}
