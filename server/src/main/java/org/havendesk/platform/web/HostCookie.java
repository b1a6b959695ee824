package org.havendesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * A cookie that no script reads and no other host gets. Over HTTPS its name begins with {@code __Host-}, so that browsers
 * take it from this very host only, by HTTPS only. Lax: it comes along when another site sends somebody here.
 */
public record HostCookie(String plainName) {
    /** @return empty when there is none, or more than one: then somebody meddled */
    public Optional<String> read(HttpServletRequest request) {
        var cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        var named = Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(name(request)))
                .toList();
        return named.size() == 1 ? Optional.of(named.getFirst().getValue()) : Optional.empty();
    }

    public void write(HttpServletRequest request, HttpServletResponse response, String value, Duration life) {
        var cookie = ResponseCookie.from(name(request), value)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(life)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    public void clear(HttpServletRequest request, HttpServletResponse response) {
        write(request, response, "", Duration.ZERO);
    }

    private String name(HttpServletRequest request) {
        return request.isSecure() ? "__Host-" + plainName : plainName;
    }
}
