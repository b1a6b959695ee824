package org.havendesk.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Believes X-Forwarded-For and X-Forwarded-Proto when a named proxy sends them, and nobody else. Of the addresses, the
 * last one that is no proxy of ours is the client: what stands before it could be written by anybody.
 */
class ProxiedFilter extends OncePerRequestFilter {
    private final List<IpAddressMatcher> proxies;

    ProxiedFilter(List<String> proxies) {
        this.proxies = proxies.stream()
                .map(String::strip)
                .filter(proxy -> !proxy.isEmpty())
                .map(IpAddressMatcher::new)
                .toList();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isProxy(request.getRemoteAddr())) {
            chain.doFilter(request, response);
            return;
        }
        if (request.getHeader("X-Forwarded-For") == null) {
            request.setAttribute(ClientAddress.OWN_PROXY, true);
        }
        chain.doFilter(new Proxied(request, client(request)), response);
    }

    private String client(HttpServletRequest request) {
        var client = request.getRemoteAddr();
        var hops = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(String::strip)
                .toList();
        for (var hop : hops.reversed()) {
            if (!isProxy(client) || !ClientAddress.isLiteral(hop)) {
                return client;
            }
            client = hop;
        }
        return client;
    }

    private boolean isProxy(String address) {
        return proxies.stream().anyMatch(proxy -> proxy.matches(address));
    }

    private static final class Proxied extends HttpServletRequestWrapper {
        private final String client;
        private final boolean secure;

        private Proxied(HttpServletRequest request, String client) {
            super(request);
            this.client = client;
            this.secure = "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto")) || request.isSecure();
        }

        @Override
        public String getRemoteAddr() {
            return client;
        }

        @Override
        public String getRemoteHost() {
            return client;
        }

        @Override
        public String getScheme() {
            return secure ? "https" : "http";
        }

        @Override
        public boolean isSecure() {
            return secure;
        }
    }
}
