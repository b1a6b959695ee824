package org.havendesk.agents;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.havendesk.platform.Permission;
import org.havendesk.platform.Problem;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tokens;
import org.havendesk.platform.web.Doorkeeper;
import org.havendesk.platform.web.SignedIn;
import org.springframework.stereotype.Component;

/** Lets in whoever shows a session or a key of the account that still holds. */
@Component
class Doorman implements Doorkeeper {
    /** How often it is written down that somebody was here. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern KEY = Pattern.compile(ApiKeys.PREFIX + TOKEN);

    private final Passes passes;
    private final PassList rows;
    private final PanelAccess panel;
    private final AgentSettings settings;
    private final Clock clock;

    Doorman(Passes passes, PassList rows, PanelAccess panel, AgentSettings settings, Clock clock) {
        this.passes = passes;
        this.rows = rows;
        this.panel = panel;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Optional<SignedIn> bySession(TenantId tenant, String token) {
        return TOKEN.matcher(token).matches() ? find(tenant, Tokens.hash(token), Optional.empty()) : Optional.empty();
    }

    @Override
    public Optional<SignedIn> byKey(TenantId tenant, String key, String address) {
        return KEY.matcher(key).matches() ? find(tenant, Tokens.hash(key), Optional.of(address)) : Optional.empty();
    }

    /** A key may not be used from where it is shown. */
    static final class KeyElsewhere extends Problem {
        private KeyElsewhere(String address) {
            super(403, "problem.forbidden.keyNetwork", address);
        }
    }

    @Override
    public boolean mayComeFrom(TenantId tenant, String address) {
        return panel.isOpenTo(tenant, address);
    }

    /** @param address from where a key is shown; empty for a session */
    private Optional<SignedIn> find(TenantId tenant, byte[] hash, Optional<String> address) {
        var now = clock.instant();
        var pass = passes.get(
                        tenant, hash, () -> address.isEmpty() ? rows.session(tenant, hash) : rows.key(tenant, hash))
                .filter(found -> holds(found, now));
        address.ifPresent(from -> pass.ifPresent(found -> requireNear(found, from)));
        pass.filter(found -> found.lastSeenAt().plus(NOTED_EVERY).isBefore(now))
                .ifPresent(found -> passes.replace(tenant, hash, note(tenant, found, now)));

        return pass.map(Pass::signedIn);
    }

    private boolean holds(Pass pass, Instant now) {
        return switch (pass) {
            case Pass.Session session ->
                now.isBefore(session.expiresAt())
                        && now.isBefore(session.lastSeenAt().plus(settings.sessionIdle()));
            case Pass.Key key -> now.isBefore(key.expiresAt()) && key.agent().may(Permission.USE_API);
        };
    }

    private static void requireNear(Pass pass, String address) {
        if (pass instanceof Pass.Key key
                && !key.networks().isEmpty()
                && !key.networks().has(address)) {
            throw new KeyElsewhere(address);
        }
    }

    private Pass note(TenantId tenant, Pass pass, Instant now) {
        return switch (pass) {
            case Pass.Session session -> {
                rows.seen(tenant, session, now);
                yield session.seen(now);
            }
            case Pass.Key key -> {
                rows.used(tenant, key, now);
                yield key.seen(now);
            }
        };
    }
}
