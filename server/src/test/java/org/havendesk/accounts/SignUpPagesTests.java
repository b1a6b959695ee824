package org.havendesk.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.havendesk.platform.Ids;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.TurnableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@HavendeskTest
class SignUpPagesTests {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @Autowired
    Accounts accounts;

    @Autowired
    Cast cast;

    @Autowired
    TurnableClock clock;

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String subdomain = "s" + Ids.next().toString().substring(24);

    @BeforeEach
    void nobodySignedUpInTheLastHour() {
        clock.forward(Duration.ofHours(1));
    }

    @Test
    void somebody_who_signs_up_waits_on_a_page_and_is_let_in_once() throws Exception {
        var sent = send("/signup", form(Map.of()));

        assertThat(sent.statusCode()).isEqualTo(303);
        var building = sent.headers().firstValue("Location").orElseThrow();
        assertThat(building).matches("/building/[A-Za-z0-9_-]{43}");
        assertThat(get("localhost", building).statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> accounts.find(subdomain).orElseThrow().status() == AccountStatus.ACTIVE);
        var progress = get("localhost", building + "/progress");
        assertThat(progress.body()).contains("\"status\":\"active\"").contains("\"progress\":100");
        assertThat(get("localhost", building + "/progress").statusCode()).isEqualTo(404);
        assertThat(get("localhost", building).body()).contains("This page is finished");
    }

    @Test
    void what_is_wrong_is_told_at_its_field_and_what_was_typed_is_kept() throws Exception {
        var page = send("/signup", form(Map.of("name", "Ada <script>", "email", "ada@acme", "subdomain", "Ac")));

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body())
                .contains("A name has letters, digits and spaces only.")
                .contains("This is not a valid e-mail address.")
                .contains("Only small letters a-z, digits and hyphens, please.")
                .contains("value=\"Ada &lt;script>\"")
                .contains("value=\"ada@acme\"")
                .doesNotContain("<script>");
    }

    @Test
    void a_form_that_was_filled_in_by_a_machine_opens_nothing() throws Exception {
        var page = send("/signup", form(Map.of("website", "http://spam.example")));

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("A hidden field was filled in");
        assertThat(accounts.find(subdomain)).isEmpty();
    }

    @Test
    void a_form_without_our_token_opens_nothing() throws Exception {
        var body = HttpRequest.BodyPublishers.ofString("name=Ada&email=ada%40acme.test&subdomain=" + subdomain);
        var request = to("localhost", "/signup")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(body)
                .build();

        assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        assertThat(accounts.find(subdomain)).isEmpty();
    }

    @Test
    void a_network_opens_only_so_many_accounts_in_an_hour_whatever_its_headers_say() throws Exception {
        for (int number = 0; number < 10; number++) {
            assertThat(send("/signup", form(Map.of("subdomain", subdomain + number)))
                            .statusCode())
                    .isEqualTo(303);
        }

        var refused = send("/signup", form(Map.of()), "X-Forwarded-For", "203.0.113.7");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 3600L);
        assertThat(accounts.find(subdomain)).isEmpty();
        clock.forward(Duration.ofHours(1));
        assertThat(send("/signup", form(Map.of())).statusCode()).isEqualTo(303);
    }

    @Test
    void a_wish_that_was_refused_does_not_count_against_the_limit() throws Exception {
        for (int number = 0; number < 15; number++) {
            assertThat(send("/signup", form(Map.of("subdomain", "mail"))).statusCode())
                    .isEqualTo(422);
        }

        assertThat(send("/signup", form(Map.of())).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "ab, false, 'At least 3 characters, please.'",
        "mail, false, This name is kept for technical use.",
        "Abc, false, 'Only small letters a-z, digits and hyphens, please.'",
    })
    void an_address_is_checked_while_the_form_is_filled_in(String wanted, boolean available, String message)
            throws Exception {
        assertThat(get("localhost", "/signup/availability?subdomain=" + wanted).body())
                .isEqualTo("{\"available\":" + available + ",\"message\":\"" + message + "\"}");
    }

    @Test
    void an_address_is_free_until_somebody_has_it() throws Exception {
        assertThat(get("localhost", "/signup/availability?subdomain=" + subdomain)
                        .body())
                .isEqualTo("{\"available\":true,\"message\":\"\"}");

        send("/signup", form(Map.of()));

        assertThat(get("localhost", "/signup/availability?subdomain=" + subdomain)
                        .body())
                .contains("This address belongs to somebody else already.");
    }

    @Test
    void addresses_cannot_be_tried_out_without_end() throws Exception {
        var statuses = 0;
        for (int number = 0; number < 70; number++) {
            statuses += get("localhost", "/signup/availability?subdomain=try" + number)
                                    .statusCode()
                            == 429
                    ? 1
                    : 0;
        }

        assertThat(statuses).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"en, Open an account", "fr, Ouvrir un compte", "bg, Създаване на акаунт", "de, Open an account"})
    void the_form_speaks_the_readers_language(String language, String title) throws Exception {
        var page = http.send(
                to("localhost", "/signup").header("Accept-Language", language).build(), BodyHandlers.ofString());

        assertThat(page.body())
                .contains("<h1>" + title + "</h1>")
                .contains("lang=\"" + (language.equals("de") ? "en" : language));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/signup", "/signup/availability?subdomain=abc", "/building/x", "/find?name=acme", "/first/x"})
    void the_pages_of_the_installation_are_not_on_an_accounts_host(String path) throws Exception {
        var acme = cast.acme();

        assertThat(get(acme.subdomain() + ".localhost", path).statusCode()).isEqualTo(404);
    }

    @Test
    void a_first_owners_link_that_is_not_the_one_or_was_used_opens_nothing() throws Exception {
        cast.acme();

        assertThat(get("localhost", "/first/anything").statusCode()).isEqualTo(410);
        assertThat(send("/first/anything", form(Map.of())).statusCode()).isEqualTo(410);
        assertThat(accounts.find(subdomain)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody-lives-here.localhost", "localhost.evil.test", "a.b.localhost"})
    void an_unknown_host_gets_a_friendly_page(String host) throws Exception {
        var page = get(host, "/");

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("Nobody lives here");
    }

    @Test
    void an_account_is_found_by_its_name_or_by_its_address() throws Exception {
        var acme = cast.acme();

        for (var typed : new String[] {
            acme.subdomain(), acme.subdomain() + ".localhost", "http://" + acme.subdomain() + ".localhost:8080/agent/"
        }) {
            assertThat(get("localhost", "/find?name=" + encoded(typed)).body())
                    .contains("//" + acme.subdomain() + ".localhost");
        }
        assertThat(get("localhost", "/find?name=nobody-at-all").body()).contains("There is no account with this name");
    }

    private Map<String, String> form(Map<String, String> changes) {
        Map<String, String> form = new java.util.HashMap<>(
                Map.of("name", "Ada Owner", "email", "ada@acme.test", "subdomain", subdomain, "website", ""));
        form.putAll(changes);
        return form;
    }

    private HttpResponse<String> send(String path, Map<String, String> form, String... headers)
            throws IOException, InterruptedException {
        var page = get("localhost", "/signup");
        var token = CSRF.matcher(page.body());
        assertThat(token.find()).isTrue();
        var cookie = page.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        var body = "_csrf=" + encoded(token.group(1)) + "&"
                + form.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        var request = to("localhost", path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", cookie)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String host, String path) throws IOException, InterruptedException {
        return http.send(to(host, path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder to(String host, String path) {
        var accept = path.contains("availability") || path.contains("progress") ? "application/json" : "text/html";
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Host", host)
                .header("Accept", accept);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
