package org.havendesk.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.havendesk.platform.Problem;
import org.havendesk.platform.Tenants;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps everybody out of the panel who does not come from where its account allows, at each request: pages, signing in, the
 * API and its sockets. Who shows a key is judged by the key's own list. What customers use is no part of the panel.
 */
class PanelFilter extends OncePerRequestFilter {
    private static final List<String> PANEL = List.of(
            "/agent", "/rest/", "/signin", "/forgot", "/welcome/", "/signout", "/signed-out", "/oauth/authorize");

    /** Where somebody gets in who shows no good key: a made-up one opens none of them. */
    private static final List<String> DOORS =
            List.of("/rest/session", "/rest/apikey-sign-ins", "/rest/passwords", "/rest/password-resets");

    private final Doorkeeper doorkeeper;
    private final Problems problems;

    PanelFilter(Doorkeeper doorkeeper, Problems problems) {
        this.doorkeeper = doorkeeper;
        this.problems = problems;
    }

    /** Somebody comes from where the account lets nobody in. */
    static final class OutsideNetwork extends Problem {
        private OutsideNetwork(String address) {
            super(403, "problem.forbidden.network", address);
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = RequestPath.of(request);
        return PANEL.stream().noneMatch(path::startsWith) || isForKeys(request, path);
    }

    private static boolean isForKeys(HttpServletRequest request, String path) {
        return SignInFilter.showsKey(request)
                && path.startsWith("/rest/")
                && (request.getMethod().equals("GET") || !DOORS.contains(path));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var address = ClientAddress.of(request);
        var outside = Tenants.current()
                .filter(tenant -> !doorkeeper.mayComeFrom(tenant, address))
                .isPresent();
        if (outside) {
            problems.tell(request, response, new OutsideNetwork(address));
        } else {
            chain.doFilter(request, response);
        }
    }
}
