package org.havendesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The cookie that holds a session's token. Over HTTPS its name begins with {@code __Host-}, so that browsers take it from
 * this very host only, by HTTPS only.
 */
public final class SessionCookie {
    private static final String NAME = "hd_session";

    private SessionCookie() {}

    /** @return empty when there is none, or more than one: then somebody meddled */
    public static Optional<String> read(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        var named = Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name(request)))
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst().getValue()) : Optional.empty();
    }

    public static void write(HttpServletRequest request, HttpServletResponse response, String token, Duration life) {
        add(request, response, token, life);
    }

    public static void clear(HttpServletRequest request, HttpServletResponse response) {
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
