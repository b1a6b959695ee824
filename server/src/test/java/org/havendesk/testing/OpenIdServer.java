package org.havendesk.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A provider of OpenID Connect as Google or Keycloak is one: describes itself, hands out codes, checks secret and PKCE, and
 * signs tokens. It can be told to lie.
 */
public final class OpenIdServer implements AutoCloseable {
    public static final String CLIENT = "havendesk-at-acme";
    public static final String SECRET = "a secret of at least thirty-two characters";

    private final HttpServer server;
    private final RSAKey key;
    private final Map<String, Asked> codes = new ConcurrentHashMap<>();
    private volatile UnaryOperator<JWTClaimsSet.Builder> lie = UnaryOperator.identity();
    private volatile Signature signature = Signature.OWN;
    private volatile boolean namesItself;
    private volatile String saysToBe = "";

    /** How tokens are signed. */
    public enum Signature {
        OWN,
        NONE,
        ANOTHER_KEY,
        SHARED_SECRET
    }

    /** Somebody who signed in here. */
    public record Somebody(String subject, String email, boolean verified) {}

    private record Asked(Map<String, String> query, Somebody who) {}

    private OpenIdServer(HttpServer server, RSAKey key) {
        this.server = server;
        this.key = key;
    }

    public static OpenIdServer start() {
        try {
            var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var server = new OpenIdServer(
                    http, new RSAKeyGenerator(2048).keyID("one").generate());
            http.createContext("/.well-known/openid-configuration", server::describe);
            http.createContext("/keys", server::keys);
            http.createContext("/token", server::token);
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on its tokens say something else. */
    public OpenIdServer lying(UnaryOperator<JWTClaimsSet.Builder> claims) {
        lie = claims;
        return this;
    }

    public OpenIdServer signing(Signature how) {
        signature = how;
        return this;
    }

    /** From now on its answers carry {@code iss} (RFC 9207), and it promises so. */
    public OpenIdServer namingItself() {
        namesItself = true;
        return this;
    }

    /** From now on it describes itself as another issuer. */
    public OpenIdServer sayingToBe(String issuer) {
        saysToBe = issuer;
        return this;
    }

    /** Somebody signs in. @return path and query with which their browser is sent back */
    public String signIn(String asked, Somebody who) {
        var query = parameters(URI.create(asked).getRawQuery());
        if (!asked.startsWith(issuer() + "/authorize?") || !CLIENT.equals(query.get("client_id"))) {
            throw new IllegalStateException("Not asked by a client of mine");
        }
        var code = UUID.randomUUID().toString();
        codes.put(code, new Asked(query, who));
        return URI.create(query.getOrDefault("redirect_uri", "")).getPath() + "?state="
                + encoded(query.getOrDefault("state", "")) + "&code=" + code
                + (namesItself ? "&iss=" + encoded(issuer()) : "");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void describe(HttpExchange exchange) throws IOException {
        answer(exchange, 200, """
                {"issuer":"%s","authorization_endpoint":"%s/authorize","token_endpoint":"%s/token","jwks_uri":"%s/keys",
                 "response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["RS256"],
                 "authorization_response_iss_parameter_supported":%s}
                """.formatted(
                        saysToBe.isEmpty() ? issuer() : saysToBe, issuer(), issuer(), issuer(), namesItself));
    }

    private void keys(HttpExchange exchange) throws IOException {
        answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
    }

    /** RFC 6749, 4.1.3 and RFC 7636, 4.6: right client, right address, right proof, once. */
    private void token(HttpExchange exchange) throws IOException {
        var body = parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var asked = codes.remove(body.getOrDefault("code", ""));
        if (asked == null
                || !isClient(exchange)
                || !asked.query().getOrDefault("redirect_uri", "").equals(body.get("redirect_uri"))
                || !asked.query()
                        .getOrDefault("code_challenge", "")
                        .equals(challenge(body.getOrDefault("code_verifier", "")))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        try {
            answer(exchange, 200, """
                    {"access_token":"opaque","token_type":"Bearer","expires_in":300,"id_token":"%s"}
                    """.formatted(token(asked)));
        } catch (JOSEException e) {
            throw new IOException(e);
        }
    }

    private String token(Asked asked) throws JOSEException {
        var now = Instant.now();
        var claims = lie.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .audience(CLIENT)
                        .subject(asked.who().subject())
                        .claim("email", asked.who().email())
                        .claim("email_verified", asked.who().verified())
                        .claim("nonce", asked.query().get("nonce"))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300))))
                .build();
        return switch (signature) {
            case NONE -> new PlainJWT(claims).serialize();
            case SHARED_SECRET -> {
                var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
                token.sign(new MACSigner(SECRET.getBytes(StandardCharsets.UTF_8)));
                yield token.serialize();
            }
            case OWN -> signed(claims, key);
            case ANOTHER_KEY ->
                signed(claims, new RSAKeyGenerator(2048).keyID("one").generate());
        };
    }

    private static String signed(JWTClaimsSet claims, RSAKey by) throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build();
        var token = new SignedJWT(header, claims);
        token.sign(new RSASSASigner(by));
        return token.serialize();
    }

    private static boolean isClient(HttpExchange exchange) {
        var shown = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        var wanted = encoded(CLIENT) + ":" + encoded(SECRET);
        return shown.equals("Basic " + Base64.getEncoder().encodeToString(wanted.getBytes(StandardCharsets.UTF_8)));
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> decoded(pair[0]), pair -> decoded(pair[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
