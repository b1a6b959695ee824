package org.havendesk.agents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.TooMany;
import org.springframework.stereotype.Component;

/**
 * How often the doors of signing in may be tried. Each wrong try beyond the free ones makes the next wait longer, and is
 * forgotten with time: nobody is locked out for good. What an attacker uses up for one address from one place leaves its
 * owner's own place open, and a browser that its owner used before does not wait for what strangers try.
 */
@Component
class Limits {
    private static final Duration FORGETS = Duration.ofMinutes(6);

    private enum Limit {
        /** Wrong passwords for one address from one place. */
        SIGN_IN(10, 30, 900),
        /** Wrong passwords for one address from anywhere, by browsers that were never seen. */
        SIGN_IN_ADDRESS(60, 5, 60),
        /** Wrong passwords from one place. */
        SIGN_IN_PLACE(300, 10, 300),
        /** Wrong current passwords of one agent. */
        CURRENT(10, 30, 900),
        /** Wrong codes of one agent from one place. */
        CODE(10, 60, 1800),
        /** Wrong codes of one agent from anywhere. */
        CODE_AGENT(40, 60, 300);

        private final Patience.Rule rule;

        Limit(int free, int firstSeconds, int mostSeconds) {
            var forgets = FORGETS.dividedBy(Math.max(1, free / 10));
            this.rule =
                    new Patience.Rule(free, Duration.ofSeconds(firstSeconds), Duration.ofSeconds(mostSeconds), forgets);
        }
    }

    /** What is counted under one name. */
    private record Tried(Limit limit, String name) {}

    private static final int MAILS_AN_HOUR = 5;
    private static final int MAILS_AN_HOUR_FROM_A_PLACE = 60;
    private static final int CHALLENGES_AN_HOUR = 600;
    private static final int TOKENS_AN_HOUR = 3_600;
    private static final int DIRECTORY_AN_HOUR = 7_200;

    private final Cache<Tried, Patience> tried = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterAccess(Duration.ofHours(2))
            .build();
    private final Cache<String, Bucket> mails = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofHours(2))
            .build();
    private final Clock clock;

    Limits(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param known whether this address signed in with this browser before
     * @throws TooMany when this address or place was tried too often; says when the next try is possible
     */
    void trySignIn(TenantId tenant, EmailAddress address, Client client, boolean known) {
        signIn(tenant, address, client, known).forEach(this::take);
    }

    /** A try that succeeded counts for nothing. */
    void signedIn(TenantId tenant, EmailAddress address, Client client, boolean known) {
        signIn(tenant, address, client, known).forEach(this::giveBack);
    }

    /** @throws TooMany when this place asked too often */
    void askForMail(Client client) {
        var probe =
                mails("place " + client.network(), MAILS_AN_HOUR_FROM_A_PLACE).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooMany(
                    "mail", Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }

    /** @throws TooMany when this place asked too often */
    void askForChallenge(Client client) {
        var probe = mails("challenges " + client.network(), CHALLENGES_AN_HOUR).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooMany(
                    "signIn", Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }

    /** @throws TooMany when apps asked an account too often from this place */
    void askForToken(TenantId tenant, Client client) {
        var probe = mails("tokens " + tenant + " " + client.network(), TOKENS_AN_HOUR)
                .tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooMany(
                    "tokens", Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }

    /** @throws TooMany when a directory asked an account too often from this place */
    void askForDirectory(TenantId tenant, Client client) {
        var probe = mails("directory " + tenant + " " + client.network(), DIRECTORY_AN_HOUR)
                .tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooMany(
                    "directory",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }

    /** Whether one more mail may go to this address; silent, since the answer would tell that it is known. */
    boolean mayMail(TenantId tenant, EmailAddress address) {
        return mails(tenant + " " + address, MAILS_AN_HOUR).tryConsume(1);
    }

    /** @throws TooMany when the current password was given wrongly too often */
    void tryCurrent(TenantId tenant, AgentId agent) {
        take(new Tried(Limit.CURRENT, tenant + " " + agent));
    }

    void provedCurrent(TenantId tenant, AgentId agent) {
        giveBack(new Tried(Limit.CURRENT, tenant + " " + agent));
    }

    /** @throws TooMany when this agent's codes were tried too often */
    void tryCode(TenantId tenant, AgentId agent, Client client) {
        codes(tenant, agent, client).forEach(this::take);
    }

    void provedCode(TenantId tenant, AgentId agent, Client client) {
        codes(tenant, agent, client).forEach(this::giveBack);
    }

    private static List<Tried> codes(TenantId tenant, AgentId agent, Client client) {
        return List.of(
                new Tried(Limit.CODE, tenant + " " + agent + " " + client.network()),
                new Tried(Limit.CODE_AGENT, tenant + " " + agent));
    }

    private static List<Tried> signIn(TenantId tenant, EmailAddress address, Client client, boolean known) {
        var ownBrowser = new Tried(Limit.SIGN_IN, tenant + " " + address + " " + client.device());
        return known
                ? List.of(ownBrowser)
                : List.of(
                        new Tried(Limit.SIGN_IN, tenant + " " + address + " " + client.network()),
                        new Tried(Limit.SIGN_IN_ADDRESS, tenant + " " + address),
                        new Tried(Limit.SIGN_IN_PLACE, client.network()));
    }

    /** Counts before it is known whether the try is right, so that a thousand at once are a thousand tries. */
    private void take(Tried what) {
        var now = clock.instant();
        var rule = what.limit().rule;
        var wait = new AtomicReference<>(Duration.ZERO);
        tried.asMap().compute(what, (key, before) -> {
            var patience = before == null ? Patience.fresh(now) : before;
            wait.set(patience.wait(rule, now));
            return wait.get().isPositive() ? patience : patience.tried(rule, now);
        });
        if (wait.get().isPositive()) {
            throw new TooMany("signIn", wait.get().plusSeconds(1));
        }
    }

    private void giveBack(Tried what) {
        tried.asMap().computeIfPresent(what, (key, patience) -> patience.right());
    }

    private Bucket mails(String name, int anHour) {
        return mails.get(
                name,
                unused -> Bucket.builder()
                        .addLimit(rate -> rate.capacity(anHour).refillGreedy(anHour, Duration.ofHours(1)))
                        .withCustomTimePrecision(new ClockMeter(clock))
                        .build());
    }
}
