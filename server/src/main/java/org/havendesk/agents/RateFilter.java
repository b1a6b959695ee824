package org.havendesk.agents;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.havendesk.platform.TooMany;
import org.havendesk.platform.web.Problems;
import org.havendesk.platform.web.SignedIn;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns a key or a session away that asks too often (class 36), before anything is read or written for it. Every answer
 * says how much is left, as draft-ietf-httpapi-ratelimit-headers-10 has it.
 */
@Component
@Order(-1)
class RateFilter extends OncePerRequestFilter {
    private final Rates rates;
    private final Problems problems;

    RateFilter(Rates rates, Problems problems) {
        this.rates = rates;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return SignedIn.of(request).isEmpty();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var counted = rates.count(SignedIn.of(request).orElseThrow(), request);
        counted.ifPresent(count -> {
            response.setHeader("RateLimit-Policy", count.policy());
            response.setHeader("RateLimit", count.left());
        });
        if (counted.filter(count -> !count.allowed()).isPresent()) {
            problems.tell(
                    request, response, new TooMany("requests", counted.get().retryAfter()));
        } else {
            chain.doFilter(request, response);
        }
    }
}
