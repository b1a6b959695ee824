package org.havendesk.agents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.TooMany;
import org.springframework.stereotype.Component;

/**
 * How often the doors of signing in may be tried. Tries come back with time, so nobody is locked out for good; what an
 * attacker uses up for one address from one place leaves its owner's own place open.
 */
@Component
class Limits {
    private enum Limit {
        /** Wrong passwords for one address from one place. */
        SIGN_IN(10),
        /** Wrong passwords for one address from anywhere. */
        SIGN_IN_ADDRESS(60),
        /** Wrong passwords from one place. */
        SIGN_IN_PLACE(300),
        /** Mails with a link to one address. */
        MAIL(5),
        /** Links asked for from one place. */
        MAIL_PLACE(60),
        /** Wrong current passwords of one agent. */
        CURRENT(10),
        /** Wrong codes of one agent from one place. */
        CODE(10),
        /** Wrong codes of one agent from anywhere. */
        CODE_AGENT(40);

        private final int anHour;

        Limit(int anHour) {
            this.anHour = anHour;
        }
    }

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(200_000)
            .expireAfterAccess(Duration.ofHours(2))
            .build();
    private final TimeMeter time;

    Limits(Clock clock) {
        this.time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return Math.multiplyExact(clock.millis(), 1_000_000L);
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /** @throws TooMany when this address or place was tried too often; says when the next try is possible */
    void trySignIn(TenantId tenant, EmailAddress address, Client client) {
        signIn(tenant, address, client).forEach(bucket -> take(bucket, "signIn"));
    }

    /** A try that succeeded counts for nothing. */
    void signedIn(TenantId tenant, EmailAddress address, Client client) {
        signIn(tenant, address, client).forEach(bucket -> bucket.addTokens(1));
    }

    /** @throws TooMany when this place asked too often */
    void askForMail(Client client) {
        take(bucket(Limit.MAIL_PLACE, client.network()), "mail");
    }

    /** Whether one more mail may go to this address; silent, since the answer would tell that it is known. */
    boolean mayMail(TenantId tenant, EmailAddress address) {
        return bucket(Limit.MAIL, tenant + " " + address).tryConsume(1);
    }

    /** @throws TooMany when the current password was given wrongly too often */
    void tryCurrent(TenantId tenant, AgentId agent) {
        take(bucket(Limit.CURRENT, tenant + " " + agent), "signIn");
    }

    void provedCurrent(TenantId tenant, AgentId agent) {
        bucket(Limit.CURRENT, tenant + " " + agent).addTokens(1);
    }

    /** @throws TooMany when this agent's codes were tried too often */
    void tryCode(TenantId tenant, AgentId agent, Client client) {
        codes(tenant, agent, client).forEach(bucket -> take(bucket, "signIn"));
    }

    void provedCode(TenantId tenant, AgentId agent, Client client) {
        codes(tenant, agent, client).forEach(bucket -> bucket.addTokens(1));
    }

    private List<Bucket> codes(TenantId tenant, AgentId agent, Client client) {
        return List.of(
                bucket(Limit.CODE, tenant + " " + agent + " " + client.network()),
                bucket(Limit.CODE_AGENT, tenant + " " + agent));
    }

    private List<Bucket> signIn(TenantId tenant, EmailAddress address, Client client) {
        return List.of(
                bucket(Limit.SIGN_IN, tenant + " " + address + " " + client.network()),
                bucket(Limit.SIGN_IN_ADDRESS, tenant + " " + address),
                bucket(Limit.SIGN_IN_PLACE, client.network()));
    }

    private Bucket bucket(Limit limit, String key) {
        return buckets.get(
                limit + " " + key,
                unused -> Bucket.builder()
                        .addLimit(rate -> rate.capacity(limit.anHour).refillGreedy(limit.anHour, Duration.ofHours(1)))
                        .withCustomTimePrecision(time)
                        .build());
    }

    private static void take(Bucket bucket, String key) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooMany(
                    key, Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }
}
