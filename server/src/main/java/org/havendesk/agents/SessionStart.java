package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

    /** @return where the browser goes now: to what was asked for, or to the step that is missing */
    String enter(TenantId tenant, Entry entry, String next, HttpServletRequest request, HttpServletResponse response) {
        return switch (entry) {
            case Entry.In(var token) -> {
                in(tenant, token, request, response);
                yield next;
            }
            case Entry.Halfway(var token, var step) -> {
                StepCookie.write(request, response, token);
                yield step.page() + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            }
        };
    }

    void in(TenantId tenant, String token, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.read(request).ifPresent(before -> sessions.end(tenant, before));
        StepCookie.read(request).ifPresent(unused -> StepCookie.clear(request, response));
        Client.of(request).remember(request, response);
        SessionCookie.write(request, response, token, settings.sessionLife());
    }
}
