package org.havendesk.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.havendesk.platform.Ids;
import org.havendesk.testing.Answer;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HavendeskTest
class SignUpPagesTests {
    @Autowired
    Accounts accounts;

    @Autowired
    Cast cast;

    @Autowired
    TurnableClock clock;

    @Autowired
    Visitors visitors;

    @Autowired
    JdbcClient db;

    private final String subdomain = "s" + Ids.next().toString().substring(24);

    @BeforeEach
    void nobodySignedUpInTheLastHour() {
        clock.forward(Duration.ofHours(1));
    }

    @Test
    void somebody_who_signs_up_waits_on_a_page_and_is_let_in_once() {
        var sent = send("/signup", form(Map.of()));

        assertThat(sent.status()).isEqualTo(303);
        var building = sent.header("Location");
        assertThat(building).matches("/building/[A-Za-z0-9_-]{43}");
        assertThat(get("localhost", building).status()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> accounts.find(subdomain).orElseThrow().status() == AccountStatus.ACTIVE);
        var progress = get("localhost", building + "/progress");
        assertThat(progress.body()).contains("\"status\":\"active\"").contains("\"progress\":100");
        assertThat(get("localhost", building + "/progress").status()).isEqualTo(404);
        assertThat(get("localhost", building).body()).contains("This page is finished");
    }

