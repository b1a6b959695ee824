package org.havendesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Page;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.web.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/apikeys}: an agent's own keys for programs. */
@RestController
class ApiKeysController {
    private final ApiKeys keys;
    private final KeySignIn signIn;

    ApiKeysController(ApiKeys keys, KeySignIn signIn) {
        this.keys = keys;
        this.signIn = signIn;
    }

    /**
     * @param scopes what it may be used for; without them, all that its maker may do
     * @param type A API, C chat, P phone, S directory (SCIM, and nothing else), T ticket, W web; A without one
     * @param networks from where it may be used, as addresses, 192.0.2.*, ranges or networks; without them from anywhere
     * @param expiresAt until when; without it, until it is ended
     */
    record Wanted(
            String name,
            @Nullable List<String> scopes,
            @Nullable String type,
            @Nullable String networks,
            @Nullable Instant expiresAt) {

        NewKey key() {
            return newKey(name, scopes, type, networks, expiresAt, null);
        }
    }

    /**
     * @param code of the second factor, for those who have one
     * @param installation names a program on a device; its former key is replaced by the new one
     */
    record Credentials(
            String email,
            String password,
            @Nullable String code,
            String name,
            @Nullable List<String> scopes,
            @Nullable String type,
            @Nullable String networks,
            @Nullable Instant expiresAt,
            @Nullable String installation) {

        NewKey key() {
            return newKey(name, scopes, type, networks, expiresAt, installation);
        }
    }

    /** @param useful whether it opens anything to the asker */
    record Scope(String name, boolean useful) {}

    @GetMapping("/rest/apikeys")
    Page<ApiKeys.ApiKey> list(Agent agent) {
        return new Page<>(List.copyOf(keys.of(agent)), null);
    }

    @GetMapping("/rest/apikeys/scopes")
    Page<Scope> scopes(Agent agent) {
        var useful = RouteTable.useful(agent.permissions());
        return new Page<>(
                KeyScopes.all().stream()
                        .map(scope -> new Scope(scope, useful.contains(scope)))
                        .toList(),
                null);
    }

    @PostMapping("/rest/apikeys")
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeys.Made create(SignedIn signedIn, @RequestBody Wanted body) {
        return keys.make(signedIn.agent(), signedIn.scopes(), body.key());
    }

    /** A key for name and password. */
    @PostMapping("/rest/apikey-sign-ins")
    @ResponseStatus(HttpStatus.CREATED)
    ApiKeys.Made signIn(TenantId tenant, @RequestBody Credentials body, HttpServletRequest request) {
        return signIn.make(
                tenant,
                body.email(),
                body.password(),
                Optional.ofNullable(body.code()),
                body.key(),
                Client.of(request));
    }

    @DeleteMapping("/rest/apikeys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Agent agent, @PathVariable UUID id) {
        keys.end(agent, id);
    }

    private static NewKey newKey(
            String name,
            @Nullable List<String> scopes,
            @Nullable String type,
            @Nullable String networks,
            @Nullable Instant expiresAt,
            @Nullable String installation) {
        return new NewKey(
                name,
                scopes == null ? usual(type) : Set.copyOf(scopes),
                type == null ? "A" : type,
                networks == null || networks.equals("*") ? "" : networks,
                Optional.ofNullable(expiresAt),
                Optional.ofNullable(installation));
    }

    private static Set<String> usual(@Nullable String type) {
        return Set.of(ApiKeys.DIRECTORY.equals(type) ? KeyScopes.SCIM : KeyScopes.EVERYTHING);
    }
}
