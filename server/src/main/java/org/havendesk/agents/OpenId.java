package org.havendesk.agents;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Tokens;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * OpenID Connect Core 1.0, the code flow with PKCE (RFC 7636), by Nimbus' SDK: what a provider says of itself, the way
 * there, and what a code is worth. Tokens of providers are used at once and never kept.
 */
@Component
class OpenId {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int MAX_ISSUER = 500;
    private static final int MAX_SUBJECT = 255;

    /** Signatures that only the provider can make. Neither none nor those made with the secret that we share. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.EdDSA);

    private final ProviderWeb web;
    private final Cache<String, Described> described = Caffeine.newBuilder()
            .maximumSize(2_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    OpenId(ProviderWeb web) {
        this.web = web;
    }

    /** A provider's own words about where it is asked and how it signs. */
    private record Described(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys) {}

    /** A provider does not answer, or not with what it promises. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    /**
     * Who somebody is at a provider.
     *
     * @param email that the provider has verified; empty when it has not
     */
    record Person(String subject, Optional<EmailAddress> email) {}

    /**
     * What ties a browser to its attempt, all made of the one secret in its cookie: the nonce in the token and the proof
     * that who fetches it is who asked.
     */
    record Ties(String secret) {
        String nonce() {
            return derived("nonce");
        }

        String verifier() {
            return derived("verifier");
        }

        private String derived(String purpose) {
            var hash = Tokens.sha256((purpose + " " + secret).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        }
    }

    /** @throws Refused when nothing at this issuer describes itself as this issuer, with addresses that we would ask */
    void check(String issuer) throws Refused {
        described.invalidate(issuer);
        describe(issuer);
    }

