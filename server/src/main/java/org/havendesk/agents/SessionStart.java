package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.web.SessionCookie;
import org.springframework.stereotype.Component;

/** Hands a new session to a browser; the one it showed before is over. */
@Component
class SessionStart {
    private final Sessions sessions;
    private final AgentSettings settings;

    SessionStart(Sessions sessions, AgentSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    void in(TenantId tenant, String token, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.read(request).ifPresent(before -> sessions.end(tenant, before));
        SessionCookie.write(request, response, token, settings.sessionLife());
    }
}
