package org.havendesk.agents;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.havendesk.platform.EmailAddress;

/**
 * Somebody outside who tells us who an agent is (OpenID Connect Core 1.0).
 *
 * @param key names it in addresses: {@code google}
 * @param name as people read it on the button
 * @param issuer below which it describes itself
 * @param clientId by which it knows us
 * @param vouches whether signing in there counts as both proofs, so that we ask for no second one
 * @param enabled whether anybody comes in by it at present
 * @param domains of whose addresses the people are who come in by it; empty: of any
 */
record Provider(
        String key,
        String name,
        String issuer,
        String clientId,
        boolean vouches,
        boolean enabled,
        List<String> domains,
        Instant createdAt) {
    private static final String START = "/signin/sso/";

    /** Whether somebody whom it says to have this address comes in by it. A domain is no word for those below it. */
    boolean lets(Optional<EmailAddress> verified) {
        return domains.isEmpty()
                || verified.filter(email -> domains.contains(email.domain())).isPresent();
    }

    /** Where a browser goes to sign in there. */
    String start() {
        return START + key;
    }

    /** Where it comes back. A path of its own for each provider, so that no answer of one passes for another's. */
    String back() {
        return back(key);
    }

    static String back(String key) {
        return START + key + "/return";
    }
}
