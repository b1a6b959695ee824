package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.havendesk.platform.Tokens;
import org.havendesk.platform.web.ClientAddress;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Where somebody signs in from.
 *
 * @param network what limits count by
 * @param device by which a browser that was here before is known again
 */
record Client(String ip, String network, String userAgent, String device) {
    private static final int MAX_USER_AGENT = 300;
    private static final String COOKIE = "hd_device";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** The same for every call with one request. */
    static Client of(HttpServletRequest request) {
        if (request.getAttribute(COOKIE) instanceof Client known) {
            return known;
        }
        var said =
                Objects.requireNonNullElse(request.getHeader("User-Agent"), "").replaceAll("\\p{Cntrl}", " ");
        var userAgent = said.length() <= MAX_USER_AGENT ? said : said.substring(0, MAX_USER_AGENT);
        var client = new Client(
                ClientAddress.of(request),
                ClientAddress.network(request),
                userAgent,
                shown(request).orElseGet(Tokens::next));
        request.setAttribute(COOKIE, client);
        return client;
    }

    /** Lets the browser be known again, for as long as {@link Devices} remembers it. */
    void remember(HttpServletRequest request, HttpServletResponse response) {
        var cookie = ResponseCookie.from(name(request), device)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .path("/")
                .maxAge(Devices.KEPT)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static Optional<String> shown(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name(request)))
                        .map(cookie -> cookie.getValue())
                        .filter(value -> TOKEN.matcher(value).matches())
                        .findFirst();
    }

    private static String name(HttpServletRequest request) {
        return request.isSecure() ? "__Host-" + COOKIE : COOKIE;
    }
}
