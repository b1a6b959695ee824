package org.havendesk.agents;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.havendesk.agents.OneTimeLinks.Purpose;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Gone;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Language;
import org.havendesk.platform.SystemEvent;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.havendesk.platform.TooMany;
import org.havendesk.platform.Unauthenticated;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The ways in: by password and by one-time link. Hashing happens between transactions, so that no connection is held
 * while somebody waits for their turn.
 */
@Service
class SignIn {
    private static final String PROVIDER = "provider";

    private final AgentRows rows;
    private final Sessions sessions;
    private final OneTimeLinks links;
    private final Passwords passwords;
    private final AgentLetters letters;
    private final Limits limits;
    private final SecondFactor factor;
    private final Halfways halfways;
    private final OwnPassword own;
    private final PasswordPolicy policy;
    private final Devices devices;
    private final WaysIn ways;
    private final AgentSettings settings;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    SignIn(
            AgentRows rows,
            Sessions sessions,
            OneTimeLinks links,
            Passwords passwords,
            AgentLetters letters,
            Limits limits,
            SecondFactor factor,
            Halfways halfways,
            OwnPassword own,
            PasswordPolicy policy,
            Devices devices,
            WaysIn ways,
            AgentSettings settings,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.sessions = sessions;
        this.links = links;
        this.passwords = passwords;
        this.letters = letters;
        this.limits = limits;
        this.factor = factor;
        this.halfways = halfways;
        this.own = own;
        this.policy = policy;
        this.devices = devices;
        this.ways = ways;
        this.settings = settings;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Signs somebody in by what they remember; who has a second factor is halfway in.
     *
     * @throws Unauthenticated when address and password do not belong together, whatever the reason
     * @throws WaysIn.ProviderNeeded when they do, and the account lets them in by a provider only
     * @throws TooMany when it was tried too often
     */
    Entry byPassword(TenantId tenant, String email, String password, Client client) {
        var agent = known(tenant, email, password, client);
        return in(() -> enter(tenant, agent, client, "password", false));
    }

    /**
     * Signs in a program that has all proofs at hand.
     *
     * @return the token of a new session
     * @throws Unauthenticated when address and password do not belong together, or the code is not right
     * @throws StepNeeded when a code is missing, or a second factor must be set up first
     * @throws TooMany when it was tried too often
     */
    String byPassword(TenantId tenant, String email, String password, Optional<String> code, Client client) {
        var agent = proved(tenant, email, password, code, client);
        return in(() -> sessions.begin(tenant, agent, client, "password"));
    }

    /**
     * Who it is that shows all proofs.
     *
     * @throws Unauthenticated when address and password do not belong together, or the code is not right
     * @throws StepNeeded when a code is missing, or a second factor must be set up first
     * @throws TooMany when it was tried too often
     */
    AgentId proved(TenantId tenant, String email, String password, Optional<String> code, Client client) {
        var agent = known(tenant, email, password, client);
        prove(tenant, agent, code, client);
        return agent;
    }

    /**
     * The code of whoever is halfway in.
     *
     * @throws Gone when the first step was too long ago, or no code is missing
     * @throws Unauthenticated when the code is not right
     * @throws TooMany when it was wrong too often
     */
    Entry byCode(TenantId tenant, String halfway, String code, Client client) {
        var known = halfway(tenant, halfway, Step.CODE).orElseThrow(() -> new Gone("link"));
        factor.prove(tenant, known.agent(), code, client);
        return in(() -> {
            halfways.forget(tenant, known.agent());
            return enter(tenant, known.agent(), client, known.how(), true);
        });
    }

    /**
     * Lets in whose provider says who they are. Runs in the transaction in which that is noted.
     *
     * @param vouched whether the provider's word counts as both proofs
     */
    Entry byProvider(TenantId tenant, AgentId agent, Client client, boolean vouched) {
        halfways.forget(tenant, agent);
        return vouched
                ? new Entry.In(sessions.begin(tenant, agent, client, PROVIDER))
                : enter(tenant, agent, client, PROVIDER, false);
    }

    /**
     * Lets in whose device has just proved that it is they: that is both proofs at once.
     *
     * @throws WaysIn.ProviderNeeded when the account lets them in by a provider only
     */
    Entry byPasskey(TenantId tenant, AgentId agent, Client client) {
        return in(() -> {
            ways.require(tenant, agent);
            halfways.forget(tenant, agent);
            return new Entry.In(sessions.begin(tenant, agent, client, "passkey"));
        });
    }

    /** Whoever is halfway in has given the second proof otherwise than by a code. */
    Entry proved(TenantId tenant, Halfways.Known known, Client client) {
        return in(() -> {
            halfways.forget(tenant, known.agent());
            return enter(tenant, known.agent(), client, known.how(), true);
        });
    }

    /** Who is halfway in and owes this step; empty when the first one was too long ago. */
    Optional<Halfways.Known> halfway(TenantId tenant, String token, Step step) {
        return in(() -> halfways.find(tenant, token)
                .filter(known ->
                        rows.missing(tenant, known.agent(), known.proved()).equals(Optional.of(step))));
    }

    /**
     * Somebody takes the second factor that they were asked to set up.
     *
     * @throws Gone when the first step was too long ago
     * @throws Invalid when the code is not right
     */
    Enrolled enrol(TenantId tenant, String halfway, String code, Client client) {
        var known = halfway(tenant, halfway, Step.ENROL).orElseThrow(() -> new Gone("link"));
        var codes = factor.confirm(tenant, known.agent(), Optional.empty(), code, client);
        return new Enrolled(in(() -> enter(tenant, known.agent(), client, known.how(), true)), codes);
    }

    /**
     * Somebody whose password was too old sets another one.
     *
     * @throws Gone when the first step was too long ago
     * @throws Invalid when the password is the old one or easy to guess
     */
    Entry renewPassword(TenantId tenant, String halfway, String password, Client client) {
        var known = halfway(tenant, halfway, Step.PASSWORD).orElseThrow(() -> new Gone("link"));
        var profile = in(() -> rows.profile(tenant, known.agent())).orElseThrow();
        policy.check(tenant, profile, password);
        var hash = passwords.hash(password);
        return in(() -> {
            write(tenant, known.agent(), hash, Optional.empty(), client);
            return enter(tenant, known.agent(), client, known.how(), known.proved());
        });
    }

    /** @param codes recovery codes, to be shown this once */
    record Enrolled(Entry entry, List<String> codes) {}

    private AgentId known(TenantId tenant, String email, String password, Client client) {
        var address = EmailAddress.parse(email).orElseGet(() -> new EmailAddress("nobody@invalid"));
        var id = in(() -> rows.byEmail(tenant, address));
        var seen = id.filter(agent -> devices.knows(tenant, agent, client.device()))
                .isPresent();
        tryOnceMore(tenant, address, id, client, seen);
        var hash = id.flatMap(known -> in(() -> rows.passwordHash(tenant, known)));
        if (!passwords.matches(password, hash)) {
            id.ifPresent(agent -> events.publishEvent(
                    SystemEvent.refused(tenant, "sign-in.refused", Optional.of(agent), Place.of(client.ip()))));
            throw new Unauthenticated("credentials");
        }
        limits.signedIn(tenant, address, client, seen);
        in(() -> {
            ways.require(tenant, id.orElseThrow());
            return id;
        });
        hash.filter(passwords::isDated).ifPresent(dated -> rehash(tenant, id.orElseThrow(), dated, password));
        return id.orElseThrow();
    }

    /** @throws TooMany when it was tried too often; a storm at the door shows in the event log, whomever it looks for */
    private void tryOnceMore(
            TenantId tenant, EmailAddress address, Optional<AgentId> agent, Client client, boolean seen) {
        try {
            limits.trySignIn(tenant, address, client, seen);
        } catch (TooMany e) {
            events.publishEvent(SystemEvent.refused(tenant, "sign-in.storm", agent, Place.of(client.ip())));
            throw e;
        }
    }

    /** A hash takes over changed settings on the one occasion that its password is known. */
    private void rehash(TenantId tenant, AgentId agent, String before, String password) {
        var hash = passwords.hash(password);
        transaction.executeWithoutResult(state -> rows.rehash(tenant, agent, before, hash));
    }

    private void prove(TenantId tenant, AgentId agent, Optional<String> code, Client client) {
        var step = in(() -> rows.missing(tenant, agent, false));
        if (step.isEmpty()) {
            return;
        }
        if (step.get() != Step.CODE || code.isEmpty()) {
            throw StepNeeded.of(step.get());
        }
        factor.prove(tenant, agent, code.get(), client);
        in(() -> rows.missing(tenant, agent, true)).ifPresent(then -> {
            throw StepNeeded.of(then);
        });
    }

    private Entry enter(TenantId tenant, AgentId agent, Client client, String how, boolean proved) {
        return rows.missing(tenant, agent, proved)
                .filter(step -> step != Step.PASSWORD || !how.equals(PROVIDER))
                .<Entry>map(step -> new Entry.Halfway(halfways.begin(tenant, agent, how, proved), step))
                .orElseGet(() -> new Entry.In(sessions.begin(tenant, agent, client, how)));
    }

    /**
     * Signs in who was just given this account.
     *
     * @throws Gone when the link never was, was used, or is older than ten seconds
     */
    Entry byLink(TenantId tenant, String token, Client client) {
        return in(() -> {
            var agent = links.use(tenant, token, Set.of(Purpose.ENTER));
            return enter(tenant, agent, client, "enter", false);
        });
    }

    /**
     * Sends a link to set a new password, when somebody of this account has this address. The answer is the same
     * otherwise.
     *
     * @throws TooMany when this place asked too often
     */
    void askForPassword(TenantId tenant, String email, Language language, Client client) {
        limits.askForMail(client);
        var address = EmailAddress.parse(email);
        var known = address.filter(a -> limits.mayMail(tenant, a))
                .flatMap(a -> in(() -> rows.byEmail(tenant, a)))
                .flatMap(id -> in(() -> rows.profile(tenant, id)));
        if (known.isPresent()) {
            in(() -> mailPassword(tenant, known.get()));
        } else {
            letters.pretend(tenant, nobody(language), Tokens.next());
        }
    }

    /** Whom a link to set a password is for; empty when it works no more. */
    Optional<Profile> invited(TenantId tenant, String token) {
        return in(() ->
                links.peek(tenant, token, OneTimeLinks.TO_SET_PASSWORD).flatMap(agent -> rows.profile(tenant, agent)));
    }

    /**
     * Sets the password of whom the link is for, ends their other sessions and signs them in; who has a second factor is
     * halfway in.
     *
     * @throws Gone when the link never was, was used, or is too old
     * @throws Invalid when the password is easy to guess; the link still works then
     */
    Entry setPassword(TenantId tenant, String token, String password, Client client) {
        var profile = invited(tenant, token).orElseThrow(() -> new Gone("link"));
        return replace(
                tenant, token, password, profile, client, agent -> enter(tenant, agent, client, "invitation", false));
    }

    /**
     * As {@link #setPassword(TenantId, String, String, Client)}, for a program that has the code at hand as well.
     *
     * @return the token of a new session
     * @throws StepNeeded when a code is missing; password and link are as before then
     */
    String setPassword(TenantId tenant, String token, String password, Optional<String> code, Client client) {
        var profile = invited(tenant, token).orElseThrow(() -> new Gone("link"));
        prove(tenant, profile.id(), code, client);
        return replace(
                tenant, token, password, profile, client, agent -> sessions.begin(tenant, agent, client, "invitation"));
    }

    private <T> T replace(
            TenantId tenant, String token, String password, Profile profile, Client client, Function<AgentId, T> then) {
        if (!in(() -> ways.areOpen(tenant, profile.id()))) {
            throw Invalid.field("password", "providerNeeded");
        }
        policy.check(tenant, profile, password);
        var hash = passwords.hash(password);
        return in(() -> {
            var agent = links.use(tenant, token, OneTimeLinks.TO_SET_PASSWORD);
            write(tenant, agent, hash, Optional.empty(), client);
            return then.apply(agent);
        });
    }

    /**
     * Another password for somebody who is signed in. Their other sessions end.
     *
     * @throws Invalid when the current password is wrong or the new one easy to guess
     * @throws TooMany when the current password was wrong too often
     */
    void changePassword(Agent agent, Optional<UUID> session, String current, String next, Client client) {
        own.check(agent, "current", current);
        var profile = in(() -> rows.profile(agent.tenant(), agent.id())).orElseThrow();
        policy.check(agent.tenant(), profile, next);
        var fresh = passwords.hash(next);
        in(() -> write(agent.tenant(), agent.id(), fresh, session, client));
    }

    private boolean write(TenantId tenant, AgentId agent, String hash, Optional<UUID> session, Client client) {
        if (rows.passwordHash(tenant, agent).isPresent()) {
            events.publishEvent(new Noticed(tenant, agent, Notice.PASSWORD_CHANGED, Optional.of(client)));
        }
        rows.setPassword(tenant, agent, hash);
        links.forget(tenant, agent, OneTimeLinks.TO_SET_PASSWORD);
        halfways.forget(tenant, agent);
        sessions.endAll(tenant, agent, session);
        events.publishEvent(
                new Happened(tenant, new Actor.OfAgent(agent), "agent.password", "agent", agent.value(), ""));
        return true;
    }

    private boolean mailPassword(TenantId tenant, Profile profile) {
        var token = links.make(tenant, profile.id(), Purpose.PASSWORD, settings.passwordLink());
        letters.password(tenant, profile, token);
        return true;
    }

    private static Profile nobody(Language language) {
        return new Profile(
                new AgentId(new UUID(0, 0)),
                "Nobody",
                new EmailAddress("nobody@invalid"),
                Role.AGENT,
                language,
                "system",
                "UTC",
                "",
                "comfortable");
    }

    private <T> T in(Supplier<T> work) {
        return transaction.execute(state -> work.get());
    }
}
