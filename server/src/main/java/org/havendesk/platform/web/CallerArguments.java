package org.havendesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.function.Function;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Language;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.Tenants;
import org.havendesk.platform.Unauthenticated;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Lets controllers name as arguments who asks ({@link Agent}, {@link SignedIn}), for which account ({@link TenantId}) and
 * in which language ({@link Language}).
 */
class CallerArguments implements HandlerMethodArgumentResolver {
    private static final Map<Class<?>, Function<HttpServletRequest, Object>> KNOWN = Map.of(
            Agent.class,
            request -> signedIn(request).agent(),
            SignedIn.class,
            CallerArguments::signedIn,
            TenantId.class,
            request -> Tenants.current().orElseThrow(() -> new NotFound("account")),
            Language.class,
            RequestLanguage::of);

    static Class<?>[] types() {
        return KNOWN.keySet().toArray(Class<?>[]::new);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return KNOWN.containsKey(parameter.getParameterType());
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binders) {
        var request = web.getNativeRequest(HttpServletRequest.class);
        var find = KNOWN.get(parameter.getParameterType());
        return request == null || find == null ? null : find.apply(request);
    }

    private static SignedIn signedIn(HttpServletRequest request) {
        return SignedIn.of(request).orElseThrow(() -> new Unauthenticated("session"));
    }
}
