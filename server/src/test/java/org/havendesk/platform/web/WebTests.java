package org.havendesk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.havendesk.testing.Answer;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HavendeskTest
class WebTests {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    TurnableClock clock;

    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
    }

    /** Classes 28, 29; a header missing on one route is how others were caught. */
    @Test
    void every_kind_of_answer_carries_the_guards() {
        var stranger = visitors.at(acme);
        var david = visitors.as(acme, acme.david());

        for (var answer : List.of(
                stranger.get("/signin"),
                stranger.get("/rest/session"),
                stranger.get("/rest/nothing"),
                stranger.get("/nothing"),
                stranger.get("/"),
                stranger.get("/health"),
                stranger.get("/assets/pages.css"),
                stranger.get("/assets/nothing.css"),
                stranger.send("PATCH", "/signin", Optional.of("x"), Map.of()),
                stranger.send("POST", "/rest/session", Optional.of("{}"), JSON),
                visitors.atHost("nobody.localhost").get("/"),
                visitors.atHost("nobody.localhost").get("/rest/session"),
                david.get("/rest/session"),
                david.get("/rest/agents/;x=1/%2e%2e/"),
                david.post("/rest/apikeys", "{"))) {
            assertGuards(answer);
        }
    }

    @Test
    void no_answer_tells_what_we_are_made_of() {
        for (var path : List.of("/signin", "/rest/nothing", "/rest/session", "/nothing")) {
            var answer = visitors.at(acme).get(path);
            assertThat(answer.header("Server")).isEmpty();
            assertThat(answer.header("X-Powered-By")).isEmpty();
            assertThat(answer.body()).doesNotContainIgnoringCase("spring", "tomcat", "java.");
            assertThat(answer.cookies()).noneMatch(line -> line.contains("JSESSIONID"));
        }
    }

    @Test
    void https_is_remembered_only_where_it_was_used() {
        assertThat(visitors.at(acme).get("/signin").header("Strict-Transport-Security"))
                .isEmpty();
        assertThat(visitors.at(acme)
                        .with("X-Forwarded-Proto", "https")
                        .get("/signin")
                        .header("Strict-Transport-Security"))
                .as("nobody named this client a proxy")
                .isEmpty();
    }

    @Test
    void an_unknown_host_gets_a_friendly_page() {
        var answer = visitors.atHost("nobody.localhost")
                .with("Accept-Language", "fr")
                .with("Accept", "text/html,*/*;q=0.8")
                .get("/");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body()).contains("Il n’y a personne ici", "lang=\"fr\"");
    }

    /** Class 2: tricks with the Host header lead nowhere. */
    @Test
    void only_the_exact_host_of_an_account_leads_to_it() {
        var name = acme.subdomain();
        for (var host : List.of(
                name + ".example.com",
                name + ".localhost.example.com",
                "x." + name + ".localhost",
                name + "localhost",
                name + ".localhost.",
                "127.0.0.1",
                "[::1]",
                "%." + name + ".localhost",
                name + "%00.localhost")) {
            assertThat(visitors.atHost(host).get("/signin").status()).as(host).isIn(400, 404);
        }
        assertThat(visitors.atHost(name.toUpperCase(java.util.Locale.ROOT) + ".LOCALHOST")
                        .get("/signin")
                        .status())
                .isEqualTo(200);
        assertThat(visitors.atHost(name + ".localhost:1").get("/signin").status())
                .isEqualTo(200);
        assertThat(visitors.atHost("localhost").get("/signin").status())
                .as("the bare host belongs to no account")
                .isEqualTo(404);
    }

    @Test
    void health_is_told_on_any_host() {
        for (var host : List.of(acme.subdomain() + ".localhost", "localhost", "127.0.0.1", "nobody.localhost")) {
            var answer = visitors.atHost(host).get("/health");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
        }
    }

    @Test
    void the_page_of_a_host_that_nobody_has_looks_like_ours() {
        var nobody = visitors.atHost("nobody.localhost");
        var page = nobody.send("GET", "/", Optional.empty(), Map.of("Accept", "text/html"));

        assertThat(page.status()).isEqualTo(404);
        var looks = java.util.regex.Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(looks).isNotEmpty();
        for (var look : looks) {
            assertThat(nobody.get(look).status()).as(look).isEqualTo(200);
        }
        assertThat(nobody.get("/console/index.html").status()).isEqualTo(404);
        assertThat(nobody.get("/assets/..;/rest/session").status()).isNotEqualTo(200);
    }

    @Test
    void a_proxy_hears_for_which_hosts_it_may_get_certificates() {
        var proxy = visitors.atHost("127.0.0.1");

        for (var ours : List.of("localhost", acme.subdomain() + ".localhost", acme.subdomain() + ".LOCALHOST")) {
            assertThat(proxy.get("/health?domain=" + ours).status()).as(ours).isEqualTo(200);
        }
        for (var other : List.of("nobody.localhost", "example.org", "a.b.localhost", "", "127.0.0.1")) {
            assertThat(proxy.get("/health?domain=" + other).status()).as(other).isEqualTo(404);
        }
    }

    @Test
    void who_asks_for_many_hosts_has_to_wait_while_health_is_told_to_everybody() {
        var stranger = visitors.atHost("localhost");
        var last = stranger.get("/health?domain=a.localhost");
        for (int asked = 0; asked < 70 && last.status() != 429; asked++) {
            last = stranger.get("/health?domain=a" + asked + ".localhost");
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
        assertThat(stranger.get("/health").status()).isEqualTo(200);
        clock.forward(Duration.ofMinutes(1));
        assertThat(stranger.get("/health?domain=localhost").status()).isEqualTo(200);
    }

    @Test
    void the_start_of_an_account_is_its_console() {
        var answer = visitors.at(acme).get("/");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("/agent/");
    }

    @Test
    void a_problem_speaks_the_readers_language() {
        assertThat(detail("en")).isEqualTo("You are not signed in, or your session has ended. Please sign in.");
        assertThat(detail("fr-CA,fr;q=0.9")).startsWith("Vous n’êtes pas connecté");
        assertThat(detail("bg")).startsWith("Не сте влезли");
        assertThat(detail("de")).startsWith("You are not signed in");
        assertThat(detail("x;q=nonsense,,,")).startsWith("You are not signed in");
    }

    @Test
    void a_problem_has_the_shape_of_the_standard() {
        var answer = visitors.at(acme).get("/rest/session");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("type", "title", "status", "detail");
        assertThat(answer.json().get("type").asString()).isEqualTo("urn:havendesk:problem.unauthenticated.session");
        assertThat(answer.json().get("status").asInt()).isEqualTo(401);
    }

    @Test
    void the_language_of_the_profile_comes_before_the_browsers() {
        var kevin = visitors.as(acme, acme.kevin());
        kevin.put("/rest/profile", """
                {"name":"Kevin","language":"bg","theme":"dark","timezone":"UTC","signature":"","density":"compact"}
                """);

        var answer = kevin.with("Accept-Language", "fr").get("/rest/nothing");

        assertThat(answer.json().get("title").asString()).isEqualTo("Не е намерено");
    }

    @Test
    void what_is_wrong_with_a_request_is_told_as_what_it_is() {
        var david = visitors.as(acme, acme.david());

        assertProblem(david.post("/rest/apikeys", "{nonsense"), 400, "problem.badJson");
        assertProblem(david.post("/rest/apikeys", "[]"), 400, "problem.badJson");
        assertProblem(david.get("/rest/nothing"), 404, "problem.http.404");
        assertProblem(david.delete("/rest/apikeys/not-an-id"), 404, "problem.notFound.id");
        var method = david.delete("/rest/apikeys");
        assertProblem(method, 405, "problem.http.405");
        assertThat(method.header("Allow")).contains("GET", "POST");
        assertProblem(
                david.send("POST", "/rest/apikeys", Optional.of("name=x"), Map.of("Content-Type", "text/plain")),
                415,
                "problem.http.415");
        assertProblem(david.get("/rest/agents?cursor=nonsense"), 422, "problem.invalid");
        assertProblem(david.get("/rest/agents?limit=many"), 400, "problem.http.400");
    }

    /** A record's component that is not nullable is never null: it is the client's mistake, by name. */
    @Test
    void a_missing_field_is_named() {
        var david = visitors.as(acme, acme.david());

        for (var body : List.of("{}", "{\"name\":null}")) {
            var answer = david.post("/rest/apikeys", body);
            assertProblem(answer, 422, "problem.invalid");
            assertThat(answer.json().at("/errors/name").asString()).isEqualTo("This is needed.");
        }
        var wrongType = david.post("/rest/apikeys", "{\"name\":{\"a\":1}}");
        assertThat(wrongType.status()).isEqualTo(422);
        assertThat(wrongType.json().at("/errors/name").asString()).isEqualTo("This value cannot be used.");
    }

    /** Class 36. */
    @Test
    void a_body_without_end_is_refused() {
        var david = visitors.as(acme, acme.david());

        var answer = david.post("/rest/apikeys", "{\"name\":\"" + "x".repeat(BodyLimitFilter.MAX) + "\"}");

        assertProblem(answer, 413, "problem.http.413");
    }

    /** Class 31. */
    @Test
    void json_nested_without_end_is_refused() {
        var david = visitors.as(acme, acme.david());

        var answer = david.post("/rest/apikeys", "{\"name\":" + "[".repeat(100_000));

        assertThat(answer.status()).isBetween(400, 422);
    }

    @Test
    void a_browser_gets_a_page_where_a_program_gets_json() {
        var answer = visitors.at(acme)
                .with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .with("Accept-Language", "bg")
                .get("/nothing");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.body()).contains("Не е намерено", "lang=\"bg\"");
    }

    @Test
    void everything_under_rest_is_closed_to_strangers() {
        for (var path : List.of("/rest/session", "/rest/agents", "/rest/apikeys", "/rest/nothing", "/rest/tickets")) {
            assertThat(visitors.at(acme).get(path).status()).as(path).isEqualTo(401);
        }
    }

    @Test
    void pages_need_neither_inline_styles_nor_scripts() {
        for (var path : List.of("/signin", "/forgot", "/welcome/x", "/signed-out")) {
            assertThat(visitors.at(acme).get(path).body())
                    .as(path)
                    .doesNotContainPattern("<style|style=|<script>|\\son[a-z]+=|javascript:");
        }
    }

    @Test
    void pages_speak_three_languages() {
        assertThat(page("en")).contains("lang=\"en\"", "Forgot your password?");
        assertThat(page("fr")).contains("lang=\"fr\"", "Mot de passe oublié");
        assertThat(page("bg")).contains("lang=\"bg\"", "Забравена парола");
    }

    @Test
    void assets_are_named_by_their_content_and_kept_for_long() {
        var page = visitors.at(acme).get("/signin").body();
        var path = page.replaceAll("(?s).*href=\"(/assets/pages-[0-9a-f]+\\.css)\".*", "$1");

        var css = visitors.at(acme).get(path);

        assertThat(css.status()).isEqualTo(200);
        assertThat(css.header("Cache-Control")).contains("max-age=31536000", "immutable");
        assertThat(css.header("Content-Type")).startsWith("text/css");
        assertThat(css.cookies()).as("a shared cache would hand them on").isEmpty();
        var font = css.body().replaceAll("(?s).*?url\\(\"([^\"]+)\"\\).*", "$1");
        assertThat(visitors.at(acme).get(font).status()).as(font).isEqualTo(200);
    }

    /** Class 30. */
    @Test
    void nothing_outside_the_assets_is_served() {
        for (var path : List.of(
                "/assets/../application.yaml",
                "/assets/%2e%2e/application.yaml",
                "/assets/..%2fapplication.yaml",
                "/assets/%5c..%5capplication.yaml",
                "/assets/",
                "/application.yaml",
                "/db/migration/V1__walls.sql",
                "/static/assets/pages.css")) {
            assertThat(visitors.at(acme).get(path).status()).as(path).isIn(400, 404);
        }
    }

    private String page(String language) {
        return visitors.at(acme)
                .with("Accept-Language", language)
                .get("/signin")
                .body();
    }

    private String detail(String accepted) {
        return visitors.at(acme)
                .with("Accept-Language", accepted)
                .get("/rest/session")
                .json()
                .get("detail")
                .asString();
    }

    private static void assertProblem(Answer answer, int status, String key) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("type").asString()).isEqualTo("urn:havendesk:" + key);
        assertThat(answer.json().get("detail").asString()).isNotEmpty();
    }

    private static void assertGuards(Answer answer) {
        var what = answer.status() + " " + answer.header("Content-Type");
        assertThat(answer.header("Content-Security-Policy"))
                .as(what)
                .contains(
                        "default-src 'self'",
                        "script-src 'self'",
                        "frame-ancestors 'none'",
                        "base-uri 'none'",
                        "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).as(what).isEqualTo("DENY");
        assertThat(answer.header("Referrer-Policy")).as(what).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).as(what).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).as(what).isEqualTo("same-origin");
        assertThat(answer.header("Permissions-Policy")).as(what).contains("camera=()");
    }
}
