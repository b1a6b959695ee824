package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.Set;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Language;
import org.havendesk.platform.web.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/profile}: what agents set up for themselves. */
@RestController
class ProfileController {
    private static final Set<String> THEMES = Set.of("light", "dark", "system");
    private static final Set<String> DENSITIES = Set.of("comfortable", "compact");

    private final Agents agents;
    private final SignIn signIn;
    private final Me.Of me;

    ProfileController(Agents agents, SignIn signIn, Me.Of me) {
        this.agents = agents;
        this.signIn = signIn;
        this.me = me;
    }

    record NewProfile(String name, String language, String theme, String timezone, String signature, String density) {}

    record Passwords(String current, String password) {}

    @PutMapping("/rest/profile")
    Me put(Agent agent, @RequestBody NewProfile body) {
        agents.describe(agent, described(body));
        return me.agent(agent);
    }

    @PutMapping("/rest/profile/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void password(SignedIn signedIn, @RequestBody Passwords body, HttpServletRequest request) {
        signIn.changePassword(
                signedIn.agent(), signedIn.session(), body.current(), body.password(), Client.of(request));
    }

    private static Agents.Described described(NewProfile body) {
        var language = Language.of(body.language());
        new Invalid.Check()
                .that(language.isPresent(), "language", "value")
                .that(THEMES.contains(body.theme()), "theme", "value")
                .that(DENSITIES.contains(body.density()), "density", "value")
                .that(ZoneId.getAvailableZoneIds().contains(body.timezone()), "timezone", "value")
                .done();
        return new Agents.Described(
                body.name(), language.orElseThrow(), body.theme(), body.timezone(), body.signature(), body.density());
    }
}
