package org.havendesk.agents;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.havendesk.agents.PasskeyCeremony.Refused;
import org.havendesk.agents.PasskeyChallenges.Purpose;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.Gone;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Unauthenticated;
import org.havendesk.platform.web.SignedIn;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keys that live in somebody's phone, computer or security key and never leave it (WebAuthn Level 3). One that makes sure
 * who holds it lets in alone; any is a second factor. A device shows a key only at the host that it was made for, so no
 * imitated page can ask for it.
 */
@Service
class Passkeys {
    private static final int MOST = 20;
    private static final int MAX_NAME = 60;
    private static final String UNNAMED = "Passkey";

    private final PasskeyRows rows;
    private final PasskeyChallenges challenges;
    private final PasskeyCeremony ceremony;
    private final FreshSession fresh;
    private final SecondFactor factor;
    private final Halfways halfways;
    private final AgentRows agents;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    Passkeys(
            PasskeyRows rows,
            PasskeyChallenges challenges,
            PasskeyCeremony ceremony,
            FreshSession fresh,
            SecondFactor factor,
            Halfways halfways,
            AgentRows agents,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.challenges = challenges;
        this.ceremony = ceremony;
        this.fresh = fresh;
        this.factor = factor;
        this.halfways = halfways;
        this.agents = agents;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @param recoveryCodes to be shown this once; empty when the agent has some already */
    record Added(PasskeyRows.Passkey passkey, List<String> recoveryCodes) {}

    /** An agent's passkeys, the oldest first. */
    List<PasskeyRows.Passkey> of(Agent agent) {
        return in(() -> rows.of(agent.tenant(), agent.id()));
    }

    /**
     * What the agent's device is to make.
     *
     * @throws FreshSession.Stale when they showed too long ago who they are
     * @throws Conflict when they have as many as one can have
     */
    PasskeyWire.CreationOptions offer(SignedIn signedIn, PasskeySite site) {
        fresh.require(signedIn);
        return offer(signedIn.agent().tenant(), signedIn.agent().id(), site);
    }

    /**
     * What the device of somebody is to make who has to set up a second factor before they come in.
     *
     * @throws Conflict when they have as many as one can have
     */
    PasskeyWire.CreationOptions offer(TenantId tenant, AgentId agent, PasskeySite site) {
        var there = in(() -> rows.keptOf(tenant, agent));
        if (there.size() >= MOST) {
            throw new Conflict("passkeys", MOST);
        }
        var profile = in(() -> agents.profile(tenant, agent)).orElseThrow(() -> new NotFound("agent"));
        return new PasskeyWire.CreationOptions(
                new PasskeyWire.Site(site.rpId(), site.name()),
                new PasskeyWire.User(text(handle(agent)), profile.email().value(), profile.name()),
                text(challenges.next(tenant, Purpose.ADD, Optional.of(agent))),
                PasskeyCeremony.ALGORITHMS.stream()
                        .map(algorithm -> PasskeyWire.Algorithm.of(algorithm.getValue()))
                        .toList(),
                PasskeyChallenges.LIFE.toMillis(),
                there.stream().map(Passkeys::descriptor).toList(),
                new PasskeyWire.Selection("preferred", false, "preferred"),
                "none");
    }

    /**
     * The key that the device made is one of the agent's. With the first second factor of theirs come recovery codes, and
     * their other sessions end.
     *
     * @throws FreshSession.Stale when they showed too long ago who they are
     * @throws Invalid when it was not made here and now, is there already, or has no name
     */
    Added add(SignedIn signedIn, PasskeySite site, String name, PasskeyWire.Registration made, Client client) {
        fresh.require(signedIn);
        var agent = signedIn.agent();
        var called = checked(name);
        var kept = made(agent.tenant(), agent.id(), site, made);
        return in(() -> {
            var codes = keep(agent.tenant(), kept, called, signedIn.session(), client);
            return new Added(find(agent, kept.id()), codes);
        });
    }

    /**
     * The key that the device made is the second factor of somebody who has to have one before they come in. It is called
     * after their browser, until they call it otherwise.
     *
     * @param halfway what says that they gave the first proof; it says so no more then
     * @return recovery codes, to be shown this once
     * @throws Gone when the first step was too long ago, or they have set up another one meanwhile
     * @throws Invalid when it was not made here and now, or is there already
     */
    List<String> enrol(
            TenantId tenant,
            AgentId agent,
            String halfway,
            PasskeySite site,
            PasskeyWire.Registration made,
            Client client) {
        var kept = made(tenant, agent, site, made);
        var words = Device.of(client.userAgent()).words();
        return in(() -> {
            if (!halfways.take(tenant, halfway)) {
                throw new Gone("link");
            }
            return keep(tenant, kept, words.isEmpty() ? UNNAMED : words, Optional.empty(), client);
        });
    }

    private List<String> keep(
            TenantId tenant, PasskeyRows.Kept kept, String name, Optional<UUID> session, Client client) {
        var agent = kept.agent();
        var first = !factor.isOn(tenant, agent);
        insert(tenant, kept, name);
        events.publishEvent(
                new Happened(tenant, new Actor.OfAgent(agent), "agent.passkey-added", "passkey", kept.id(), ""));
        events.publishEvent(new Noticed(tenant, agent, Notice.PASSKEY_ADDED, Optional.of(client)));
        return first ? factor.begun(tenant, agent, session) : List.of();
    }

    /** @throws NotFound when this agent has no such passkey */
    PasskeyRows.Passkey rename(Agent agent, UUID id, String name) {
        var called = checked(name);
        return in(() -> {
            if (!rows.rename(agent.tenant(), agent.id(), id, called)) {
                throw new NotFound("passkey");
            }
            events.publishEvent(Happened.by(agent, "agent.passkey-renamed", "passkey", id));
            return find(agent, id);
        });
    }

    /**
     * The key lets nobody in any more.
     *
     * @throws FreshSession.Stale when they showed too long ago who they are
     * @throws NotFound when this agent has no such passkey
     * @throws Conflict when it is their only second factor and the account asks for one
     */
    void remove(SignedIn signedIn, UUID id, Client client) {
        fresh.require(signedIn);
        var agent = signedIn.agent();
        in(() -> {
            if (!rows.remove(agent.tenant(), agent.id(), id)) {
                throw new NotFound("passkey");
            }
            factor.passkeyGone(agent, signedIn.session());
            events.publishEvent(Happened.by(agent, "agent.passkey-removed", "passkey", id));
            events.publishEvent(new Noticed(agent.tenant(), agent.id(), Notice.PASSKEY_REMOVED, Optional.of(client)));
            return id;
        });
    }

    /** What a device is to prove, to let in somebody whom we do not know yet. */
    PasskeyWire.RequestOptions askAnybody(TenantId tenant, PasskeySite site) {
        return request(challenges.next(tenant, Purpose.SIGN_IN, Optional.empty()), site, List.of(), "required");
    }

    /** What the device of somebody we know is to prove. */
    PasskeyWire.RequestOptions ask(TenantId tenant, AgentId agent, Purpose purpose, PasskeySite site) {
        var keys = in(() -> rows.keptOf(tenant, agent)).stream()
                .map(Passkeys::descriptor)
                .toList();
        return request(challenges.next(tenant, purpose, Optional.of(agent)), site, keys, "preferred");
    }

    /**
     * Whose device it is that proves something, when nothing else is known of them.
     *
     * @throws Unauthenticated when the proof does not hold, whatever the reason
     */
    AgentId whose(TenantId tenant, PasskeySite site, PasskeyWire.Proof proof, Client client) {
        return prove(tenant, site, Purpose.SIGN_IN, Optional.empty(), true, proof, client);
    }

    /**
     * The proof of somebody we know.
     *
     * @param verified whether their device must have made sure that it is they
     * @throws Unauthenticated when the proof does not hold, whatever the reason
     */
    void prove(
            TenantId tenant,
            AgentId agent,
            Purpose purpose,
            boolean verified,
            PasskeySite site,
            PasskeyWire.Proof proof,
            Client client) {
        prove(tenant, site, purpose, Optional.of(agent), verified, proof, client);
    }

    private AgentId prove(
            TenantId tenant,
            PasskeySite site,
            Purpose purpose,
            Optional<AgentId> asked,
            boolean verified,
            PasskeyWire.Proof proof,
            Client client) {
        try {
            var shown = ceremony.read(proof);
            if (!challenges.take(tenant, shown.challenge(), purpose, asked)) {
                throw Refused.answer();
            }
            var kept = in(() -> rows.find(tenant, shown.credentialId())).orElseThrow(Refused::answer);
            if (!isOf(kept, asked, shown)) {
                throw Refused.answer();
            }
            check(tenant, site, shown, kept, verified, client);
            return kept.agent();
        } catch (Refused e) {
            throw new Unauthenticated("passkey");
        }
    }

    private void check(
            TenantId tenant,
            PasskeySite site,
            PasskeyCeremony.Shown shown,
            PasskeyRows.Kept kept,
            boolean verified,
            Client client)
            throws Refused {
        try {
            ceremony.check(shown, site, kept, verified);
        } catch (Refused e) {
            if (e.copied()) {
                warn(tenant, kept, client);
            }
            throw e;
        }
        if (!in(() -> rows.used(tenant, kept.id(), shown.count(), shown.backedUp()))) {
            warn(tenant, kept, client);
            throw Refused.answer();
        }
    }

    /** The device names the agent itself when nobody else does; when both do, it must be the same one. */
    private static boolean isOf(PasskeyRows.Kept kept, Optional<AgentId> asked, PasskeyCeremony.Shown shown) {
        var handle = shown.userHandle();
        boolean named =
                handle.filter(said -> Arrays.equals(said, handle(kept.agent()))).isPresent();
        return asked.isPresent() ? asked.get().equals(kept.agent()) && (named || handle.isEmpty()) : named;
    }

    private void warn(TenantId tenant, PasskeyRows.Kept kept, Client client) {
        in(() -> {
            events.publishEvent(new Happened(
                    tenant, new Actor.OfAgent(kept.agent()), "agent.passkey-copied", "passkey", kept.id(), ""));
            events.publishEvent(new Noticed(tenant, kept.agent(), Notice.PASSKEY_COPIED, Optional.of(client)));
            return kept;
        });
    }

    private PasskeyRows.Kept made(
            TenantId tenant, AgentId agent, PasskeySite site, PasskeyWire.Registration registration) {
        try {
            var made = ceremony.read(registration);
            if (!challenges.take(tenant, made.challenge(), Purpose.ADD, Optional.of(agent))) {
                throw Refused.answer();
            }
            return ceremony.check(made, site, agent);
        } catch (Refused e) {
            throw Invalid.field("credential", "passkey");
        }
    }

    private void insert(TenantId tenant, PasskeyRows.Kept kept, String name) {
        try {
            rows.add(tenant, kept, name);
        } catch (DuplicateKeyException e) {
            throw Invalid.field("credential", "passkeyThere");
        }
    }

    private PasskeyRows.Passkey find(Agent agent, UUID id) {
        return rows.of(agent.tenant(), agent.id()).stream()
                .filter(passkey -> passkey.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFound("passkey"));
    }

    private static PasskeyWire.RequestOptions request(
            byte[] challenge, PasskeySite site, List<PasskeyWire.Descriptor> keys, String verification) {
        return new PasskeyWire.RequestOptions(
                text(challenge), PasskeyChallenges.LIFE.toMillis(), site.rpId(), keys, verification);
    }

    private static PasskeyWire.Descriptor descriptor(PasskeyRows.Kept kept) {
        return PasskeyWire.Descriptor.of(text(kept.credentialId()), kept.transports());
    }

    private static String checked(String name) {
        var stripped = name.strip();
        new Invalid.Check()
                .that(!stripped.isEmpty(), "name", "required")
                .that(stripped.length() <= MAX_NAME, "name", "tooLong", MAX_NAME)
                .that(stripped.chars().noneMatch(Character::isISOControl), "name", "value")
                .done();
        return stripped;
    }

    private static byte[] handle(AgentId agent) {
        var id = agent.value();
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private <T> T in(Supplier<T> work) {
        return transaction.execute(state -> work.get());
    }
}
