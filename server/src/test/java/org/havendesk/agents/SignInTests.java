package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Answer;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@HavendeskTest
class SignInTests {
    private static final String PASSWORD = "four quiet boats at dusk";

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    TurnableClock clock;

    @Autowired
    AgentRows rows;

    @Autowired
    Passwords passwords;

    @Autowired
    PlatformTransactionManager transactions;

    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
        setPassword(acme.david());
    }

    @Test
    void who_gives_the_right_password_is_signed_in() {
        var david = visitors.at(acme);

        var answer = signIn(david, "david@acme.test", PASSWORD);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().at("/agent/name").asString()).isEqualTo("David Agent");
        assertThat(answer.json().at("/account/host").asString()).isEqualTo(acme.subdomain() + ".localhost");
        assertThat(answer.json().at("/departments").size()).isEqualTo(2);
        assertThat(answer.json().at("/permissions/0").asString()).isEqualTo("api.use");
        assertThat(david.get("/rest/session").status()).isEqualTo(200);
    }

    @Test
    void capital_letters_and_spaces_around_the_address_do_not_matter() {
        assertThat(signIn(visitors.at(acme), " David@ACME.test ", PASSWORD).status())
                .isEqualTo(201);
    }

    /** Class 28. */
    @Test
    void the_cookie_is_for_this_host_alone_and_no_script_reads_it() {
        var answer = signIn(visitors.at(acme), "david@acme.test", PASSWORD);

        var cookie = answer.cookie("hd_session").orElseThrow();
        assertThat(cookie)
                .contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=1209600")
                .doesNotContain("Domain", "Secure");
    }

    /** Class 28: session fixation. */
    @Test
    void signing_in_makes_a_new_session_and_ends_the_one_that_was_shown() {
        var david = visitors.at(acme);
        signIn(david, "david@acme.test", PASSWORD);
        var first = david.cookie("hd_session").orElseThrow();

        signIn(david, "david@acme.test", PASSWORD);

        assertThat(david.cookie("hd_session").orElseThrow()).isNotEqualTo(first);
        assertThat(visitors.at(acme)
                        .withCookie("hd_session", first)
                        .get("/rest/session")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_token_that_somebody_made_up_is_never_taken_over() {
        var fixed = "A".repeat(43);
        var david = visitors.at(acme).withCookie("hd_session", fixed);

        signIn(david, "david@acme.test", PASSWORD);

        assertThat(david.cookie("hd_session").orElseThrow()).isNotEqualTo(fixed);
    }

    /** Class 26: the same words and status, whatever is wrong. */
    @Test
    void no_answer_tells_whether_somebody_works_here() {
        var wrong = signIn(visitors.at(acme), "david@acme.test", "not the password");
        var nobody = signIn(visitors.at(acme), "nobody@acme.test", PASSWORD);
        var noPassword = signIn(visitors.at(acme), "kevin@acme.test", PASSWORD);
        var noAddress = signIn(visitors.at(acme), "this is no address", PASSWORD);

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(nobody.body()).isEqualTo(wrong.body());
        assertThat(noPassword.body()).isEqualTo(wrong.body());
        assertThat(noAddress.body()).isEqualTo(wrong.body());
        assertThat(nobody.status()).isEqualTo(wrong.status());
        assertThat(nobody.cookies()).noneMatch(line -> line.startsWith("hd_session"));
    }

    /** Class 27. */
    @Test
    void after_ten_wrong_passwords_one_has_to_wait_and_then_may_try_again() {
        for (var i = 0; i < 10; i++) {
            assertThat(signIn(visitors.at(acme), "david@acme.test", "wrong " + i)
                            .status())
                    .isEqualTo(401);
        }

        var refused = signIn(visitors.at(acme), "david@acme.test", PASSWORD);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 400);

        clock.forward(Duration.ofMinutes(7));
        assertThat(signIn(visitors.at(acme), "david@acme.test", PASSWORD).status())
                .isEqualTo(201);
    }

    @Test
    void a_stranger_who_tries_an_address_does_not_lock_its_owner_out_elsewhere() {
        setPassword(acme.kevin());
        for (var i = 0; i < 11; i++) {
            signIn(visitors.at(acme), "david@acme.test", "wrong " + i);
        }

        assertThat(signIn(visitors.at(acme), "kevin@acme.test", PASSWORD).status())
                .isEqualTo(201);
    }

    @Test
    void a_session_that_nobody_used_for_twelve_hours_is_over() {
        var david = visitors.at(acme);
        signIn(david, "david@acme.test", PASSWORD);

        clock.forward(Duration.ofHours(11));
        assertThat(david.get("/rest/session").status()).isEqualTo(200);
        clock.forward(Duration.ofHours(11));
        assertThat(david.get("/rest/session").status()).isEqualTo(200);
        clock.forward(Duration.ofHours(12).plusSeconds(1));
        assertThat(david.get("/rest/session").status()).isEqualTo(401);
    }

    @Test
    void a_session_is_over_after_two_weeks_however_busy_it_is() {
        var david = visitors.at(acme);
        signIn(david, "david@acme.test", PASSWORD);

        for (var i = 0; i < 33; i++) {
            clock.forward(Duration.ofHours(10));
            assertThat(david.get("/rest/session").status()).isEqualTo(200);
        }
        clock.forward(Duration.ofHours(6).plusSeconds(1));
        assertThat(david.get("/rest/session").status()).isEqualTo(401);
    }

    @Test
    void who_signs_out_is_out_at_once() {
        var david = visitors.at(acme);
        signIn(david, "david@acme.test", PASSWORD);
        var token = david.cookie("hd_session").orElseThrow();

        assertThat(david.delete("/rest/session").status()).isEqualTo(204);

        assertThat(david.cookie("hd_session")).isEmpty();
        assertThat(visitors.at(acme)
                        .withCookie("hd_session", token)
                        .get("/rest/session")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void the_page_works_without_a_script() {
        var david = visitors.at(acme);

        var answer = david.submit(
                "/signin?next=/agent/tickets",
                "/signin",
                Map.of("email", "david@acme.test", "password", PASSWORD, "next", "/agent/tickets"));

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/agent/tickets");
        assertThat(david.get("/rest/session").status()).isEqualTo(200);
    }

    @Test
    void the_page_keeps_the_address_and_says_what_is_wrong() {
        var answer = visitors.at(acme)
                .submit(
                        "/signin",
                        "/signin",
                        Map.of("email", "david@acme.test", "password", "wrong", "next", "/agent/"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body())
                .contains("value=\"david@acme.test\"", "do not belong together", "role=\"alert\"")
                .doesNotContain("value=\"wrong\"");
    }

    @Test
    void nobody_is_led_to_another_site_after_signing_in() {
        for (var next : new String[] {
            "https://eve.example.net/", "//eve.example.net", "/\\eve.example.net", "javascript:alert(1)", "/a\tb", ""
        }) {
            assertThat(Next.safe(next)).as(next).isEqualTo("/agent/");
        }
        assertThat(Next.safe("/agent/tickets/7?x=1#y")).isEqualTo("/agent/tickets/7?x=1#y");
    }

    /** Class 28. */
    @Test
    void a_form_without_its_token_is_refused() {
        var eve = visitors.at(acme);

        var answer = eve.send(
                "POST",
                "/rest/session",
                Optional.of("{\"email\":\"david@acme.test\",\"password\":\"" + PASSWORD + "\"}"),
                Map.of("Content-Type", "application/json"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("type").asString()).isEqualTo("urn:havendesk:problem.forbidden.csrf");
        assertThat(answer.cookies()).noneMatch(line -> line.startsWith("hd_session"));
    }

    @Test
    void the_token_stays_the_same_while_a_page_asks_for_many_things_at_once() {
        var david = visitors.as(acme, acme.david());
        david.get("/rest/session");
        var token = david.cookie("XSRF-TOKEN").orElseThrow();

        var answer = david.get("/rest/session");

        assertThat(answer.cookies()).isEmpty();
        assertThat(david.cookie("XSRF-TOKEN")).hasValue(token);
    }

    /** The neighbour's account is on the same site, so its pages send our cookies. */
    @Test
    void what_another_origin_sends_is_refused_even_with_the_token() {
        var david = visitors.as(acme, acme.david());
        david.get("/signin");

        assertThat(david.with("Origin", "http://eve.localhost")
                        .put("/rest/profile", "{}")
                        .status())
                .isEqualTo(403);
        assertThat(david.with("Origin", "null").put("/rest/profile", "{}").status())
                .isEqualTo(403);
        assertThat(david.with("Origin", "")
                        .with("Sec-Fetch-Site", "same-site")
                        .put("/rest/profile", "{}")
                        .status())
                .isEqualTo(403);
    }

    private void setPassword(Agent agent) {
        var hash = passwords.hash(PASSWORD);
        Tenants.run(
                acme.tenant(),
                () -> new TransactionTemplate(transactions)
                        .executeWithoutResult(state -> rows.setPassword(acme.tenant(), agent.id(), hash)));
    }

    private static Answer signIn(Visitor visitor, String email, String password) {
        return visitor.post("/rest/session", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
    }
}
