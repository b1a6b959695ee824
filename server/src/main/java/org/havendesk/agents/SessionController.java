package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Language;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.web.Doorkeeper;
import org.havendesk.platform.web.SessionCookie;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/session}: signing in is making a session, signing out is deleting it. */
@RestController
class SessionController {
    private final SignIn signIn;
    private final Sessions sessions;
    private final SessionStart start;
    private final Doorkeeper doorkeeper;
    private final Me.Of me;

    SessionController(SignIn signIn, Sessions sessions, SessionStart start, Doorkeeper doorkeeper, Me.Of me) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.start = start;
        this.doorkeeper = doorkeeper;
        this.me = me;
    }

    /** @param code of the second factor, or a recovery code, for those who have one */
    record Credentials(
            String email, String password, @Nullable String code) {}

    record Address(String email) {}

    record NewPassword(
            String token, String password, @Nullable String code) {}

    @GetMapping("/rest/session")
    Me show(Agent agent) {
        return me.agent(agent);
    }

    @PostMapping("/rest/session")
    @ResponseStatus(HttpStatus.CREATED)
    Me create(
            TenantId tenant, @RequestBody Credentials body, HttpServletRequest request, HttpServletResponse response) {
        var token = signIn.byPassword(
                tenant, body.email(), body.password(), Optional.ofNullable(body.code()), Client.of(request));
        return entered(tenant, token, request, response);
    }

    @DeleteMapping("/rest/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(TenantId tenant, HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.read(request).ifPresent(token -> sessions.end(tenant, token));
        SessionCookie.clear(request, response);
    }

    @PostMapping("/rest/password-resets")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void forgot(TenantId tenant, Language language, @RequestBody Address body, HttpServletRequest request) {
        signIn.askForPassword(tenant, body.email(), language, Client.of(request));
    }

    @PutMapping("/rest/passwords")
    Me set(TenantId tenant, @RequestBody NewPassword body, HttpServletRequest request, HttpServletResponse response) {
        var token = signIn.setPassword(
                tenant, body.token(), body.password(), Optional.ofNullable(body.code()), Client.of(request));
        return entered(tenant, token, request, response);
    }

    private Me entered(TenantId tenant, String token, HttpServletRequest request, HttpServletResponse response) {
        start.in(tenant, token, request, response);
        return me.agent(doorkeeper.bySession(tenant, token).orElseThrow().agent());
    }
}
