package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Answer;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.Postbox;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HavendeskTest
class PasswordTests {
    private static final String FIRST = "a long walk to the harbour";
    private static final String SECOND = "seven lamps along the quay";

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    Postbox postbox;

    @Autowired
    TurnableClock clock;

    @Autowired
    OneTimeLinks links;

    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
    }

    @Test
    void a_forgotten_password_is_replaced_by_a_mailed_link() {
        var token = linkFor("kevin@acme.test");
        var kevin = visitors.at(acme);

        var answer = kevin.put("/rest/passwords", body(token, FIRST));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/agent/name").asString()).isEqualTo("Kevin Agent");
        assertThat(kevin.get("/rest/session").status()).isEqualTo(200);
        assertThat(signIn("kevin@acme.test", FIRST).status()).isEqualTo(201);
    }

    /** Class 26. */
    @Test
    void asking_for_a_link_tells_nothing_about_who_is_known() {
        var known = visitors.at(acme).post("/rest/password-resets", "{\"email\":\"kevin@acme.test\"}");
        var unknown = visitors.at(acme).post("/rest/password-resets", "{\"email\":\"nobody@acme.test\"}");
        var nonsense = visitors.at(acme).post("/rest/password-resets", "{\"email\":\"nonsense\"}");

        assertThat(known.status()).isEqualTo(202);
        assertThat(unknown.status()).isEqualTo(202);
        assertThat(nonsense.status()).isEqualTo(202);
        assertThat(unknown.body()).isEqualTo(known.body());
        assertThat(postbox.to(acme.tenant(), "kevin@acme.test")).hasSize(1);
        assertThat(postbox.to(acme.tenant(), "nobody@acme.test")).isEmpty();
    }

    @Test
    void nobody_gets_more_than_five_such_mails_an_hour() {
        for (var i = 0; i < 8; i++) {
            assertThat(visitors.at(acme)
                            .post("/rest/password-resets", "{\"email\":\"kevin@acme.test\"}")
                            .status())
                    .isEqualTo(202);
        }

        assertThat(postbox.to(acme.tenant(), "kevin@acme.test")).hasSize(5);
    }

    /** Class 25. */
    @Test
    void a_link_works_once() {
        var token = linkFor("kevin@acme.test");
        assertThat(set(token, FIRST).status()).isEqualTo(200);

        assertThat(set(token, SECOND).status()).isEqualTo(410);
        assertThat(visitors.at(acme).get("/welcome/" + token).status()).isEqualTo(410);
    }

    /** Class 25. */
    @Test
    void a_link_works_for_an_hour() {
        var token = linkFor("kevin@acme.test");

        clock.forward(Duration.ofHours(1).minusSeconds(5));
        assertThat(visitors.at(acme).get("/welcome/" + token).status()).isEqualTo(200);
        clock.forward(Duration.ofSeconds(6));
        assertThat(set(token, FIRST).status()).isEqualTo(410);
    }

    @Test
    void a_newer_link_replaces_the_older_one() {
        var older = linkFor("kevin@acme.test");
        var newer = linkFor("kevin@acme.test");

        assertThat(set(older, FIRST).status()).isEqualTo(410);
        assertThat(set(newer, FIRST).status()).isEqualTo(200);
    }

    /** Class 25: empty, blank, longer, and the token of another account. */
    @Test
    void nothing_but_the_very_token_works() {
        var token = linkFor("kevin@acme.test");
        var other = cast.acme();

        for (var tried :
                new String[] {"", " ", token + " ", " " + token, token.toLowerCase(java.util.Locale.ROOT), "null"}) {
            assertThat(set(tried, FIRST).status()).as("'" + tried + "'").isEqualTo(410);
        }
        assertThat(visitors.at(other).put("/rest/passwords", body(token, FIRST)).status())
                .isEqualTo(410);
        assertThat(visitors.at(acme).get("/welcome/%20").status()).isEqualTo(410);
        assertThat(set(token, FIRST).status()).isEqualTo(200);
    }

    /** A link made to enter an account sets no password, and the other way round. */
    @Test
    void a_link_is_good_for_its_own_purpose_only() {
        var enter = Tenants.as(
                acme.tenant(),
                () -> links.make(acme.tenant(), acme.kevin().id(), OneTimeLinks.Purpose.ENTER, Duration.ofSeconds(10)));
        var password = linkFor("kevin@acme.test");

        assertThat(set(enter, FIRST).status()).isEqualTo(410);
        assertThat(visitors.at(acme).get("/welcome/enter/" + password).status()).isEqualTo(410);
    }

    @Test
    void a_weak_password_is_refused_in_words_and_the_link_still_works() {
        var token = linkFor("kevin@acme.test");
        var page = "/welcome/" + token;

        var answer = visitors.at(acme).submit(page, page, Map.of("password", "password12"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("Too many people use this password").doesNotContain("password12\"");
        assertThat(set(token, "short").json().at("/errors/password").asString()).contains("10");
        assertThat(set(token, FIRST).status()).isEqualTo(200);
    }

    @Test
    void looking_at_the_page_uses_nothing_up() {
        var token = linkFor("kevin@acme.test");

        for (var i = 0; i < 3; i++) {
            assertThat(visitors.at(acme).get("/welcome/" + token).status()).isEqualTo(200);
        }
        assertThat(set(token, FIRST).status()).isEqualTo(200);
    }

    @Test
    void a_new_password_ends_the_sessions_that_were_there() {
        var elsewhere = visitors.as(acme, acme.kevin());
        assertThat(elsewhere.get("/rest/session").status()).isEqualTo(200);

        set(linkFor("kevin@acme.test"), FIRST);

        assertThat(elsewhere.get("/rest/session").status()).isEqualTo(401);
    }

    @Test
    void changing_the_password_needs_the_current_one_and_ends_the_other_sessions() {
        var kevin = visitors.at(acme);
        kevin.put("/rest/passwords", body(linkFor("kevin@acme.test"), FIRST));
        var elsewhere = visitors.as(acme, acme.kevin());

        var wrong = kevin.put("/rest/profile/password", change("not it at all", SECOND));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().at("/errors/current").asString()).isNotEmpty();
        assertThat(kevin.put("/rest/profile/password", change(FIRST, SECOND)).status())
                .isEqualTo(204);

        assertThat(kevin.get("/rest/session").status()).isEqualTo(200);
        assertThat(elsewhere.get("/rest/session").status()).isEqualTo(401);
        assertThat(signIn("kevin@acme.test", FIRST).status()).isEqualTo(401);
        assertThat(signIn("kevin@acme.test", SECOND).status()).isEqualTo(201);
    }

    @Test
    void the_page_for_a_forgotten_password_says_the_same_to_everybody() {
        var known = visitors.at(acme).submit("/forgot", "/forgot", Map.of("email", "kevin@acme.test"));
        var unknown = visitors.at(acme).submit("/forgot", "/forgot", Map.of("email", "norma@acme.test"));

        assertThat(known.status()).isEqualTo(200);
        assertThat(unknown.body().replace("norma@acme.test", "kevin@acme.test")).isEqualTo(known.body());
    }

    private String linkFor(String address) {
        visitors.at(acme).post("/rest/password-resets", "{\"email\":\"" + address + "\"}");
        return postbox.to(acme.tenant(), address).getLast().text().replaceAll("(?s).*/welcome/(\\S+).*", "$1");
    }

    private Answer set(String token, String password) {
        return visitors.at(acme).put("/rest/passwords", body(token, password));
    }

    private Answer signIn(String email, String password) {
        return visitors.at(acme)
                .post("/rest/session", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
    }

    private static String body(String token, String password) {
        return "{\"token\":\"" + token + "\",\"password\":\"" + password + "\"}";
    }

    private static String change(String current, String next) {
        return "{\"current\":\"" + current + "\",\"password\":\"" + next + "\"}";
    }
}
