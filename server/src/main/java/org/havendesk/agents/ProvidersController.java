package org.havendesk.agents;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.havendesk.platform.Agent;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Page;
import org.havendesk.platform.web.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /rest/security/providers}: where an account lets its agents sign in; {@code /rest/profile/identities}: one's own. */
@RestController
class ProvidersController {
    private final Providers providers;
    private final ProviderSignIn signIn;

    ProvidersController(Providers providers, ProviderSignIn signIn) {
        this.providers = providers;
        this.signIn = signIn;
    }

    /**
     * @param redirectUri to be named to the provider as where it may send browsers
     * @param vouches whether signing in there counts as both proofs
     * @param domains of the addresses by which people come in; empty: any
     */
    record Shown(
            String key,
            String name,
            String issuer,
            String clientId,
            boolean vouches,
            boolean enabled,
            List<String> domains,
            String redirectUri) {}

    /**
     * @param issuer where {@code /.well-known/openid-configuration} stands below
     * @param clientSecret without it, the one from before, or none for a public client
     * @param enabled without it, yes
     * @param domains of the addresses by which people come in, as {@code acme.example}; empty: any; without it, as before
     */
    record Wanted(
            String name,
            String issuer,
            String clientId,
            @Nullable String clientSecret,
            boolean vouches,
            @Nullable Boolean enabled,
            @Nullable List<String> domains) {}

    /**
     * The account's rule.
     *
     * @param providersOnly whether all but owners come in by a provider only
     * @param redirectUri what a provider that is yet to be added must be told, with {@code {key}} in place of its key
     */
    record SignInRule(boolean providersOnly, String redirectUri) {}

    /** @param providersOnly whether all but owners come in by a provider only */
    record NewSignInRule(boolean providersOnly) {}

    /**
     * One of the account's enabled providers, as the caller stands there.
     *
     * @param start where a browser goes to sign in by it, with {@code ?next=} a path to arrive at
     * @param linkedAt since when it lets the caller in; null when they never came by it
     */
    record Identity(
            String provider,
            String name,
            String start,
            @Nullable Instant linkedAt,
            @Nullable Instant lastUsedAt) {}

    @GetMapping("/rest/security/providers")
    Page<Shown> list(Agent agent) {
        return new Page<>(
                List.copyOf(providers.of(agent).stream()
                        .map(provider -> shown(agent, provider))
                        .toList()),
                null);
    }

    @PutMapping("/rest/security/providers/{key}")
    Shown write(SignedIn signedIn, @PathVariable String key, @RequestBody Wanted body) {
        var wanted = new Providers.Wanted(
                body.name(),
                body.issuer().strip(),
                body.clientId().strip(),
                Optional.ofNullable(body.clientSecret()).filter(secret -> !secret.isEmpty()),
                body.vouches(),
                !Boolean.FALSE.equals(body.enabled()),
                Optional.ofNullable(body.domains()));
        return shown(signedIn.agent(), providers.write(signedIn, key, wanted));
    }

    @DeleteMapping("/rest/security/providers/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(SignedIn signedIn, @PathVariable String key) {
        providers.remove(signedIn, key);
    }

    @GetMapping("/rest/security/sign-in")
    SignInRule rule(Agent agent) {
        return new SignInRule(providers.only(agent.tenant()), providers.back(agent.tenant()));
    }

    @PutMapping("/rest/security/sign-in")
    SignInRule let(SignedIn signedIn, @RequestBody NewSignInRule body) {
        providers.let(signedIn, body.providersOnly());
        return rule(signedIn.agent());
    }

    @GetMapping("/rest/profile/identities")
    Page<Identity> identities(Agent agent) {
        var known = signIn.of(agent).stream()
                .collect(Collectors.toUnmodifiableMap(ProviderRows.Identity::provider, Function.identity()));
        return new Page<>(
                List.copyOf(providers.shown(agent.tenant()).stream()
                        .map(provider -> identity(provider, Optional.ofNullable(known.get(provider.key()))))
                        .toList()),
                null);
    }

    /** @throws NotFound when the caller is nobody there */
    @DeleteMapping("/rest/profile/identities/{key}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(SignedIn signedIn, @PathVariable String key) {
        signIn.unlink(signedIn, key);
    }

    private static Identity identity(Provider provider, Optional<ProviderRows.Identity> known) {
        return new Identity(
                provider.key(),
                provider.name(),
                provider.start(),
                known.map(ProviderRows.Identity::linkedAt).orElse(null),
                known.map(ProviderRows.Identity::lastUsedAt).orElse(null));
    }

    private Shown shown(Agent agent, Provider provider) {
        return new Shown(
                provider.key(),
                provider.name(),
                provider.issuer(),
                provider.clientId(),
                provider.vouches(),
                provider.enabled(),
                provider.domains(),
                providers.back(agent.tenant(), provider));
    }
}
