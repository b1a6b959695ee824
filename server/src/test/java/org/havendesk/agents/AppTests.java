package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.havendesk.platform.Tenants;
import org.havendesk.platform.Tokens;
import org.havendesk.testing.Answer;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.Postbox;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** OAuth 2.1: programs of others act for an agent, as far and as long as the agent lets them. */
@HavendeskTest
class AppTests {
    private static final String BACK = "https://app.example/back";
    private static final String VERIFIER = "a-proof-of-at-least-forty-three-characters-0123";

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    Postbox postbox;

    @Autowired
    TurnableClock clock;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    private Cast.Acme acme;
    private String client = "";
    private String secret = "";

    @BeforeEach
    void begin() {
        acme = cast.acme();
        var made = register(acme, true);
        client = made.json().at("/app/id").asString();
        secret = made.json().get("secret").asString();
    }

    @Test
    void an_agent_lets_an_app_read_tickets_and_nothing_else_and_takes_it_back() {
        var david = visitors.as(acme, acme.david());
        var page = david.get(question("ticket.read"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("Reports", "app.example", "Read tickets")
                .doesNotContain("Answer tickets");
        assertThat(page.header("Content-Security-Policy"))
                .contains("form-action 'self' https://app.example", "frame-ancestors 'none'");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");

        var tokens = redeem(code(david, "ticket.read")).json();
        assertThat(tokens.get("token_type").asString()).isEqualTo("Bearer");
        assertThat(tokens.get("scope").asString()).isEqualTo("ticket.read");
        var app = bearing(tokens.get("access_token").asString());
        assertThat(app.get("/rest/tickets").status()).isEqualTo(200);
        assertThat(app.get("/rest/contacts").status()).isEqualTo(403);
        assertThat(app.post("/rest/apikeys", "{\"name\":\"Mine\"}").status()).isEqualTo(403);
        assertThat(postbox.to(acme.tenant(), "david@acme.test"))
                .anyMatch(letter -> letter.subject().equals("An app may act for you at Acme"));
        assertThat(david.get("/rest/apikeys").json().get("items").size()).isZero();

        var connected = david.get("/rest/profile/apps").json().at("/items/0");
        assertThat(connected.get("name").asString()).isEqualTo("Reports");
        assertThat(connected.at("/scopes/0/text").asString()).isEqualTo("Read tickets");
        assertThat(connected.get("usedAt").asString()).isNotEmpty();
        assertThat(visitors.as(acme, acme.ada())
                        .get("/rest/security/apps")
                        .json()
                        .at("/items/0/agents")
                        .asInt())
                .isEqualTo(1);
        var path = "/rest/profile/apps/" + connected.get("id").asString();
        assertThat(visitors.as(acme, acme.kevin()).delete(path).status()).isEqualTo(404);
        assertThat(david.delete(path).status()).isEqualTo(204);
        assertThat(app.get("/rest/tickets").status()).isEqualTo(401);
        assertThat(refresh(tokens.get("refresh_token").asString()).status()).isEqualTo(400);
    }

    @Test
    void every_scope_that_an_app_can_ask_for_is_said_in_words() {
        var page = visitors.as(acme, acme.david()).get(question(String.join(" ", Apps.scopes())));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("scope.").contains("Read tickets", "Change the settings");
    }

    @Test
    void who_is_not_signed_in_signs_in_first_and_is_asked_then() {
        var asked = visitors.at(acme).get(question("ticket.read"));

        assertThat(asked.status()).isEqualTo(303);
        assertThat(asked.header("Location")).startsWith("/signin?next=%2Foauth%2Fauthorize");
    }

    @Test
    void who_says_no_is_believed() {
        var david = visitors.as(acme, acme.david());

        var answer = decide(david, "ticket.read", "no");

        assertThat(answer.header("Location")).startsWith(BACK + "?error=access_denied&state=xyz&iss=http");
    }

    /** Class 28: an address that is not the app's to the letter gets nothing, not even an error. */
    @Test
    void nobody_is_sent_to_an_address_that_is_not_the_apps_own() {
        var david = visitors.as(acme, acme.david());
        for (var address : List.of(
                "https://app.example/back/",
                "https://app.example/back?x=1",
                "https://app.example.evil.example/back",
                "https://APP.example/back",
                "http://app.example/back",
                "https://evil.example/")) {
            var asked = david.get(question("ticket.read").replace(encoded(BACK), encoded(address)));
            assertThat(asked.status()).as(address).isEqualTo(400);
            assertThat(asked.header("Location")).as(address).isEmpty();
        }
    }

    @Test
    void an_app_on_ones_own_machine_takes_whichever_port_is_free_and_nothing_else() {
        var open =
                visitors.as(acme, acme.ada()).post("/rest/security/apps", """
                        {"name":"Desk","redirectUris":["http://127.0.0.1/back"],"confidential":false}
                        """).json();
        client = open.at("/app/id").asString();
        var david = visitors.as(acme, acme.david());
        var good = question("ticket.read");

        assertThat(david.get(good.replace(encoded(BACK), encoded("http://127.0.0.1:49152/back")))
                        .status())
                .isEqualTo(200);
        for (var address : List.of(
                "http://127.0.0.1:49152/other",
                "http://127.0.0.1:80@evil.example/back",
                "http://127.0.0.1.evil.example/back",
                "https://127.0.0.1:49152/back",
                "http://[::1]:49152/back",
                "http://localhost:49152/back")) {
            assertThat(david.get(good.replace(encoded(BACK), encoded(address))).status())
                    .as(address)
                    .isEqualTo(400);
        }
    }

    @Test
    void what_is_said_twice_or_cannot_be_given_back_as_it_came_is_refused() {
        var david = visitors.as(acme, acme.david());
        var good = question("ticket.read");

        assertThat(david.get(good + "&scope=contact.read").header("Location"))
                .startsWith(BACK + "?error=invalid_request&state=xyz&iss=");
        assertThat(david.get(good.replace("state=xyz", "state=" + "%0a")).header("Location"))
                .startsWith(BACK + "?error=invalid_request&iss=");
        assertThat(david.get(good.replace("state=xyz", "state=" + "x".repeat(2_000)))
                        .header("Location"))
                .startsWith(BACK + "?error=invalid_request&iss=");
        assertThat(david.get(good.replace("&state=xyz", "").replace("S256", "plain"))
                        .header("Location"))
                .startsWith(BACK + "?error=invalid_request&iss=");
    }

    /** Another site cannot say yes in the agent's place, and a key cannot either. */
    @Test
    void only_the_agent_on_our_own_page_says_yes() {
        var david = visitors.as(acme, acme.david());
        david.get(question("ticket.read"));
        var fields = fields("ticket.read");
        fields.put("decision", "yes");
        var form = Map.of("Content-Type", "application/x-www-form-urlencoded", "X-XSRF-TOKEN", "");

        assertThat(david.send("POST", "/oauth/authorize", Optional.of(encoded(fields)), form)
                        .status())
                .isEqualTo(403);
        var key = david.post("/rest/apikeys", "{\"name\":\"Mine\"}")
                .json()
                .get("key")
                .asString();
        assertThat(send(bearing(key), "/oauth/authorize", fields).header("Location"))
                .isEmpty();
        assertThat(david.get("/rest/profile/apps").json().get("items").size()).isZero();
    }

    @Test
    void of_all_that_an_app_holds_the_database_keeps_hashes_only() {
        var code = code(visitors.as(acme, acme.david()), "ticket.read");
        var tokens = redeem(code).json();

        for (var held : List.of(
                code,
                secret,
                tokens.get("access_token").asString(),
                tokens.get("refresh_token").asString())) {
            for (var table : List.of("oauth_client", "oauth_grant", "oauth_token", "api_key")) {
                assertThat(rowsWith(table, held)).as(table).isZero();
            }
        }
    }

    @Test
    void without_a_proof_or_with_scopes_that_no_app_gets_the_app_is_told() {
        var david = visitors.as(acme, acme.david());
        var good = question("ticket.read");

        assertThat(david.get(good.replace("S256", "plain")).header("Location")).contains("error=invalid_request");
        assertThat(david.get(good.replaceAll("code_challenge=[^&]+", "code_challenge="))
                        .header("Location"))
                .contains("error=invalid_request");
        assertThat(david.get(good.replace("response_type=code", "response_type=token"))
                        .header("Location"))
                .contains("error=unsupported_response_type");
        for (var scope : List.of("*", "api.write_own", "ticket.read api.read_own", "no.such")) {
            assertThat(david.get(question(scope)).header("Location")).as(scope).contains("error=invalid_scope");
        }
    }

    @Test
    void a_code_is_worth_something_once_within_a_minute_to_its_app_with_its_proof() {
        var david = visitors.as(acme, acme.david());
        assertThat(redeem(code(david, "ticket.read"), Map.of("code_verifier", VERIFIER + "x"))
                        .status())
                .isEqualTo(400);
        assertThat(redeem(code(david, "ticket.read"), Map.of("redirect_uri", "https://app.example/other"))
                        .status())
                .isEqualTo(400);
        var wrong = redeem(code(david, "ticket.read"), Map.of("client_secret", "wrong"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().get("error").asString()).isEqualTo("invalid_client");
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Basic");
        assertThat(redeem(code(david, "ticket.read"), Map.of("client_secret", ""))
                        .status())
                .isEqualTo(401);
        var late = code(david, "ticket.read");
        clock.forward(AppRows.CODE.plusSeconds(1));
        assertThat(redeem(late).status()).isEqualTo(400);
        var other = register(acme, true).json();
        assertThat(redeem(
                                code(david, "ticket.read"),
                                Map.of(
                                        "client_id",
                                        other.at("/app/id").asString(),
                                        "client_secret",
                                        other.get("secret").asString()))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void an_app_says_who_it_is_by_basic_or_in_the_form_and_never_in_the_address() {
        var david = visitors.as(acme, acme.david());
        var basic = "Basic "
                + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.US_ASCII));
        var app = visitors.at(acme).with("Authorization", basic);
        var bare = new LinkedHashMap<>(grant(code(david, "ticket.read")));
        bare.remove("client_id");

        assertThat(send(app, "/oauth/token", bare).status()).as("both").isEqualTo(400);
        bare.remove("client_secret");
        bare.remove("redirect_uri");
        assertThat(send(app, "/oauth/token", bare).status()).isEqualTo(200);
        assertThat(send("/oauth/token?client_secret=" + secret, grant(code(david, "ticket.read")))
                        .status())
                .isEqualTo(400);
        assertThat(send("/oauth/token", Map.of("client_id", client, "client_secret", secret, "grant_type", "password"))
                        .json()
                        .get("error")
                        .asString())
                .isEqualTo("unsupported_grant_type");
    }

    @Test
    void a_new_secret_ends_the_one_before_and_new_addresses_count_at_once() {
        var ada = visitors.as(acme, acme.ada());
        var path = "/rest/security/apps/" + client;
        var before = secret;
        secret = ada.post(path + "/secret", "").json().get("secret").asString();
        var david = visitors.as(acme, acme.david());

        assertThat(redeem(code(david, "ticket.read"), Map.of("client_secret", before))
                        .status())
                .isEqualTo(401);
        assertThat(redeem(code(david, "ticket.read")).status()).isEqualTo(200);
        var changed = ada.put(path, "{\"name\":\"Numbers\",\"redirectUris\":[\"https://app.example/new\"]}");
        assertThat(changed.json().get("name").asString()).isEqualTo("Numbers");
        assertThat(david.get(question("ticket.read")).status()).isEqualTo(400);
        assertThat(david.get("/rest/profile/apps").json().at("/items/0/name").asString())
                .isEqualTo("Numbers");
        assertThat(ada.get("/rest/audit").body()).contains("app.registered", "app.secret-changed", "app.changed");
    }

    @Test
    void neither_a_key_nor_an_open_screen_registers_an_app() {
        var ada = visitors.as(acme, acme.ada());
        var body = "{\"name\":\"Mine\",\"redirectUris\":[\"https://evil.example/\"],\"confidential\":true}";
        var key = ada.post("/rest/apikeys", "{\"name\":\"Mine\"}")
                .json()
                .get("key")
                .asString();
        clock.forward(FreshSession.LIFE.plusSeconds(1));

        for (var visitor : List.of(ada, visitors.at(acme).with("apikey", key))) {
            assertThat(visitor.post("/rest/security/apps", body).status()).isEqualTo(403);
            assertThat(visitor.put("/rest/security/apps/" + client, body).status())
                    .isEqualTo(403);
            assertThat(visitor.post("/rest/security/apps/" + client + "/secret", "")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void who_asks_for_tokens_without_end_waits() {
        var stopped = IntStream.range(0, 4_000)
                .mapToObj(i -> send("/oauth/token", Map.of("grant_type", "none")))
                .filter(answer -> answer.status() != 401)
                .findFirst()
                .orElseThrow();

        assertThat(stopped.status()).isEqualTo(429);
        assertThat(stopped.header("Retry-After")).isNotEmpty();
        clock.forward(Duration.ofHours(1));
    }

    @Test
    void a_code_shown_twice_ends_what_it_began() {
        var david = visitors.as(acme, acme.david());
        var code = code(david, "ticket.read");
        var app = bearing(redeem(code).json().get("access_token").asString());
        assertThat(app.get("/rest/tickets").status()).isEqualTo(200);

        assertThat(redeem(code).status()).isEqualTo(400);

        assertThat(app.get("/rest/tickets").status()).isEqualTo(401);
        assertThat(david.get("/rest/profile/apps").json().get("items").size()).isZero();
    }

    @Test
    void an_access_token_lasts_an_hour_and_a_refresh_token_works_once() {
        var david = visitors.as(acme, acme.david());
        var first = redeem(code(david, "ticket.read")).json();
        clock.forward(AppRows.ACCESS.plusSeconds(1));
        assertThat(bearing(first.get("access_token").asString())
                        .get("/rest/tickets")
                        .status())
                .isEqualTo(401);

        var second = refresh(first.get("refresh_token").asString()).json();
        assertThat(bearing(second.get("access_token").asString())
                        .get("/rest/tickets")
                        .status())
                .isEqualTo(200);

        assertThat(refresh(first.get("refresh_token").asString()).status()).isEqualTo(400);
        assertThat(bearing(second.get("access_token").asString())
                        .get("/rest/tickets")
                        .status())
                .as("one of the two who showed it has stolen it")
                .isEqualTo(401);
        assertThat(refresh(second.get("refresh_token").asString()).status()).isEqualTo(400);
    }

    @Test
    void an_app_gives_back_what_it_holds_and_what_is_anothers_stays() {
        var tokens =
                redeem(code(visitors.as(acme, acme.david()), "ticket.read")).json();
        var app = bearing(tokens.get("access_token").asString());
        var other = register(acme, true).json();

        assertThat(send(
                                "/oauth/revoke",
                                Map.of(
                                        "token",
                                        tokens.get("refresh_token").asString(),
                                        "client_id",
                                        other.at("/app/id").asString(),
                                        "client_secret",
                                        other.get("secret").asString()))
                        .status())
                .isEqualTo(200);
        assertThat(app.get("/rest/tickets").status()).isEqualTo(200);
        assertThat(send(
                                "/oauth/revoke",
                                Map.of(
                                        "token",
                                        tokens.get("refresh_token").asString(),
                                        "client_id",
                                        client,
                                        "client_secret",
                                        secret))
                        .status())
                .isEqualTo(200);
        assertThat(app.get("/rest/tickets").status()).isEqualTo(401);
    }

    @Test
    void an_app_without_a_secret_lives_by_its_proof() {
        var open = register(acme, false).json();
        assertThat(open.get("secret").isNull()).isTrue();
        client = open.at("/app/id").asString();
        var code = code(visitors.as(acme, acme.david()), "ticket.read");

        assertThat(send(
                                "/oauth/token",
                                Map.of(
                                        "grant_type",
                                        "authorization_code",
                                        "code",
                                        code,
                                        "redirect_uri",
                                        BACK,
                                        "code_verifier",
                                        VERIFIER,
                                        "client_id",
                                        client))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void an_app_may_no_more_than_its_agent_does_and_ends_with_them() {
        var david = visitors.as(acme, acme.david());
        var app = bearing(redeem(code(david, "settings.read ticket.read"))
                .json()
                .get("access_token")
                .asString());
        assertThat(app.get("/rest/mailboxes").status()).isEqualTo(403);
        assertThat(app.get("/rest/tickets").status()).isEqualTo(200);

        assertThat(visitors.as(acme, acme.ada())
                        .delete("/rest/agents/" + acme.david().id())
                        .status())
                .isIn(200, 202, 204);

        assertThat(app.get("/rest/tickets").status()).isEqualTo(401);
        assertThat(app.get("/rest/tickets").header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(visitors.as(acme, acme.ada())
                        .post("/rest/agents/" + acme.david().id() + "/restoration", "")
                        .status())
                .isEqualTo(200);
        assertThat(app.get("/rest/tickets").status()).isEqualTo(401);
    }

    @Test
    void an_app_of_one_account_is_none_at_the_host_of_another() {
        var globex = cast.account("globex");

        assertThat(visitors.as(globex, globex.david())
                        .get(question("ticket.read"))
                        .status())
                .isEqualTo(400);
        var code = code(visitors.as(acme, acme.david()), "ticket.read");
        assertThat(send(visitors.at(globex), "/oauth/token", grant(code)).status())
                .isEqualTo(401);
    }

    @Test
    void apps_are_registered_by_who_manages_security_with_addresses_that_are_safe() {
        assertThat(visitors.as(acme, acme.kevin()).get("/rest/security/apps").status())
                .isEqualTo(403);
        var ada = visitors.as(acme, acme.ada());
        for (var address : List.of(
                "http://app.example/back",
                "javascript:alert(1)",
                "https://app.example/#x",
                "https://u@app.example/",
                "data:text/html,x",
                "https://app.example/;script-src",
                "app://back",
                "")) {
            assertThat(ada.post("/rest/security/apps", """
                            {"name":"Reports","redirectUris":["%s"],"confidential":true}
                            """.formatted(address)).status())
                    .as(address)
                    .isEqualTo(422);
        }
        for (var address : List.of("http://127.0.0.1:7000/back", "com.example.app:/back")) {
            assertThat(ada.post("/rest/security/apps", """
                            {"name":"Reports","redirectUris":["%s"],"confidential":false}
                            """.formatted(address)).status())
                    .as(address)
                    .isEqualTo(201);
        }
        assertThat(ada.delete("/rest/security/apps/" + client).status()).isEqualTo(204);
        assertThat(visitors.as(acme, acme.david()).get(question("ticket.read")).status())
                .isEqualTo(400);
    }

    @Test
    void an_address_that_cannot_be_used_is_named_with_why() {
        var why = Map.of(
                "http://app.example/back",
                "begins with http,",
                "javascript:alert(1)",
                "a scheme that is not safe",
                "app://back",
                "a scheme that is not safe",
                "https://app.example/#x",
                "a part after #",
                "https://u@app.example/",
                "a name before the @",
                "https://app.example/;x",
                "semicolon",
                "app.example/back",
                "no complete address",
                "https://app.example/" + "x".repeat(500),
                "longer than 500 characters");
        why.forEach((address, reason) -> {
            var refused = visitors.as(acme, acme.ada()).post("/rest/security/apps", """
                            {"name":"Reports","redirectUris":["%s","%s"],"confidential":true}
                            """.formatted(BACK, address));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.json().at("/errors/redirectUris").asString())
                    .contains(address.substring(0, Math.min(80, address.length())), reason)
                    .doesNotContain(BACK);
        });
        assertThat(visitors.as(acme, acme.ada())
                        .post("/rest/security/apps", "{\"name\":\"Reports\",\"redirectUris\":[],\"confidential\":true}")
                        .json()
                        .at("/errors/redirectUris")
                        .asString())
                .isEqualTo("Please give one to 10 addresses.");
    }

    @Test
    void the_account_describes_itself() {
        var described =
                visitors.at(acme).get("/.well-known/oauth-authorization-server").json();

        assertThat(described.get("issuer").asString()).contains(acme.subdomain());
        assertThat(described.get("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        assertThat(described.get("scopes_supported").toString())
                .contains("ticket.read")
                .doesNotContain("api.write_own");
    }

    @Test
    void no_app_gets_what_would_outlive_what_its_agent_allowed() {
        assertThat(Apps.scopes()).doesNotContain("api.read_own", "api.write_own", "agent.manage", "*");
    }

    private Answer register(Cast.Acme account, boolean confidential) {
        var made = visitors.as(account, account.ada()).post("/rest/security/apps", """
                        {"name":"Reports","redirectUris":["%s"],"confidential":%s}
                        """.formatted(BACK, confidential));
        assertThat(made.status()).isEqualTo(201);
        return made;
    }

    private int rowsWith(String table, String text) {
        return Tenants.as(
                acme.tenant(),
                () -> new TransactionTemplate(transactions)
                        .execute(state -> db.sql("SELECT count(*) FROM " + table + " t WHERE t::text LIKE :text")
                                .param("text", "%" + text + "%")
                                .query(Integer.class)
                                .single()));
    }

    private String question(String scope) {
        return "/oauth/authorize?" + encoded(fields(scope));
    }

    private Map<String, String> fields(String scope) {
        var challenge = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Tokens.sha256(VERIFIER.getBytes(StandardCharsets.US_ASCII)));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("response_type", "code");
        fields.put("client_id", client);
        fields.put("redirect_uri", BACK);
        fields.put("scope", scope);
        fields.put("state", "xyz");
        fields.put("code_challenge", challenge);
        fields.put("code_challenge_method", "S256");
        return fields;
    }

    private Answer decide(Visitor agent, String scope, String decision) {
        var fields = fields(scope);
        fields.put("decision", decision);
        return agent.submit(question(scope), "/oauth/authorize", fields);
    }

    private String code(Visitor agent, String scope) {
        var answer = decide(agent, scope, "yes");
        assertThat(answer.status()).isEqualTo(303);
        var query = URI.create(answer.header("Location")).getRawQuery();
        assertThat(query).contains("state=xyz", "iss=");
        return query.replaceAll(".*code=([^&]+).*", "$1");
    }

    private Answer redeem(String code) {
        return redeem(code, Map.of());
    }

    private Answer redeem(String code, Map<String, String> other) {
        var fields = new LinkedHashMap<>(grant(code));
        fields.putAll(other);
        return send("/oauth/token", fields);
    }

    private Map<String, String> grant(String code) {
        return Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                BACK,
                "code_verifier",
                VERIFIER,
                "client_id",
                client,
                "client_secret",
                secret);
    }

    private Answer refresh(String token) {
        return send(
                "/oauth/token",
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        token,
                        "client_id",
                        client,
                        "client_secret",
                        secret));
    }

    private Answer send(String path, Map<String, String> fields) {
        return send(visitors.at(acme), path, fields);
    }

    private static Answer send(Visitor app, String path, Map<String, String> fields) {
        return app.send(
                "POST",
                path,
                Optional.of(encoded(fields)),
                Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    private Visitor bearing(String token) {
        return visitors.at(acme).with("Authorization", "Bearer " + token);
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
