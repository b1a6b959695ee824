package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Tenants;
import org.havendesk.platform.web.RequestLanguage;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives the pages of signing in the {@link Steps.Asked} of a request. */
@Configuration(proxyBeanMethods = false)
class AskedArguments implements WebMvcConfigurer, HandlerMethodArgumentResolver {
    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Steps.Asked.class);
    }

    @Override
    public Steps.Asked resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory factory) {
        var asked = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        return new Steps.Asked(
                Tenants.current().orElseThrow(() -> new NotFound("account")),
                RequestLanguage.of(asked),
                Objects.requireNonNullElse(asked.getParameter("next"), ""),
                asked,
                Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)));
    }
}
