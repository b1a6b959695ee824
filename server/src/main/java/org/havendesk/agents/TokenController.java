package org.havendesk.agents;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.havendesk.platform.TenantId;
import org.havendesk.platform.web.Links;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Where apps change a code or a refresh token for tokens, and give them back, in the words of RFC 6749, 7009 and 8414. */
@Controller
@ResponseBody
class TokenController {
    private static final String BASIC = "Basic ";
    private static final List<String> METHODS = List.of("client_secret_basic", "client_secret_post", "none");

    private final Apps apps;
    private final Limits limits;
    private final Links links;

    TokenController(Apps apps, Limits limits, Links links) {
        this.apps = apps;
        this.limits = limits;
        this.links = links;
    }

    record Answer(
            @JsonProperty("access_token") String access,
            @JsonProperty("token_type") String type,
            @JsonProperty("expires_in") long seconds,
            @JsonProperty("refresh_token") String refresh,
            String scope) {}

    /** RFC 6749, 5.2. */
    record Refusal(String error) {}

    /** RFC 8414. */
    record Metadata(
            String issuer,
            @JsonProperty("authorization_endpoint") String authorize,
            @JsonProperty("token_endpoint") String token,
            @JsonProperty("revocation_endpoint") String revoke,
            @JsonProperty("scopes_supported") List<String> scopes,
            @JsonProperty("response_types_supported") List<String> types,
            @JsonProperty("grant_types_supported") List<String> grants,

            @JsonProperty("code_challenge_methods_supported")
            List<String> challenges,

            @JsonProperty("token_endpoint_auth_methods_supported")
            List<String> methods,

            @JsonProperty("revocation_endpoint_auth_methods_supported")
            List<String> revocationMethods,

            @JsonProperty("authorization_response_iss_parameter_supported")
            boolean namesItself) {}

    /** By what an app says who it is. */
    private record Shown(String id, Optional<String> secret) {}

    @GetMapping("/.well-known/oauth-authorization-server")
    Metadata describe(TenantId tenant) {
        return new Metadata(
                links.to(tenant, ""),
                links.to(tenant, "/oauth/authorize"),
                links.to(tenant, "/oauth/token"),
                links.to(tenant, "/oauth/revoke"),
                List.copyOf(Apps.scopes()),
                List.of("code"),
                List.of("authorization_code", "refresh_token"),
                List.of("S256"),
                METHODS,
                METHODS,
                true);
    }

    @PostMapping(path = "/oauth/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Answer token(TenantId tenant, @RequestParam MultiValueMap<String, String> form, HttpServletRequest request)
            throws Apps.Refused {
        var app = authenticate(tenant, form, request);
        var holding = switch (said(form, "grant_type")) {
            case "authorization_code" ->
                apps.redeem(
                        tenant,
                        app,
                        said(form, "code"),
                        Optional.ofNullable(form.getFirst("redirect_uri")),
                        said(form, "code_verifier"));
            case "refresh_token" -> apps.refresh(tenant, app, said(form, "refresh_token"));
            case "" -> throw new Apps.Refused("invalid_request");
            default -> throw new Apps.Refused("unsupported_grant_type");
        };
        return new Answer(
                holding.access(),
                "Bearer",
                AppRows.ACCESS.toSeconds(),
                holding.refresh(),
                String.join(" ", holding.scopes()));
    }

    /** 200 in any case, as RFC 7009, 2.2 says. */
    @PostMapping(path = "/oauth/revoke", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Map<String, String> revoke(
            TenantId tenant, @RequestParam MultiValueMap<String, String> form, HttpServletRequest request)
            throws Apps.Refused {
        var app = authenticate(tenant, form, request);
        apps.giveBack(tenant, app, said(form, "token"));
        return Map.of();
    }

    @ExceptionHandler
    ResponseEntity<Refusal> refuse(Apps.Refused refused) {
        return refused.word().equals("invalid_client")
                ? ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"apps\"")
                        .body(new Refusal(refused.word()))
                : ResponseEntity.badRequest().body(new Refusal(refused.word()));
    }

    private AppRows.App authenticate(TenantId tenant, MultiValueMap<String, String> form, HttpServletRequest request)
            throws Apps.Refused {
        limits.askForToken(tenant, Client.of(request));
        var twice = form.values().stream().anyMatch(values -> values.size() > 1);
        if (twice || request.getQueryString() != null) {
            throw new Apps.Refused("invalid_request");
        }
        var shown = shown(form, Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)));
        return apps.authenticate(tenant, shown.id(), shown.secret());
    }

    /** By Basic (RFC 6749, 2.3.1) or in the form, not both; never in the address. */
    private static Shown shown(MultiValueMap<String, String> form, Optional<String> header) throws Apps.Refused {
        var secret = Optional.ofNullable(form.getFirst("client_secret"));
        if (header.isEmpty()) {
            return new Shown(said(form, "client_id"), secret);
        }
        var basic = basic(header.get());
        var other = form.getFirst("client_id");
        if (secret.isPresent() || (other != null && !other.equals(basic.id()))) {
            throw new Apps.Refused("invalid_request");
        }
        return basic;
    }

    private static Shown basic(String header) throws Apps.Refused {
        try {
            if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
                throw new Apps.Refused("invalid_client");
            }
            var text = new String(
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip()), StandardCharsets.UTF_8);
            var pair = text.split(":", 2);
            if (pair.length != 2) {
                throw new Apps.Refused("invalid_client");
            }
            return new Shown(decoded(pair[0]), Optional.of(decoded(pair[1])));
        } catch (IllegalArgumentException e) {
            throw new Apps.Refused("invalid_client");
        }
    }

    private static String said(MultiValueMap<String, String> form, String field) {
        return Optional.ofNullable(form.getFirst(field)).orElse("");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
