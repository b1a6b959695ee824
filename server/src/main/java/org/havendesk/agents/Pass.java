package org.havendesk.agents;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Language;
import org.havendesk.platform.Networks;
import org.havendesk.platform.web.SignedIn;

/** Something that lets a request in: a session or a key, with what its holder may do right now. */
sealed interface Pass {
    Agent agent();

    Language language();

    Instant lastSeenAt();

    SignedIn signedIn();

    /** @param expiresAt when it ends for good: its life is over, or the account asks for a second factor that is not there */
    record Session(UUID id, Agent agent, Language language, Instant lastSeenAt, Instant expiresAt) implements Pass {
        @Override
        public SignedIn signedIn() {
            return new SignedIn(agent, language, Optional.of(id), Set.of(KeyScopes.EVERYTHING));
        }

        Session seen(Instant now) {
            return new Session(id, agent, language, now, expiresAt);
        }
    }

    /** @param networks from where it may be used; none: from anywhere */
    record Key(
            UUID id,
            Agent agent,
            Language language,
            Set<String> scopes,
            Networks networks,
            Instant expiresAt,
            Instant lastSeenAt)
            implements Pass {
        @Override
        public SignedIn signedIn() {
            return new SignedIn(agent, language, Optional.empty(), scopes);
        }

        Key seen(Instant now) {
            return new Key(id, agent, language, scopes, networks, expiresAt, now);
        }
    }
}
