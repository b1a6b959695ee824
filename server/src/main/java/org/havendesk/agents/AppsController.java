package org.havendesk.agents;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Language;
import org.havendesk.platform.Page;
import org.havendesk.platform.Texts;
import org.havendesk.platform.web.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /rest/security/apps}: the programs of others that agents can let act for them; {@code /rest/profile/apps}: those
 * that the asker lets.
 */
@RestController
class AppsController {
    private final Apps apps;
    private final Texts texts;

    AppsController(Apps apps, Texts texts) {
        this.apps = apps;
        this.texts = texts;
    }

    /** @param confidential whether it runs where it can keep a secret */
    record NewApp(String name, List<String> redirectUris, boolean confidential) {}

    record ChangedApp(String name, List<String> redirectUris) {}

    /**
     * @param app its id is what programs call the client_id
     * @param secret shown this once; null for an app that can keep none
     */
    record RegisteredApp(AppRows.App app, @Nullable String secret) {}

    /** @param text what it lets the app do, in words */
    record AllowedScope(String name, String text) {}

    /**
     * An app that acts for the asker.
     *
     * @param createdAt when they let it
     * @param usedAt when it last acted or asked for a fresh token
     */
    record ConnectedApp(UUID id, String name, List<AllowedScope> scopes, Instant createdAt, Instant usedAt) {}

    @GetMapping("/rest/security/apps")
    Page<AppRows.App> list(Agent agent) {
        return new Page<>(List.copyOf(apps.of(agent)), null);
    }

    @PostMapping("/rest/security/apps")
    @ResponseStatus(HttpStatus.CREATED)
    RegisteredApp register(SignedIn signedIn, @RequestBody NewApp body) {
        return shown(apps.register(signedIn, body.name(), body.redirectUris(), body.confidential()));
    }

    @PutMapping("/rest/security/apps/{id}")
    AppRows.App change(SignedIn signedIn, @PathVariable UUID id, @RequestBody ChangedApp body) {
        return apps.change(signedIn, id, body.name(), body.redirectUris());
    }

    @PostMapping("/rest/security/apps/{id}/secret")
    RegisteredApp changeSecret(SignedIn signedIn, @PathVariable UUID id) {
        return shown(apps.changeSecret(signedIn, id));
    }

    @DeleteMapping("/rest/security/apps/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Agent agent, @PathVariable UUID id) {
        apps.remove(agent, id);
    }

    @GetMapping("/rest/profile/apps")
    Page<ConnectedApp> connected(Agent agent, Language language) {
        return new Page<>(
                apps.connected(agent).stream()
                        .map(connected -> shown(connected, language))
                        .toList(),
                null);
    }

    @DeleteMapping("/rest/profile/apps/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disconnect(Agent agent, @PathVariable UUID id) {
        apps.disconnect(agent, id);
    }

    private ConnectedApp shown(AppRows.Connected connected, Language language) {
        return new ConnectedApp(
                connected.id(),
                connected.name(),
                connected.scopes().stream()
                        .map(scope -> new AllowedScope(scope, texts.text(language, "scope." + scope)))
                        .toList(),
                connected.createdAt(),
                connected.usedAt());
    }

    private static RegisteredApp shown(Apps.Registered made) {
        return new RegisteredApp(made.app(), made.secret().orElse(null));
    }
}
