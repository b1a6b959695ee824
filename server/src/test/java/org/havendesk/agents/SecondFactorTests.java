package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Tenants;
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

/** The promise of two-factor sign-in with an authenticator app, at every door. */
@HavendeskTest
class SecondFactorTests {
    private static final String PASSWORD = "four quiet boats at dusk";
    private static final String CODE_NEEDED = "urn:havendesk:problem.unauthenticated.codeRequired";

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    Postbox postbox;

    @Autowired
    TurnableClock clock;

    @Autowired
    AgentRows rows;

    @Autowired
    Passwords passwords;

    @Autowired
    TotpRows totp;

    @Autowired
    OneTimeLinks links;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
        setPassword(acme.david());
        setPassword(acme.ada());
    }

    @Test
    void it_is_on_once_the_app_shows_the_right_code() {
        var david = visitors.as(acme, acme.david());

        var offer = david.post("/rest/profile/second-factor", "{\"password\":\"" + PASSWORD + "\"}");
        assertThat(offer.status()).isEqualTo(201);
        assertThat(offer.json().get("uri").asString())
                .contains("secret=" + offer.json().get("secret").asString());
        assertThat(offer.json().get("qr").asString()).startsWith("<svg");
        assertThat(state(david).get("on").asBoolean()).isFalse();

        assertThat(david.put("/rest/profile/second-factor", "{\"code\":\"000000\"}")
                        .status())
                .isEqualTo(422);
        var confirmed = david.put("/rest/profile/second-factor", "{\"code\":\"" + codeFor(acme.david()) + "\"}");

        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.json().get("codes").size()).isEqualTo(10);
        assertThat(state(david).get("on").asBoolean()).isTrue();
        assertThat(state(david).get("recoveryCodes").asInt()).isEqualTo(10);
        assertThat(david.get("/rest/session").json().at("/secondFactor/on").asBoolean())
                .isTrue();
    }

    @Test
    void it_takes_the_password_to_begin() {
        var david = visitors.as(acme, acme.david());

        var answer = david.post("/rest/profile/second-factor", "{\"password\":\"not the password\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/password").asString()).isNotEmpty();
        assertThat(david.put("/rest/profile/second-factor", "{\"code\":\"123456\"}")
                        .status())
                .isEqualTo(409);
    }

    /** Class 28: whoever was signed in elsewhere is out. */
    @Test
    void turning_it_on_ends_every_other_session() {
        var elsewhere = visitors.as(acme, acme.david());
        var here = visitors.as(acme, acme.david());
        assertThat(elsewhere.get("/rest/session").status()).isEqualTo(200);

        turnOn(here, acme.david());

        assertThat(here.get("/rest/session").status()).isEqualTo(200);
        assertThat(elsewhere.get("/rest/session").status()).isEqualTo(401);
    }

    @Test
    void a_program_is_told_that_a_code_is_needed_and_gets_in_with_it() {
        turnOn(acme.david());

        var without = signIn(visitors.at(acme), "\"");
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.json().get("type").asString()).isEqualTo(CODE_NEEDED);
        assertThat(without.cookies()).noneMatch(line -> line.startsWith("hd_session"));

        assertThat(signIn(visitors.at(acme), "\",\"code\":\"000000\"").status()).isEqualTo(401);
        var program = visitors.at(acme);
        assertThat(signIn(program, "\",\"code\":\"" + nextCode(acme.david()) + "\"")
                        .status())
                .isEqualTo(201);
        assertThat(program.get("/rest/session").status()).isEqualTo(200);
    }

    /** Class 26: with a wrong password nobody learns that there is a second factor. */
    @Test
    void a_wrong_password_tells_nothing_about_a_second_factor() {
        turnOn(acme.david());

        var withFactor = wrongPassword("david@acme.test");
        var without = wrongPassword("ada@acme.test");

        assertThat(withFactor.status()).isEqualTo(without.status());
        assertThat(withFactor.body()).isEqualTo(without.body());
    }

    /** Class 27: TOTP replay. */
    @Test
    void a_code_works_once() {
        turnOn(acme.david());
        var code = nextCode(acme.david());

        assertThat(signIn(visitors.at(acme), "\",\"code\":\"" + code + "\"").status())
                .isEqualTo(201);
        assertThat(signIn(visitors.at(acme), "\",\"code\":\"" + code + "\"").status())
                .isEqualTo(401);
    }

    /** Class 27: the code that turned it on was shown once already. */
    @Test
    void the_code_that_turned_it_on_signs_nobody_in() {
        var david = visitors.as(acme, acme.david());
        offer(david);
        var first = codeFor(acme.david());
        david.put("/rest/profile/second-factor", "{\"code\":\"" + first + "\"}");

        assertThat(signIn(visitors.at(acme), "\",\"code\":\"" + first + "\"").status())
                .isEqualTo(401);
    }

    /** Class 27: of many who show the same code at the same moment, one gets in. */
    @Test
    void a_code_shown_by_several_at_once_lets_one_in() throws Exception {
        turnOn(acme.david());
        var code = nextCode(acme.david());
        var tries = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 4; i++) {
            var visitor = visitors.at(acme);
            visitor.get("/signin");
            tries.add(() -> signIn(visitor, "\",\"code\":\"" + code + "\"").status());
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = new ArrayList<Integer>();
            for (var result : threads.invokeAll(tries)) {
                statuses.add(result.get());
            }
            assertThat(statuses).containsOnlyOnce(201);
        }
    }

    /** Class 27: brute force. */
    @Test
    void after_ten_wrong_codes_one_has_to_wait_and_then_may_try_again() {
        turnOn(acme.david());
        for (var i = 0; i < 10; i++) {
            assertThat(signIn(visitors.at(acme), "\",\"code\":\"00000" + i + "\"")
                            .status())
                    .isEqualTo(401);
        }

        assertThat(signIn(visitors.at(acme), "\",\"code\":\"" + nextCode(acme.david()) + "\"")
                        .status())
                .isEqualTo(429);
        clock.forward(Duration.ofMinutes(7));
        assertThat(signIn(visitors.at(acme), "\",\"code\":\"" + nextCode(acme.david()) + "\"")
                        .status())
                .isEqualTo(201);
    }

    /** Class 27: recovery codes. */
    @Test
    void a_recovery_code_lets_in_once_and_is_told_by_mail() {
        var codes = turnOn(acme.david());
        var typed = codes.getFirst().toUpperCase(java.util.Locale.ROOT).replace("-", " ");

        assertThat(signIn(visitors.at(acme), "\",\"code\":\"" + typed + "\"").status())
                .isEqualTo(201);
        assertThat(signIn(visitors.at(acme), "\",\"code\":\"" + codes.getFirst() + "\"")
                        .status())
                .isEqualTo(401);
        assertThat(postbox.to(acme.tenant(), "david@acme.test"))
                .anyMatch(letter -> letter.subject().equals("A recovery code was used at Acme"));
        assertThat(state(visitors.as(acme, acme.david())).get("recoveryCodes").asInt())
                .isEqualTo(9);
    }

    @Test
    void new_recovery_codes_replace_the_old_ones() {
        var old = turnOn(acme.david());
        var david = visitors.as(acme, acme.david());

        var renewed = david.post(
                "/rest/profile/second-factor/recovery-codes", "{\"code\":\"" + nextCode(acme.david()) + "\"}");

        assertThat(renewed.status()).isEqualTo(200);
        assertThat(signIn(visitors.at(acme), "\",\"code\":\"" + old.get(1) + "\"")
                        .status())
                .isEqualTo(401);
        var fresh = renewed.json().at("/codes/0").asString();
        assertThat(signIn(visitors.at(acme), "\",\"code\":\"" + fresh + "\"").status())
                .isEqualTo(201);
    }

    /** The promise of safe storage: what lies in the database is of no use without the keys. */
    @Test
    void neither_secret_nor_codes_lie_readable_in_the_database() {
        var codes = turnOn(acme.david());
        var secret = in(() -> totp.used(acme.tenant(), acme.david().id())).orElseThrow();

        assertThat(in(() -> db.sql("SELECT count(*) FROM agent_totp WHERE position(:secret in secret) > 0")
                        .param("secret", secret)
                        .query(Integer.class)
                        .single()))
                .isZero();
        assertThat(in(() -> db.sql("SELECT count(*) FROM agent_recovery_code c WHERE c::text LIKE :code")
                        .param("code", "%" + codes.getFirst() + "%")
                        .query(Integer.class)
                        .single()))
                .isZero();
    }

    @Test
    void the_pages_ask_for_the_code_without_a_script() {
        turnOn(acme.david());
        var david = visitors.at(acme);

        var first = david.submit(
                "/signin?next=/agent/tickets",
                "/signin",
                Map.of("email", "david@acme.test", "password", PASSWORD, "next", "/agent/tickets"));
        assertThat(first.status()).isEqualTo(303);
        assertThat(first.header("Location")).isEqualTo("/signin/code?next=%2Fagent%2Ftickets");
        assertThat(first.cookie("hd_step").orElseThrow()).contains("HttpOnly", "SameSite=Lax");
        assertThat(david.get("/rest/session").status()).isEqualTo(401);

        var page = david.get(first.header("Location"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("autocomplete=\"one-time-code\"");
        var wrong = david.submit("/signin/code", "/signin/code", Map.of("code", "123", "next", "/agent/tickets"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body()).contains("role=\"alert\"");

        var in = david.submit(
                "/signin/code", "/signin/code", Map.of("code", nextCode(acme.david()), "next", "/agent/tickets"));
        assertThat(in.status()).isEqualTo(303);
        assertThat(in.header("Location")).isEqualTo("/agent/tickets");
        assertThat(david.get("/rest/session").status()).isEqualTo(200);
        assertThat(david.cookie("hd_step")).isEmpty();
    }

    @Test
    void who_waits_too_long_between_the_steps_begins_again() {
        turnOn(acme.david());
        var david = visitors.at(acme);
        david.submit("/signin", "/signin", Map.of("email", "david@acme.test", "password", PASSWORD));

        clock.forward(Duration.ofMinutes(10).plusSeconds(1));
        var late = david.submit("/signin", "/signin/code", Map.of("code", nextCode(acme.david())));

        assertThat(late.header("Location")).startsWith("/signin?next=");
        assertThat(david.get("/rest/session").status()).isEqualTo(401);
    }

    /** A mailbox alone is one proof: it sets a password and opens nothing. */
    @Test
    void a_mailed_link_to_set_a_password_does_not_get_past_the_second_step() {
        turnOn(acme.david());
        var david = visitors.at(acme);
        var link = resetLink();

        var set = david.submit("/welcome/" + link, "/welcome/" + link, Map.of("password", "seven lamps at the quay"));

        assertThat(set.header("Location")).startsWith("/signin/code");
        assertThat(david.get("/rest/session").status()).isEqualTo(401);
        assertThat(david.submit("/signin/code", "/signin/code", Map.of("code", nextCode(acme.david())))
                        .status())
                .isEqualTo(303);
        assertThat(david.get("/rest/session").status()).isEqualTo(200);
    }

    @Test
    void a_program_sets_a_password_with_link_and_code_together() {
        turnOn(acme.david());
        var body = "{\"token\":\"" + resetLink() + "\",\"password\":\"seven lamps at the quay\"";

        var without = visitors.at(acme).put("/rest/passwords", body + "}");
        assertThat(without.json().get("type").asString()).isEqualTo(CODE_NEEDED);
        assertThat(visitors.at(acme)
                        .put("/rest/passwords", body + ",\"code\":\"" + nextCode(acme.david()) + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_link_right_after_the_sign_up_does_not_get_past_the_second_step_either() {
        turnOn(acme.david());
        var token = in(
                () -> links.make(acme.tenant(), acme.david().id(), OneTimeLinks.Purpose.ENTER, Duration.ofSeconds(10)));
        var david = visitors.at(acme);

        assertThat(david.get("/welcome/enter/" + token).header("Location")).startsWith("/signin/code");
        assertThat(david.get("/rest/session").status()).isEqualTo(401);
    }

    @Test
    void turning_it_off_takes_password_and_code_and_is_told_by_mail() {
        turnOn(acme.david());
        var david = visitors.as(acme, acme.david());

        assertThat(off(david, "wrong password", nextCode(acme.david())).status())
                .isEqualTo(422);
        assertThat(off(david, PASSWORD, "000000").status()).isEqualTo(422);
        assertThat(off(david, PASSWORD, nextCode(acme.david())).status()).isEqualTo(204);

        assertThat(state(david).get("on").asBoolean()).isFalse();
        assertThat(signIn(visitors.at(acme), "\"").status()).isEqualTo(201);
        assertThat(postbox.to(acme.tenant(), "david@acme.test"))
                .extracting(letter -> letter.subject())
                .contains("Two-step sign-in is on at Acme", "Two-step sign-in is off at Acme");
    }

    @Test
    void an_admin_resets_the_factor_of_whoever_lost_their_device_and_no_agent_does() {
        turnOn(acme.david());
        var path = "/rest/agents/" + acme.david().id() + "/second-factor";

        assertThat(visitors.as(acme, acme.kevin()).delete(path).status()).isEqualTo(403);
        assertThat(visitors.as(acme, acme.ada()).delete(path).status()).isEqualTo(204);
        assertThat(visitors.as(acme, acme.ada()).delete(path).status()).isEqualTo(409);

        assertThat(signIn(visitors.at(acme), "\"").status()).isEqualTo(201);
        assertThat(postbox.to(acme.tenant(), "david@acme.test"))
                .anyMatch(letter -> letter.subject().equals("Two-step sign-in is off at Acme"));
    }

    @Test
    void an_account_can_ask_it_of_a_role_and_reminds_during_the_days_of_grace() {
        var ada = visitors.as(acme, acme.ada());
        var david = visitors.as(acme, acme.david());

        var rule = ada.put("/rest/security/second-factor", "{\"roles\":[\"agent\"],\"graceDays\":7}");

        assertThat(rule.status()).isEqualTo(200);
        assertThat(rule.json().get("off").asInt()).isEqualTo(3);
        assertThat(state(david).get("requiredFrom").isNull()).isFalse();
        assertThat(state(ada).get("requiredFrom").isNull()).isTrue();
        assertThat(signIn(visitors.at(acme), "\"").status()).isEqualTo(201);
    }

    @Test
    void when_the_days_of_grace_are_over_one_sets_it_up_before_anything_else() {
        visitors.as(acme, acme.ada()).put("/rest/security/second-factor", "{\"roles\":[\"agent\"],\"graceDays\":1}");
        var before = visitors.as(acme, acme.david());
        assertThat(before.get("/rest/session").status()).isEqualTo(200);
        clock.forward(Duration.ofDays(1).plusSeconds(1));

        assertThat(before.get("/rest/session").status()).isEqualTo(401);
        var program = signIn(visitors.at(acme), "\"");
        assertThat(program.status()).isEqualTo(403);
        assertThat(program.json().get("type").asString()).isEqualTo("urn:havendesk:problem.forbidden.enrol");

        var david = visitors.at(acme);
        var first = david.submit("/signin", "/signin", Map.of("email", "david@acme.test", "password", PASSWORD));
        assertThat(first.header("Location")).startsWith("/signin/enrol");
        var page = david.get("/signin/enrol");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<svg", "otpauth://totp/Acme");
        assertThat(david.submit("/signin/enrol", "/signin/enrol", Map.of("code", "000000"))
                        .status())
                .isEqualTo(422);
        var done = david.submit("/signin/enrol", "/signin/enrol", Map.of("code", codeFor(acme.david())));
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body()).contains("Keep these codes");
        assertThat(david.get("/rest/session").status()).isEqualTo(200);
        assertThat(visitors.as(acme, acme.ada()).get("/rest/session").status()).isEqualTo(200);
    }

    @Test
    void an_account_can_ask_it_of_a_role_of_its_own_and_of_nobody_else_by_that() {
        var ada = visitors.as(acme, acme.ada());
        var auditor = customRole(ada, "Auditor");
        var other = customRole(ada, "Other");
        give(ada, acme.david(), auditor);
        give(ada, acme.kevin(), other);
        var david = visitors.as(acme, acme.david());
        var kevin = visitors.as(acme, acme.kevin());

        var rule = askOf(ada, 7, auditor);

        assertThat(rule.status()).isEqualTo(200);
        assertThat(rule.json().at("/roles/0").asString()).isEqualTo(auditor);
        assertThat(state(david).get("requiredFrom").isNull()).isFalse();
        assertThat(state(kevin).get("requiredFrom").isNull()).isTrue();
        assertThat(state(ada).get("requiredFrom").isNull()).isTrue();
        assertThat(signIn(visitors.at(acme), "\"").status()).isEqualTo(201);

        clock.forward(Duration.ofDays(7).plusSeconds(1));

        assertThat(visitors.as(acme, acme.david()).get("/rest/session").status())
                .isEqualTo(401);
        assertThat(visitors.as(acme, acme.kevin()).get("/rest/session").status())
                .isEqualTo(200);
    }

    /** Pages, the API, a key for a password, a mailed link: as for a role that every account has. */
    @Test
    void what_is_asked_of_a_role_of_its_own_is_asked_at_every_door() {
        var ada = visitors.as(acme, acme.ada());
        var auditor = customRole(ada, "Auditor");
        give(ada, acme.david(), auditor);
        askOf(ada, 0, auditor);

        var program = signIn(visitors.at(acme), "\"");
        assertThat(program.status()).isEqualTo(403);
        assertThat(program.json().get("type").asString()).isEqualTo("urn:havendesk:problem.forbidden.enrol");
        var key = visitors.at(acme)
                .post(
                        "/rest/apikey-sign-ins",
                        "{\"email\":\"david@acme.test\",\"password\":\"" + PASSWORD + "\",\"name\":\"script\"}");
        assertThat(key.status()).isEqualTo(403);
        var byLink = visitors.at(acme);
        var link = "/welcome/" + resetLink();
        var set = byLink.submit(link, link, Map.of("password", "seven red kites over town"));
        assertThat(set.header("Location")).startsWith("/signin/enrol");
        assertThat(byLink.get("/rest/session").status()).isEqualTo(401);
        assertThat(visitors.at(acme)
                        .put(
                                "/rest/passwords",
                                "{\"token\":\"" + resetLink() + "\",\"password\":\"seven lamps at the quay\"}")
                        .json()
                        .get("type")
                        .asString())
                .isEqualTo("urn:havendesk:problem.forbidden.enrol");
        setPassword(acme.david());

        var david = visitors.at(acme);
        david.submit("/signin", "/signin", Map.of("email", "david@acme.test", "password", PASSWORD));
        david.get("/signin/enrol");
        var done = david.submit("/signin/enrol", "/signin/enrol", Map.of("code", codeFor(acme.david())));
        assertThat(done.body()).contains("Keep these codes");
        assertThat(david.get("/rest/session").status()).isEqualTo(200);
        assertThat(off(david, PASSWORD, nextCode(acme.david())).status()).isEqualTo(409);
    }

    @Test
    void what_is_asked_of_all_agents_is_asked_of_those_with_a_role_of_the_accounts_own() {
        var ada = visitors.as(acme, acme.ada());
        give(ada, acme.david(), customRole(ada, "Auditor"));

        askOf(ada, 3, "agent");

        assertThat(state(visitors.as(acme, acme.david())).get("requiredFrom").isNull())
                .isFalse();
    }

    @Test
    void a_role_that_is_removed_is_asked_no_more_and_leaves_nothing_behind() {
        var ada = visitors.as(acme, acme.ada());
        var auditor = customRole(ada, "Auditor");
        var other = customRole(ada, "Other");
        askOf(ada, 7, auditor, other);

        assertThat(ada.delete("/rest/roles/" + auditor).status()).isEqualTo(204);
        var one = ada.get("/rest/security/second-factor").json();
        assertThat(one.get("roles").size()).isEqualTo(1);
        assertThat(one.at("/roles/0").asString()).isEqualTo(other);
        assertThat(one.get("from").isNull()).isFalse();

        assertThat(ada.delete("/rest/roles/" + other).status()).isEqualTo(204);
        var none = ada.get("/rest/security/second-factor").json();
        assertThat(none.get("roles").size()).isZero();
        assertThat(none.get("from").isNull()).isTrue();
        assertThat(askOf(ada, 7, auditor).status()).isEqualTo(422);
    }

    @Test
    void a_role_of_another_account_cannot_be_asked() {
        var other = cast.account("other");
        var theirs = customRole(visitors.as(other, other.ada()), "Auditor");

        assertThat(askOf(visitors.as(acme, acme.ada()), 7, theirs).status()).isEqualTo(422);
    }

    @Test
    void what_the_account_asks_for_cannot_be_turned_off_by_oneself() {
        turnOn(acme.david());
        visitors.as(acme, acme.ada()).put("/rest/security/second-factor", "{\"roles\":[\"agent\"],\"graceDays\":0}");

        assertThat(off(visitors.as(acme, acme.david()), PASSWORD, nextCode(acme.david()))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void no_agent_sets_what_the_account_asks_for() {
        var kevin = visitors.as(acme, acme.kevin());

        assertThat(kevin.get("/rest/security/second-factor").status()).isEqualTo(403);
        assertThat(kevin.put("/rest/security/second-factor", "{\"roles\":[],\"graceDays\":0}")
                        .status())
                .isEqualTo(403);
    }

    private static String customRole(Visitor visitor, String name) {
        return visitor.post("/rest/roles", "{\"name\":\"" + name + "\",\"permissions\":[]}")
                .json()
                .get("id")
                .asString();
    }

    private static void give(Visitor visitor, Agent agent, String role) {
        var body = "{\"role\":\"agent\",\"customRole\":\"" + role + "\"}";
        assertThat(visitor.put("/rest/agents/" + agent.id() + "/role", body).status())
                .isEqualTo(200);
    }

    private static Answer askOf(Visitor visitor, int graceDays, String... roles) {
        var body = "{\"roles\":[\"" + String.join("\",\"", roles) + "\"],\"graceDays\":" + graceDays + "}";
        return visitor.put("/rest/security/second-factor", body);
    }

    private List<String> turnOn(Agent agent) {
        return turnOn(visitors.as(acme, agent), agent);
    }

    private List<String> turnOn(Visitor visitor, Agent agent) {
        offer(visitor);
        var confirmed = visitor.put("/rest/profile/second-factor", "{\"code\":\"" + codeFor(agent) + "\"}");
        assertThat(confirmed.status()).isEqualTo(200);
        var codes = new ArrayList<String>();
        confirmed.json().get("codes").forEach(code -> codes.add(code.asString()));
        return codes;
    }

    private static void offer(Visitor visitor) {
        assertThat(visitor.post("/rest/profile/second-factor", "{\"password\":\"" + PASSWORD + "\"}")
                        .status())
                .isEqualTo(201);
    }

    /** What the app shows for an offered secret. */
    private String codeFor(Agent agent) {
        var secret = in(() -> totp.offered(acme.tenant(), agent.id())).orElseThrow();
        return Totp.code(secret, Totp.step(clock.instant()));
    }

    /** A code that was not used yet, of a secret in use. */
    private String nextCode(Agent agent) {
        clock.forward(Duration.ofSeconds(Totp.STEP_SECONDS));
        var secret = in(() -> totp.used(acme.tenant(), agent.id())).orElseThrow();
        return Totp.code(secret, Totp.step(clock.instant()));
    }

    private String resetLink() {
        return in(
                () -> links.make(acme.tenant(), acme.david().id(), OneTimeLinks.Purpose.PASSWORD, Duration.ofHours(1)));
    }

    private static tools.jackson.databind.JsonNode state(Visitor visitor) {
        return visitor.get("/rest/profile/second-factor").json();
    }

    private static Answer off(Visitor visitor, String password, String code) {
        return visitor.post(
                "/rest/profile/second-factor/removal", "{\"password\":\"" + password + "\",\"code\":\"" + code + "\"}");
    }

    private Answer wrongPassword(String email) {
        return visitors.at(acme)
                .post("/rest/session", "{\"email\":\"" + email + "\",\"password\":\"not the password\"}");
    }

    /** @param rest of the body after the password */
    private static Answer signIn(Visitor visitor, String rest) {
        return visitor.post("/rest/session", "{\"email\":\"david@acme.test\",\"password\":\"" + PASSWORD + rest + "}");
    }

    private void setPassword(Agent agent) {
        var hash = passwords.hash(PASSWORD);
        in(() -> {
            rows.setPassword(acme.tenant(), agent.id(), hash);
            return hash;
        });
    }

    private <T> T in(Supplier<T> work) {
        return Tenants.as(acme.tenant(), () -> new TransactionTemplate(transactions).execute(state -> work.get()));
    }
}
