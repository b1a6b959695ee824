package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.havendesk.platform.web.HostCookie;

/** The cookie of a browser between the first step of signing in and the last. */
final class StepCookie {
    private static final HostCookie COOKIE = new HostCookie("hd_step");

    private StepCookie() {}

    static Optional<String> read(HttpServletRequest request) {
        return COOKIE.read(request);
    }

    static void write(HttpServletRequest request, HttpServletResponse response, String token) {
        COOKIE.write(request, response, token, Halfways.LIFE);
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        COOKIE.clear(request, response);
    }
}
