package org.havendesk.agents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.havendesk.platform.Tokens;
import org.havendesk.platform.web.SignedIn;
import org.springframework.stereotype.Component;

/**
 * How often each key and each session may ask. Nothing of it is written down: a new start forgets it, and each node counts
 * for itself.
 */
@Component
class Rates {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Who was not heard of for a window has everything left, so forgetting them changes nothing. */
    private final Cache<Asker, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    private final AgentSettings settings;
    private final Clock clock;

    Rates(AgentSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    private enum Kind {
        KEY,
        SESSION
    }

    /** @param name the hash of a key, or the id of a session */
    private record Asker(Kind kind, String name) {}

    /**
     * What is left of a minute's requests.
     *
     * @param limit requests a minute
     * @param retryAfter until one more is allowed; zero when this one is
     * @param full until all of them are
     */
    record Count(boolean allowed, String kind, int limit, long remaining, Duration retryAfter, Duration full) {
        String policy() {
            return "\"%s\";q=%d;w=%d".formatted(kind, limit, WINDOW.toSeconds());
        }

        String left() {
            return "\"%s\";r=%d;t=%d".formatted(kind, remaining, full.toSeconds());
        }
    }

    /** @return empty when the installation sets no limit for what was shown */
    Optional<Count> count(SignedIn signedIn, HttpServletRequest request) {
        var asker = asker(signedIn, request);
        var limit = switch (asker.kind()) {
            case KEY -> settings.keyRate();
            case SESSION -> settings.sessionRate();
        };
        return limit == 0
                ? Optional.empty()
                : Optional.of(count(asker, limit, bucket(asker, limit).tryConsumeAndReturnRemaining(1)));
    }

    private static Count count(Asker asker, int limit, ConsumptionProbe probe) {
        return new Count(
                probe.isConsumed(),
                asker.kind() == Kind.KEY ? "key" : "session",
                limit,
                probe.getRemainingTokens(),
                wholeSeconds(probe.getNanosToWaitForRefill()),
                wholeSeconds(probe.getNanosToWaitForReset()));
    }

    private static Asker asker(SignedIn signedIn, HttpServletRequest request) {
        return signedIn.session()
                .map(session -> new Asker(Kind.SESSION, session.toString()))
                .orElseGet(() -> new Asker(Kind.KEY, HexFormat.of().formatHex(Tokens.hash(shown(request)))));
    }

    private static String shown(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("apikey"))
                .or(() ->
                        Optional.ofNullable(request.getHeader("Authorization")).map(Rates::withoutScheme))
                .orElse("");
    }

    /** The same key counts as one however it is shown. */
    private static String withoutScheme(String credentials) {
        return credentials.startsWith("Bearer ") ? credentials.substring("Bearer ".length()) : credentials;
    }

    private Bucket bucket(Asker asker, int limit) {
        return buckets.get(
                asker,
                unused -> Bucket.builder()
                        .addLimit(rate -> rate.capacity(limit).refillGreedy(limit, WINDOW))
                        .withCustomTimePrecision(new ClockMeter(clock))
                        .build());
    }

    /** Upwards, so that whoever waits so long does not come too early. */
    private static Duration wholeSeconds(long nanos) {
        return Duration.ofSeconds(Math.ceilDiv(nanos, 1_000_000_000L));
    }
}