    @Test
    void what_is_wrong_is_told_at_its_field_and_what_was_typed_is_kept() {
        var page = send("/signup", form(Map.of("name", "Ada <script>", "email", "ada@acme", "subdomain", "Ac")));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body())
                .contains("A name has letters, digits and spaces only.")
                .contains("This is not a valid e-mail address.")
                .contains("Only small letters a-z, digits and hyphens, please.")
                .contains("value=\"Ada &lt;script>\"")
                .contains("value=\"ada@acme\"")
                .doesNotContain("<script>");
    }

    @Test
    void a_form_that_was_filled_in_by_a_machine_opens_nothing() {
        var page = send("/signup", form(Map.of("website", "http://spam.example")));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains("A hidden field was filled in");
        assertThat(accounts.find(subdomain)).isEmpty();
    }

    @Test
    void a_form_without_our_token_opens_nothing() {
        var body = "name=Ada&email=ada%40acme.test&subdomain=" + subdomain;
        var type = Map.of("Content-Type", "application/x-www-form-urlencoded");

        assertThat(reader("localhost")
                        .send("POST", "/signup", Optional.of(body), type)
                        .status())
                .isEqualTo(403);
        assertThat(accounts.find(subdomain)).isEmpty();
    }

    @Test
    void a_network_opens_only_so_many_accounts_in_an_hour_whatever_its_headers_say() {
        for (int number = 0; number < 10; number++) {
            assertThat(send("/signup", form(Map.of("subdomain", subdomain + number)))
                            .status())
                    .isEqualTo(303);
        }

        var refused =
                reader("localhost").with("X-Forwarded-For", "203.0.113.7").submit("/signup", "/signup", form(Map.of()));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 3600L);
        assertThat(accounts.find(subdomain)).isEmpty();
        clock.forward(Duration.ofHours(1));
        assertThat(send("/signup", form(Map.of())).status()).isEqualTo(303);
    }

    @Test
    void a_wish_that_was_refused_does_not_count_against_the_limit() {
        for (int number = 0; number < 15; number++) {
            assertThat(send("/signup", form(Map.of("subdomain", "mail"))).status())
                    .isEqualTo(422);
        }

        assertThat(send("/signup", form(Map.of())).status()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "ab, false, 'At least 3 characters, please.'",
        "mail, false, This name is kept for technical use.",
        "Abc, false, 'Only small letters a-z, digits and hyphens, please.'",
    })
    void an_address_is_checked_while_the_form_is_filled_in(String wanted, boolean available, String message) {
        assertThat(get("localhost", "/signup/availability?subdomain=" + wanted).body())
                .isEqualTo("{\"available\":" + available + ",\"message\":\"" + message + "\"}");
    }

    @Test
    void an_address_is_free_until_somebody_has_it() {
        assertThat(get("localhost", "/signup/availability?subdomain=" + subdomain)
                        .body())
                .isEqualTo("{\"available\":true,\"message\":\"\"}");

        send("/signup", form(Map.of()));

        assertThat(get("localhost", "/signup/availability?subdomain=" + subdomain)
                        .body())
                .contains("This address belongs to somebody else already.");
    }

    @Test
    void addresses_cannot_be_tried_out_without_end() {
        var statuses = 0;
        for (int number = 0; number < 70; number++) {
            statuses += get("localhost", "/signup/availability?subdomain=try" + number)
                                    .status()
                            == 429
                    ? 1
                    : 0;
        }

        assertThat(statuses).isPositive();
    }

    @Test
    void accounts_cannot_be_looked_for_without_end() {
        var statuses = 0;
        for (int number = 0; number < 70; number++) {
            statuses += get("localhost", "/find?name=try" + number).status() == 429 ? 1 : 0;
        }

        assertThat(statuses).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"en, Open an account", "fr, Ouvrir un compte", "bg, Създаване на акаунт", "de, Open an account"})
    void the_form_speaks_the_readers_language(String language, String title) {
        var page = reader("localhost").with("Accept-Language", language).get("/signup");

        assertThat(page.body())
                .contains("<h1>" + title + "</h1>")
                .contains("lang=\"" + (language.equals("de") ? "en" : language));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/signup", "/signup/availability?subdomain=abc", "/building/x", "/find?name=acme", "/first/x"})
    void the_pages_of_the_installation_are_not_on_an_accounts_host(String path) {
        var acme = cast.acme();

        assertThat(get(acme.subdomain() + ".localhost", path).status()).isEqualTo(404);
    }

    @Test
    void a_first_owners_link_that_is_not_the_one_or_was_used_opens_nothing() {
        cast.acme();

        assertThat(get("localhost", "/first/anything").status()).isEqualTo(410);
        assertThat(send("/first/anything", form(Map.of())).status()).isEqualTo(410);
        assertThat(accounts.find(subdomain)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody-lives-here.localhost", "localhost.evil.test", "a.b.localhost"})
    void an_unknown_host_gets_a_friendly_page(String host) {
        var page = get(host, "/");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).contains("Nobody lives here");
    }

    @ParameterizedTest
    @CsvSource({
        "installing, 503, This help desk is being built",
        "suspended, 503, This help desk is suspended",
        "terminated, 410, There is no help desk at this address any more",
        "deleted, 410, There is no help desk at this address any more",
    })
    void an_account_that_serves_nobody_says_why_at_every_door(String state, int status, String words) {
        var acme = cast.acme();
        db.sql("UPDATE account SET status = :state WHERE id = :id")
                .param("state", state)
                .param("id", acme.tenant().value())
                .update();

        for (var path : new String[] {"/", "/agent/", "/signin", "/rest/tickets", "/f/x/y/z"}) {
            assertThat(get(acme.subdomain() + ".localhost", path).status()).isEqualTo(status);
        }
        assertThat(get(acme.subdomain() + ".localhost", "/assets/pages.css").status())
                .as("what the page that says so is drawn with")
                .isEqualTo(200);
        assertThat(get(acme.subdomain() + ".localhost", "/signin").body()).contains(words);
        assertThat(get(acme.subdomain() + ".localhost", "/rest/session")
                        .json()
                        .path("detail")
                        .asString())
                .startsWith(words);
    }

    @Test
    void somebody_who_was_let_in_is_the_owner_of_the_account() {
        var building = send("/signup", form(Map.of())).header("Location");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> accounts.find(subdomain).orElseThrow().status() == AccountStatus.ACTIVE);
        var link =
                get("localhost", building + "/progress").json().path("loginUrl").asString();

        var owner = visitors.atHost(subdomain + ".localhost");
        owner.get(link.replaceFirst("^https?://[^/]+", ""));

        assertThat(owner.get("/rest/session").json().path("agent").path("role").asString())
                .isEqualTo("owner");
        assertThat(owner.get("/rest/account").json().path("subdomain").asString())
                .isEqualTo(subdomain);
    }

    @Test
    void an_account_is_described_by_those_who_may_change_its_settings() {
        var acme = cast.acme();
        var described = "{\"name\":\"Acme & Söhne\",\"language\":\"bg\",\"timezone\":\"Europe/Sofia\"}";

        assertThat(visitors.as(acme, acme.kevin())
                        .put("/rest/account", described)
                        .status())
                .isEqualTo(403);
        assertThat(visitors.as(acme, acme.ada())
                        .put("/rest/account", described)
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo("Acme & Söhne");
        assertThat(visitors.as(acme, acme.ada())
                        .put("/rest/account", "{\"name\":\" \",\"language\":\"xx\",\"timezone\":\"Mars\"}")
                        .json()
                        .path("errors")
                        .propertyNames())
                .containsExactlyInAnyOrder("name", "language", "timezone");
    }

    @Test
    void an_account_is_found_by_its_name_or_by_its_address() {
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
        Map<String, String> form = new HashMap<>(
                Map.of("name", "Ada Owner", "email", "ada@acme.test", "subdomain", subdomain, "website", ""));
        form.putAll(changes);
        return form;
    }

    private Answer send(String path, Map<String, String> form) {
        return reader("localhost").submit("/signup", path, form);
    }

    private Answer get(String host, String path) {
        return reader(host).get(path);
    }

    /** Somebody who wants pages where there are pages. */
    private Visitor reader(String host) {
        return visitors.atHost(host).with("Accept", "text/html, application/json;q=0.5");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
