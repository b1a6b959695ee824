package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.havendesk.platform.web.ClientAddress;

/**
 * Where somebody signs in from.
 *
 * @param network what limits count by
 */
record Client(String ip, String network, String userAgent) {
    private static final int MAX_USER_AGENT = 300;

    static Client of(HttpServletRequest request) {
        var said =
                Objects.requireNonNullElse(request.getHeader("User-Agent"), "").replaceAll("\\p{Cntrl}", " ");
        var userAgent = said.length() <= MAX_USER_AGENT ? said : said.substring(0, MAX_USER_AGENT);
        return new Client(ClientAddress.of(request), ClientAddress.network(request), userAgent);
    }
}
