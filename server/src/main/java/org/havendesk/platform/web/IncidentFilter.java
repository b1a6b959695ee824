package org.havendesk.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Catches what falls through everything else, so that no answer shows the inside of the program. */
class IncidentFilter extends OncePerRequestFilter {
    private final Incidents incidents;

    IncidentFilter(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException | Error e) {
            incidents.tell(request, response, e);
        }
    }
}
