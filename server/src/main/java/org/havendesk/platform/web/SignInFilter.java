package org.havendesk.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who asks. A request that shows a key is judged by the key alone: its cookie counts for nothing, since such a
 * request is not protected by a CSRF token.
 */
class SignInFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";
    private static final List<String> FOR_ALL = List.of("/assets/", "/console/", "/health");

    private final Doorkeeper doorkeeper;

    SignInFilter(Doorkeeper doorkeeper) {
        this.doorkeeper = doorkeeper;
    }

    /** Whether the request shows something that no browser adds by itself, so that no other site can have caused it. */
    static boolean showsKey(HttpServletRequest request) {
        return request.getHeader("apikey") != null || request.getHeader("Authorization") != null;
    }

    /** Whether this is a file that is the same for everybody. */
    static boolean isForAll(HttpServletRequest request) {
        return FOR_ALL.stream().anyMatch(RequestPath.of(request)::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Tenants.current().flatMap(tenant -> find(tenant, request)).ifPresent(signedIn -> {
            signedIn.take(request);
            SecurityContextHolder.setContext(new SecurityContextImpl(new AgentAuthentication(signedIn)));
        });
        chain.doFilter(request, response);
    }

    private Optional<SignedIn> find(TenantId tenant, HttpServletRequest request) {
        if (showsKey(request)) {
            return key(request).flatMap(key -> doorkeeper.byKey(tenant, key, ClientAddress.of(request)));
        }
        return SessionCookie.read(request).flatMap(token -> doorkeeper.bySession(tenant, token));
    }

    /** Programs written for OAuth show a key as RFC 6750, 2.1 says. */
    private static Optional<String> key(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("apikey"))
                .or(() -> Optional.ofNullable(request.getHeader("Authorization"))
                        .filter(shown -> shown.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                        .map(shown -> shown.substring(BEARER.length())));
    }
}
