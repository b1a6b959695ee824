package org.havendesk.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.havendesk.platform.AccountHosts;
import org.havendesk.platform.AccountHosts.Closed;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Binds a request to the account of its host, for as long as it lasts. Nothing else in a request can say which account it
 * is for. The bare host of the installation belongs to none; any other host is told that nobody lives there.
 */
class AccountFilter extends OncePerRequestFilter {
    /** By which people on the machine itself reach the installation. */
    private static final Set<String> OWN_ADDRESSES = Set.of("localhost", "127.0.0.1", "[::1]");

    private final AccountHosts accounts;
    private final String host;
    private final Problems problems;

    AccountFilter(AccountHosts accounts, String host, Problems problems) {
        this.accounts = accounts;
        this.host = host.toLowerCase(Locale.ROOT);
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var name = request.getServerName().toLowerCase(Locale.ROOT);
        if (name.equals(host) || OWN_ADDRESSES.contains(name) || isForAnyHost(RequestPath.of(request))) {
            chain.doFilter(request, response);
            return;
        }
        var tenant = accounts.byHost(name);
        if (tenant.isEmpty()) {
            refuse(name, request, response);
        } else if (RequestPath.of(request).equals("/") && isRead(request)) {
            response.setStatus(HttpStatus.FOUND.value());
            response.setHeader("Location", "/agent/");
        } else {
            pass(tenant.get(), request, response, chain);
        }
    }

    /** Whether we serve, and how our pages look: the one that says that nobody lives here as well. */
    private static boolean isForAnyHost(String path) {
        return path.equals("/health") || path.startsWith("/assets/");
    }

    private void refuse(String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var closed = accounts.closed(name);
        if (closed.isPresent()) {
            var status = closed.get() == Closed.ENDED ? HttpStatus.GONE : HttpStatus.SERVICE_UNAVAILABLE;
            problems.tell(
                    request,
                    response,
                    status,
                    "problem.closed." + closed.get().name().toLowerCase(Locale.ROOT));
        } else if (Problems.wantsPage(request)) {
            problems.page(request, response, HttpStatus.NOT_FOUND, "web/nobody", Map.of());
        } else {
            problems.tell(request, response, HttpStatus.NOT_FOUND, "problem.notFound.account");
        }
    }

    private static void pass(
            TenantId tenant, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Tenants.call(tenant, () -> {
                chain.doFilter(request, response);
                return tenant;
            });
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }
}
