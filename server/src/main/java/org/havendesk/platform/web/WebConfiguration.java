package org.havendesk.platform.web;

import jakarta.servlet.Filter;
import java.time.Duration;
import java.util.List;
import org.havendesk.platform.AccountHosts;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;
import tools.jackson.databind.introspect.AnnotationIntrospectorPair;

/** Puts everything that a request goes through into its order. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebSettings.class)
class WebConfiguration implements WebMvcConfigurer {
    private static final Duration FOREVER = Duration.ofDays(365);

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(CallerArguments.types());
    }

    @Bean
    FilterRegistrationBean<ProxiedFilter> proxied(WebSettings settings) {
        return at(0, new ProxiedFilter(settings.trustedProxies()));
    }

    @Bean
    FilterRegistrationBean<GuardFilter> guarded() {
        return at(1, new GuardFilter());
    }

    @Bean
    FilterRegistrationBean<IncidentFilter> caught(Incidents incidents) {
        return at(2, new IncidentFilter(incidents));
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bounded(Problems problems) {
        return at(3, new BodyLimitFilter(problems));
    }

    @Bean
    FilterRegistrationBean<AccountFilter> inAccount(AccountHosts accounts, WebSettings settings, Problems problems) {
        return at(4, new AccountFilter(accounts, settings.host(), problems));
    }

    @Bean
    FilterRegistrationBean<PanelFilter> fromAllowedNetworks(Doorkeeper doorkeeper, Problems problems) {
        return at(5, new PanelFilter(doorkeeper, problems));
    }

    @Bean
    JsonMapperBuilderCustomizer required() {
        return builder -> builder.annotationIntrospector(
                new AnnotationIntrospectorPair(new Required(), builder.annotationIntrospector()));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArguments());
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        var forever = CacheControl.maxAge(FOREVER).cachePublic().immutable();
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setCacheControl(forever)
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
        registry.addResourceHandler("/console/assets/**")
                .addResourceLocations("classpath:/static/console/assets/")
                .setCacheControl(forever);
        registry.addResourceHandler("/console/**")
                .addResourceLocations("classpath:/static/console/")
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
    }

    private static <F extends Filter> FilterRegistrationBean<F> at(int place, F filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
        return registration;
    }
}
