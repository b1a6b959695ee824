package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The cookie of a browser between the first step of signing in and the last. */
final class StepCookie {
    private static final String NAME = "hd_step";

    private StepCookie() {}

    /** What the request shows; empty when it shows nothing. */
    static String shown(HttpServletRequest request) {
        return read(request).orElse("");
    }

    static Optional<String> read(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name(request)))
                        .map(cookie -> cookie.getValue())
                        .findFirst();
    }

    static void write(HttpServletRequest request, HttpServletResponse response, String token) {
        add(request, response, token, Halfways.LIFE);
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        add(request, response, "", Duration.ZERO);
    }

    private static void add(HttpServletRequest request, HttpServletResponse response, String token, Duration life) {
        var cookie = ResponseCookie.from(name(request), token)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(life)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? "__Host-" + NAME : NAME;
    }
}
