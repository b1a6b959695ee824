package org.havendesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;

/** The cookie that holds a session's token. */
public final class SessionCookie {
    private static final HostCookie COOKIE = new HostCookie("hd_session");

    private SessionCookie() {}

    /** @return empty when there is none, or more than one: then somebody meddled */
    public static Optional<String> read(HttpServletRequest request) {
        return COOKIE.read(request);
    }

    public static void write(HttpServletRequest request, HttpServletResponse response, String token, Duration life) {
        COOKIE.write(request, response, token, life);
    }

    public static void clear(HttpServletRequest request, HttpServletResponse response) {
        COOKIE.clear(request, response);
    }
}
