package org.havendesk.platform.web;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who gets in. The container keeps no session: a cookie or a key is looked up for each request. Under {@code /rest}
 * everything is for people who signed in, except what a room declares to be an {@link OpenDoor}. What is the same for all
 * visitors passes by, so that no shared cache ever keeps somebody's cookie.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /**
     * Without a container session every request would pass for a sign-in and get a new token, and of two requests under
     * way at once one would be refused.
     */
    private static final SessionAuthenticationStrategy KEEP_TOKEN = new NullAuthenticatedSessionStrategy();

    @Bean
    SecurityFilterChain doors(
            HttpSecurity http, Doorkeeper doorkeeper, Problems problems, ObjectProvider<OpenDoor> openDoors) {
        var open = openDoors.stream().toList();
        return http.securityMatcher(request -> !SignInFilter.isForAll(request))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .csrf(csrf -> csrf.spa()
                        .csrfTokenRepository(tokens())
                        .sessionAuthenticationStrategy(KEEP_TOKEN)
                        .ignoringRequestMatchers(SignInFilter::showsKey)
                        .ignoringRequestMatchers(programs(open)))
                .addFilterBefore(new SignInFilter(doorkeeper), CsrfFilter.class)
                .addFilterBefore(new OwnOriginFilter(problems), CsrfFilter.class)
                .authorizeHttpRequests(requests -> authorize(requests, open))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint((request, response, e) -> {
                            if (request.getHeader(HttpHeaders.AUTHORIZATION) != null) {
                                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
                            }
                            problems.tell(
                                    request, response, HttpStatus.UNAUTHORIZED, "problem.unauthenticated.session");
                        })
                        .accessDeniedHandler((request, response, e) -> problems.tell(
                                request,
                                response,
                                HttpStatus.FORBIDDEN,
                                e instanceof CsrfException ? "problem.forbidden.csrf" : "problem.http.403")))
                .build();
    }

    /** What the firewall turns away (encoded slashes, odd methods) is a bad request like any other. */
    @Bean
    RequestRejectedHandler rejected(Problems problems) {
        return (request, response, e) -> problems.tell(request, response, HttpStatus.BAD_REQUEST);
    }

    private static void authorize(
            org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer<HttpSecurity>
                            .AuthorizationManagerRequestMatcherRegistry
                    requests,
            List<OpenDoor> open) {
        open.forEach(
                door -> requests.requestMatchers(door.method(), door.pattern()).permitAll());
        requests.requestMatchers("/rest/**").authenticated().anyRequest().permitAll();
    }

    private static RequestMatcher[] programs(List<OpenDoor> open) {
        return open.stream()
                .filter(OpenDoor::forPrograms)
                .map(door -> PathPatternRequestMatcher.withDefaults().matcher(door.method(), door.pattern()))
                .toArray(RequestMatcher[]::new);
    }

    private static CookieCsrfTokenRepository tokens() {
        var tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return tokens;
    }
}
