package org.havendesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Language;

/**
 * The person behind a request. A controller that takes one as an argument is only entered by somebody who signed in.
 *
 * @param session the signed-in browser; empty when a key was shown instead
 * @param scopes what the key may be used for; {@code *} is all, as for a session
 */
public record SignedIn(Agent agent, Language language, Optional<UUID> session, Set<String> scopes) {
    private static final String ATTRIBUTE = SignedIn.class.getName();

    /** @return empty when nobody signed in */
    public static Optional<SignedIn> of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof SignedIn signedIn ? Optional.of(signedIn) : Optional.empty();
    }

    /** Whether what they show is good for this. */
    public boolean mayUse(String scope) {
        return scopes.contains("*") || scopes.contains(scope);
    }

    /** From here on, the request is this person's. */
    void take(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
