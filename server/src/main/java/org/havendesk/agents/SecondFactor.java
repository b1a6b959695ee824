package org.havendesk.agents;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.havendesk.platform.AccountHosts;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Agent;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.SystemEvent;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.TooMany;
import org.havendesk.platform.Unauthenticated;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The second proof of who somebody is: a code of their authenticator app, a passkey, or one of ten codes on paper. */
@Service
class SecondFactor {
    private final TotpRows totp;
    private final PasskeyRows passkeys;
    private final RecoveryCodes recovery;
    private final Halfways halfways;
    private final Sessions sessions;
    private final SecurityRulesRows rules;
    private final AgentRows agents;
    private final OwnPassword own;
    private final Limits limits;
    private final AccountHosts accounts;
    private final Passes passes;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    SecondFactor(
            TotpRows totp,
            PasskeyRows passkeys,
            RecoveryCodes recovery,
            Halfways halfways,
            Sessions sessions,
            SecurityRulesRows rules,
            AgentRows agents,
            OwnPassword own,
            Limits limits,
            AccountHosts accounts,
            Passes passes,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.totp = totp;
        this.passkeys = passkeys;
        this.recovery = recovery;
        this.halfways = halfways;
        this.sessions = sessions;
        this.rules = rules;
        this.agents = agents;
        this.own = own;
        this.limits = limits;
        this.accounts = accounts;
        this.passes = passes;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * How an agent's second factor stands. A passkey is one as well as an authenticator app.
     *
     * @param on whether there is an authenticator app
     * @param passkeys how many there are
     * @param recoveryCodes how many are left
     * @param requiredFrom from when on the account asks for one; null when it does not
     */
    record State(
            boolean on,
            @Nullable Instant since,
            int passkeys,
            int recoveryCodes,
            @Nullable Instant requiredFrom) {}

    /**
     * A secret for an app.
     *
     * @param secret in Base32, to type
     * @param uri to open in an app on the same device
     * @param qr the same as an SVG picture
     */
    record Offer(String secret, String uri, String qr) {}

    State of(Agent agent) {
        return in(() -> {
            var since = totp.since(agent.tenant(), agent.id());
            var required = agents.find(agent.tenant(), agent.id())
                    .flatMap(colleague -> rules.of(agent.tenant()).factorFrom(colleague));
            return new State(
                    since.isPresent(),
                    since.orElse(null),
                    passkeys.count(agent.tenant(), agent.id()),
                    recovery.left(agent.tenant(), agent.id()),
                    required.orElse(null));
        });
    }

    /** Whether an agent has to show a second proof. */
    boolean isOn(TenantId tenant, AgentId agent) {
        return in(() -> totp.since(tenant, agent).isPresent() || passkeys.count(tenant, agent) > 0);
    }

    /** Whether an agent has a passkey. */
    boolean hasPasskey(TenantId tenant, AgentId agent) {
        return in(() -> passkeys.count(tenant, agent)) > 0;
    }

    /** Whether an agent has an authenticator app. */
    boolean hasApp(TenantId tenant, AgentId agent) {
        return in(() -> totp.since(tenant, agent)).isPresent();
    }

    /**
     * Offers a secret, which counts for nothing until {@link #confirm}.
     *
     * @throws Invalid when the password is wrong
     * @throws Conflict when a second factor is on already
     */
    Offer begin(Agent agent, String password) {
        own.check(agent, "password", password);
        if (hasApp(agent.tenant(), agent.id())) {
            throw new Conflict("factorOn");
        }
        var secret = Totp.newSecret();
        in(() -> {
            totp.offer(agent.tenant(), agent.id(), secret);
            return secret;
        });
        return offer(agent.tenant(), agent.id(), secret);
    }

    /** The offer to somebody who has to enrol before they come in: the same one until they take it. */
    Offer offer(TenantId tenant, AgentId agent) {
        var secret = in(() -> totp.offered(tenant, agent).orElseGet(() -> {
            var fresh = Totp.newSecret();
            totp.offer(tenant, agent, fresh);
            return fresh;
        }));
        return offer(tenant, agent, secret);
    }

    /**
     * Turns the second factor on, when the app shows the right code. Every other session ends.
     *
     * @param session the one that goes on
     * @return recovery codes, to be shown this once
     * @throws Invalid when the code is not right
     * @throws Conflict when nothing was offered, or it is on already
     */
    List<String> confirm(TenantId tenant, AgentId agent, Optional<UUID> session, String code, Client client) {
        limits.tryCode(tenant, agent, client);
        return in(() -> {
            var secret = totp.offered(tenant, agent).orElseThrow(() -> new Conflict("factorNotOffered"));
            var step = Totp.stepOf(secret, code, clock.instant());
            if (step.isEmpty()) {
                throw Invalid.field("code", "code");
            }
            if (!totp.confirm(tenant, agent, step.getAsLong())) {
                throw new Conflict("factorOn");
            }
            limits.provedCode(tenant, agent, client);
            halfways.forget(tenant, agent);
            sessions.endAll(tenant, agent, session);
            tell(tenant, new Actor.OfAgent(agent), agent, "agent.factor-on");
            events.publishEvent(new Noticed(tenant, agent, Notice.FACTOR_ON, Optional.of(client)));
            return recovery.replace(tenant, agent);
        });
    }

    /**
     * Ten new recovery codes; the old ones work no more.
     *
     * @throws Invalid when the code is not right
     * @throws Conflict when no second factor is on
     */
    List<String> renewRecoveryCodes(Agent agent, String code, Client client) {
        requireOn(agent);
        proveField(agent, code, client);
        return in(() -> {
            tell(agent.tenant(), Actor.of(agent), agent.id(), "agent.recovery-codes");
            events.publishEvent(new Noticed(agent.tenant(), agent.id(), Notice.RECOVERY_CODES, Optional.of(client)));
            return recovery.replace(agent.tenant(), agent.id());
        });
    }

    /**
     * The authenticator app is a second factor no more.
     *
     * @throws Invalid when password or code is not right
     * @throws Conflict when it is off, or the account asks for it
     */
    void end(Agent agent, Optional<UUID> session, String password, String code, Client client) {
        if (!hasApp(agent.tenant(), agent.id())) {
            throw new Conflict("factorOff");
        }
        var state = of(agent);
        if (state.requiredFrom() != null && state.passkeys() == 0) {
            throw new Conflict("factorRequired");
        }
        own.check(agent, "password", password);
        proveField(agent, code, client);
        in(() -> {
            remove(agent.tenant(), agent.id(), session);
            tell(agent.tenant(), Actor.of(agent), agent.id(), "agent.factor-off");
            events.publishEvent(new Noticed(agent.tenant(), agent.id(), Notice.FACTOR_OFF, Optional.of(client)));
            return agent;
        });
    }

    /**
     * Somebody has a second factor now who had none: their other sessions end. Runs in the transaction of what makes it.
     *
     * @return recovery codes, to be shown this once
     */
    List<String> begun(TenantId tenant, AgentId agent, Optional<UUID> session) {
        halfways.forget(tenant, agent);
        sessions.endAll(tenant, agent, session);
        return recovery.replace(tenant, agent);
    }

    /**
     * A passkey of somebody is gone. When it was their last second factor, what belongs to one goes too.
     *
     * @throws Conflict when the account asks for a second factor and this was the last one
     */
    void passkeyGone(Agent agent, Optional<UUID> session) {
        var state = of(agent);
        if (state.on() || state.passkeys() > 0) {
            return;
        }
        if (state.requiredFrom() != null) {
            throw new Conflict("factorRequired");
        }
        remove(agent.tenant(), agent.id(), session);
    }

    /** Takes the second factor from somebody who lost it. Runs in the transaction of whoever may. @return false: none was on */
    boolean reset(Actor actor, TenantId tenant, AgentId agent) {
        if (!isOn(tenant, agent)) {
            return false;
        }
        passkeys.removeAll(tenant, agent);
        remove(tenant, agent, Optional.empty());
        tell(tenant, actor, agent, "agent.factor-reset");
        events.publishEvent(new Noticed(tenant, agent, Notice.FACTOR_OFF, Optional.empty()));
        return true;
    }

    /**
     * Checks the second proof of somebody who signs in. A code of the app and a recovery code are taken once.
     *
     * @throws Unauthenticated when it is not right, or was taken before
     * @throws TooMany when it was wrong too often
     */
    void prove(TenantId tenant, AgentId agent, String code, Client client) {
        if (!isRight(tenant, agent, code, client)) {
            throw new Unauthenticated("code");
        }
    }

    /** @throws Invalid when there is no code, or not the right one */
    void proveField(Agent agent, Optional<String> code, Client client) {
        proveField(agent, code.orElseThrow(() -> Invalid.field("code", "required")), client);
    }

    private void proveField(Agent agent, String code, Client client) {
        if (!isRight(agent.tenant(), agent.id(), code, client)) {
            throw Invalid.field("code", "code");
        }
    }

    private boolean isRight(TenantId tenant, AgentId agent, String code, Client client) {
        limits.tryCode(tenant, agent, client);
        var right = in(() -> isCode(tenant, agent, code) || isRecovery(tenant, agent, code, client));
        if (right) {
            limits.provedCode(tenant, agent, client);
        } else {
            events.publishEvent(SystemEvent.refused(tenant, "code.refused", Optional.of(agent), Place.of(client.ip())));
        }
        return right;
    }

    private boolean isCode(TenantId tenant, AgentId agent, String code) {
        var step = totp.used(tenant, agent)
                .map(secret -> Totp.stepOf(secret, code, clock.instant()))
                .filter(found -> found.isPresent());
        return step.isPresent() && totp.take(tenant, agent, step.get().getAsLong());
    }

    private boolean isRecovery(TenantId tenant, AgentId agent, String code, Client client) {
        var used = recovery.use(tenant, agent, code);
        if (used) {
            tell(tenant, new Actor.OfAgent(agent), agent, "agent.recovery-code-used");
            events.publishEvent(new Noticed(tenant, agent, Notice.RECOVERY_CODE_USED, Optional.of(client)));
        }
        return used;
    }

    private void requireOn(Agent agent) {
        if (!isOn(agent.tenant(), agent.id())) {
            throw new Conflict("factorOff");
        }
    }

    private void remove(TenantId tenant, AgentId agent, Optional<UUID> session) {
        totp.remove(tenant, agent);
        if (passkeys.count(tenant, agent) == 0) {
            recovery.forget(tenant, agent);
        }
        halfways.forget(tenant, agent);
        sessions.endAll(tenant, agent, session);
        passes.forget(tenant);
    }

    private Offer offer(TenantId tenant, AgentId agent, byte[] secret) {
        var email =
                in(() -> agents.profile(tenant, agent)).orElseThrow().email().value();
        var issuer = accounts.site(tenant).map(site -> site.name()).orElse("Havendesk");
        var uri = Totp.uri(issuer, email, secret);
        return new Offer(Totp.base32(secret), uri, QrPicture.svg(uri));
    }

    private void tell(TenantId tenant, Actor actor, AgentId agent, String action) {
        events.publishEvent(new Happened(tenant, actor, action, "agent", agent.value(), ""));
    }

    private <T> T in(Supplier<T> work) {
        return transaction.execute(state -> work.get());
    }
}
