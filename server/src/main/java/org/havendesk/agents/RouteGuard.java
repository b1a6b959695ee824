package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.havendesk.platform.Forbidden;
import org.havendesk.platform.Problem;
import org.havendesk.platform.web.SignedIn;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Holds every request under {@code /rest} to {@link RouteTable} before a controller sees it: the permission of whoever asks,
 * and the scope of the key that they show. The doors behind check again what depends on the thing itself.
 */
@Configuration(proxyBeanMethods = false)
class RouteGuard implements WebMvcConfigurer, HandlerInterceptor {
    /** The key was not made for this. */
    static final class OutOfScope extends Problem {
        OutOfScope(String scope) {
            super(403, "problem.forbidden.scope", scope);
        }
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/rest/**");
    }

    /**
     * @throws Forbidden when a permission is missing
     * @throws OutOfScope when the key may not be used for this
     */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var signedIn = SignedIn.of(request);
        if (signedIn.isEmpty()) {
            return true;
        }
        var path = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        var line = RouteTable.line(method(request), path);
        var scope = line.map(RouteTable.Line::scope).orElse("?");
        if (!signedIn.get().mayUse(scope)) {
            throw new OutOfScope(scope);
        }
        line.flatMap(RouteTable.Line::permission).ifPresent(signedIn.get().agent()::require);
        return true;
    }

    /** Asking for the head of something is reading it. */
    private static String method(HttpServletRequest request) {
        return request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    }
}