    /** Where a browser goes to sign in. */
    URI way(Provider provider, String back, String state, Ties ties) throws Refused {
        var metadata = describe(provider.issuer()).metadata();
        return new AuthenticationRequest.Builder(
                        new ResponseType(ResponseType.Value.CODE),
                        new Scope("openid", "email", "profile"),
                        new ClientID(provider.clientId()),
                        URI.create(back))
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(new State(state))
                .nonce(new Nonce(ties.nonce()))
                .codeChallenge(new CodeVerifier(ties.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** Whether an answer came from this provider, as far as it says so (RFC 9207). */
    boolean isFrom(Provider provider, Optional<String> issuer) throws Refused {
        return issuer.isPresent()
                ? issuer.get().equals(provider.issuer())
                : !describe(provider.issuer()).metadata().supportsAuthorizationResponseIssuerParam();
    }

    /** @throws Refused when the code is worth nothing, or the token is not for us, for this browser and for now */
    Person redeem(Provider provider, Optional<String> secret, String back, String code, Ties ties) throws Refused {
        try {
            var at = describe(provider.issuer());
            var tokens = fetch(provider, secret, at.metadata(), back, code, ties);
            var validator = new IDTokenValidator(
                    new Issuer(provider.issuer()),
                    new ClientID(provider.clientId()),
                    new JWSVerificationKeySelector<>(ALGORITHMS, at.keys()),
                    null);
            var claims = validator.validate(tokens.getOIDCTokens().getIDToken(), new Nonce(ties.nonce()));
            var subject = claims.getSubject().getValue();
            if (subject.isEmpty() || subject.length() > MAX_SUBJECT || !isForUs(provider, claims)) {
                throw new Refused("The subject cannot be used, or the token is another client's");
            }
            return new Person(
                    subject,
                    claims.getClaim("email") == null
                            ? asked(at.metadata(), tokens.getOIDCTokens().getAccessToken(), subject)
                            : verified(claims));
        } catch (BadJOSEException | JOSEException e) {
            throw new Refused("The token does not hold");
        } catch (ParseException | IOException | IllegalArgumentException e) {
            throw new Refused("The provider did not answer as it should");
        }
    }

    private OIDCTokenResponse fetch(
            Provider provider,
            Optional<String> secret,
            OIDCProviderMetadata metadata,
            String back,
            String code,
            Ties ties)
            throws ParseException, IOException, Refused {
        var grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), URI.create(back), new CodeVerifier(ties.verifier()));
        var id = new ClientID(provider.clientId());
        var request = secret.map(Secret::new)
                .map(shared -> new TokenRequest.Builder(
                        metadata.getTokenEndpointURI(),
                        isPosted(metadata) ? new ClientSecretPost(id, shared) : new ClientSecretBasic(id, shared),
                        grant))
                .orElseGet(() -> new TokenRequest.Builder(metadata.getTokenEndpointURI(), id, grant))
                .build();
        var response = OIDCTokenResponseParser.parse(sent(request.toHTTPRequest()));
        if (!(response instanceof OIDCTokenResponse tokens)
                || tokens.getOIDCTokens().getIDToken() == null) {
            throw new Refused("The code is worth nothing");
        }
        return tokens;
    }

    /** OpenID Connect Core 1.0, 3.1.3.7, 4 and 5: a token for several says for whom it was made. */
    private static boolean isForUs(Provider provider, IDTokenClaimsSet claims) {
        var made = claims.getAuthorizedParty();
        return made == null ? claims.getAudience().size() == 1 : made.getValue().equals(provider.clientId());
    }

    /** Some providers say the address only when asked. */
    private Optional<EmailAddress> asked(OIDCProviderMetadata metadata, AccessToken token, String subject)
            throws ParseException, IOException {
        var address = metadata.getUserInfoEndpointURI();
        if (address == null || !web.mayAsk(address)) {
            return Optional.empty();
        }
        var answer = UserInfoResponse.parse(sent(new UserInfoRequest(address, token).toHTTPRequest()));
        if (!answer.indicatesSuccess() || answer.toSuccessResponse().getUserInfo() == null) {
            return Optional.empty();
        }
        var claims = answer.toSuccessResponse().getUserInfo();
        return claims.getSubject().getValue().equals(subject) ? verified(claims) : Optional.empty();
    }

    /** An address counts when the provider says that it is this person's, or that it is master of its domain. */
    private static Optional<EmailAddress> verified(ClaimsSet claims) {
        var email = claims.getClaim("email");
        return email instanceof String address && (isTrue(claims, "email_verified") || isTrue(claims, "xms_edov"))
                ? EmailAddress.parse(address)
                : Optional.empty();
    }

    private static boolean isTrue(ClaimsSet claims, String name) {
        return Boolean.TRUE.equals(claims.getClaim(name));
    }

    private static boolean isPosted(OIDCProviderMetadata metadata) {
        var methods = metadata.getTokenEndpointAuthMethods();
        return methods != null
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    }

    private HTTPResponse sent(HTTPRequest request) throws IOException {
        return request.send(web);
    }

    private Described describe(String issuer) throws Refused {
        var known = described.getIfPresent(issuer);
        if (known != null) {
            return known;
        }
        var fresh = fetched(issuer);
        described.put(issuer, fresh);
        return fresh;
    }

    private Described fetched(String issuer) throws Refused {
        try {
            var base = URI.create(issuer);
            if (issuer.length() > MAX_ISSUER || !web.mayAsk(base) || base.getQuery() != null) {
                throw new Refused("Not an address that we ask");
            }
            var address = URI.create(issuer.replaceAll("/$", "") + DISCOVERY);
            var metadata = OIDCProviderMetadata.parse(
                    web.retrieveResource(address.toURL()).getContent());
            if (!metadata.getIssuer().getValue().equals(issuer)
                    || !mayAsk(metadata.getAuthorizationEndpointURI())
                    || !mayAsk(metadata.getTokenEndpointURI())
                    || !mayAsk(metadata.getJWKSetURI())) {
                throw new Refused("It describes itself as another, or names addresses that we do not ask");
            }
            var keys = JWKSourceBuilder.<SecurityContext>create(
                            metadata.getJWKSetURI().toURL(), web)
                    .build();
            return new Described(metadata, keys);
        } catch (ParseException | IOException | IllegalArgumentException e) {
            throw new Refused("Nothing there describes itself");
        }
    }

    private boolean mayAsk(@Nullable URI address) {
        return address != null && web.mayAsk(address);
    }
}
