package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.havendesk.platform.Tokens;
import org.havendesk.platform.web.ClientAddress;
import org.havendesk.platform.web.HostCookie;

/**
 * Where somebody signs in from.
 *
 * @param network what limits count by
 * @param device by which a browser that was here before is known again
 */
record Client(String ip, String network, String userAgent, String device) {
    private static final int MAX_USER_AGENT = 300;
    private static final String ATTRIBUTE = Client.class.getName();
    private static final HostCookie COOKIE = new HostCookie("hd_device");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** The same for every call with one request. */
    static Client of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Client known) {
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
        request.setAttribute(ATTRIBUTE, client);
        return client;
    }

    /** Lets the browser be known again, for as long as {@link Devices} remembers it. */
    void remember(HttpServletRequest request, HttpServletResponse response) {
        COOKIE.write(request, response, device, Devices.KEPT);
    }

    private static Optional<String> shown(HttpServletRequest request) {
        return COOKIE.read(request).filter(value -> TOKEN.matcher(value).matches());
    }
}
