package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Tenants;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.testing.Answer;
import org.havendesk.testing.Authenticator;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.Postbox;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Passkeys: alone, as a second factor, and against those who imitate, replay, copy or borrow one. */
@HavendeskTest
class PasskeyTests {
    private static final String PASSWORD = "four quiet boats at dusk";

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
    PasskeyData data;

    @Autowired
    Environment environment;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    private Cast.Acme acme;

    @BeforeEach
    void begin() {
        acme = cast.acme();
        setPassword(acme, acme.david());
    }

    @Test
    void a_passkey_signs_in_alone() {
        var phone = added(acme, acme.david());
        var david = visitors.at(acme);

        var in = enter(david, phone);

        assertThat(in.status()).isEqualTo(303);
        assertThat(in.header("Location")).isEqualTo("/agent/inbox");
        assertThat(david.get("/rest/session").json().at("/agent/email").asString())
                .isEqualTo("david@acme.test");
        var listed = david.get("/rest/profile/passkeys").json().at("/items/0");
        assertThat(listed.get("name").asString()).isEqualTo("Phone");
        assertThat(listed.get("alone").asBoolean()).isTrue();
        assertThat(listed.get("lastUsedAt").isNull()).isFalse();
    }

    @Test
    void a_passkey_is_the_second_step_after_the_password() {
        var phone = added(acme, acme.david());
        var david = visitors.at(acme);

        var first = david.submit("/signin", "/signin", Map.of("email", "david@acme.test", "password", PASSWORD));
        assertThat(first.header("Location")).startsWith("/signin/code");
        assertThat(david.get("/rest/session").status()).isEqualTo(401);
        var page = david.get("/signin/code");
        assertThat(page.body()).contains("Recovery code", "action=\"/signin/code/passkey\"");
        var options = david.post("/signin/code/passkey/options", "{}");
        assertThat(options.json().get("allowCredentials").size()).isEqualTo(1);
        var in =
                david.submit("/signin/code", "/signin/code/passkey", Map.of("credential", phone.prove(options.json())));

        assertThat(in.status()).isEqualTo(303);
        assertThat(david.get("/rest/session").status()).isEqualTo(200);
    }

    /** A key that does not ask who holds it is one proof: found on a desk, it opens nothing. */
    @Test
    void a_security_key_that_verifies_nobody_is_a_second_factor_and_never_the_only_one() {
        var key = Authenticator.at(origin(acme)).withoutVerification();
        add(visitors.as(acme, acme.david()), key);

        assertThat(enter(visitors.at(acme), key).status()).isEqualTo(401);
        var david = visitors.at(acme);
        david.submit("/signin", "/signin", Map.of("email", "david@acme.test", "password", PASSWORD));
        var options = david.post("/signin/code/passkey/options", "{}").json();
        assertThat(david.submit("/signin/code", "/signin/code/passkey", Map.of("credential", key.prove(options)))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void the_first_passkey_brings_recovery_codes_ends_other_sessions_and_is_told_by_mail() {
        var elsewhere = visitors.as(acme, acme.david());
        var here = visitors.as(acme, acme.david());

        var made = add(here, Authenticator.at(origin(acme)));

        assertThat(made.json().get("recoveryCodes").size()).isEqualTo(10);
        assertThat(elsewhere.get("/rest/session").status()).isEqualTo(401);
        assertThat(here.get("/rest/session").status()).isEqualTo(200);
        assertThat(add(here, Authenticator.at(origin(acme)))
                        .json()
                        .get("recoveryCodes")
                        .size())
                .isZero();
        assertThat(postbox.to(acme.tenant(), "david@acme.test"))
                .anyMatch(letter -> letter.subject().equals("A new passkey for Acme"));
        var code = made.json().at("/recoveryCodes/0").asString();
        assertThat(visitors.at(acme)
                        .post("/rest/session", """
                        {"email":"david@acme.test","password":"%s","code":"%s"}
                        """.formatted(PASSWORD, code))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_passkey_is_added_and_removed_only_by_who_showed_a_short_while_ago_who_they_are() {
        var david = visitors.as(acme, acme.david());
        clock.forward(FreshSession.LIFE.plusSeconds(1));

        var stale = david.post("/rest/profile/passkeys/options", "{}");
        assertThat(stale.status()).isEqualTo(403);
        assertThat(stale.json().get("type").asString()).isEqualTo("urn:havendesk:problem.forbidden.stale");
        assertThat(reauthenticate(david, "{\"password\":\"not it at all\"}").status())
                .isEqualTo(422);
        assertThat(reauthenticate(david, "{}").status()).isEqualTo(422);
        assertThat(reauthenticate(david, "{\"password\":\"" + PASSWORD + "\"}").status())
                .isEqualTo(204);
        var phone = Authenticator.at(origin(acme));
        var made = add(david, phone);
        assertThat(made.status()).isEqualTo(201);

        clock.forward(FreshSession.LIFE.plusSeconds(1));
        var path = "/rest/profile/passkeys/" + made.json().at("/passkey/id").asString();
        assertThat(david.delete(path).status()).isEqualTo(403);
        assertThat(reauthenticate(david, "{\"password\":\"" + PASSWORD + "\"}").status())
                .isEqualTo(422);
        var options = david.post("/rest/profile/reauthentication/options", "{}").json();
        assertThat(reauthenticate(david, "{\"passkey\":" + phone.prove(options) + "}")
                        .status())
                .isEqualTo(204);
        assertThat(david.delete(path).status()).isEqualTo(204);
        assertThat(enter(visitors.at(acme), phone).status()).isEqualTo(401);
    }

    @Test
    void a_key_for_programs_never_adds_a_passkey() {
        var key = visitors.as(acme, acme.david())
                .post("/rest/apikeys", "{\"name\":\"Script\"}")
                .json()
                .get("key")
                .asString();

        assertThat(visitors.at(acme)
                        .with("apikey", key)
                        .post("/rest/profile/passkeys/options", "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_passkey_is_renamed_and_only_by_its_owner() {
        var david = visitors.as(acme, acme.david());
        var id = add(david, Authenticator.at(origin(acme)))
                .json()
                .at("/passkey/id")
                .asString();

        assertThat(david.put("/rest/profile/passkeys/" + id, "{\"name\":\" Work key \"}")
                        .json()
                        .get("name")
                        .asString())
                .isEqualTo("Work key");
        assertThat(david.put("/rest/profile/passkeys/" + id, "{\"name\":\" \"}").status())
                .isEqualTo(422);
        var kevin = visitors.as(acme, acme.kevin());
        assertThat(kevin.put("/rest/profile/passkeys/" + id, "{\"name\":\"Mine\"}")
                        .status())
                .isEqualTo(404);
        assertThat(kevin.delete("/rest/profile/passkeys/" + id).status()).isEqualTo(404);
    }

    /** Class 24: what was heard once is worth nothing. */
    @Test
    void an_answer_is_taken_once() {
        var phone = added(acme, acme.david());
        var options = visitors.at(acme).post("/signin/passkey/options", "{}").json();
        var answer = phone.prove(options);

        assertThat(enter(visitors.at(acme), answer).status()).isEqualTo(303);
        assertThat(enter(visitors.at(acme), answer).status()).isEqualTo(401);
    }

    @Test
    void an_answer_comes_within_five_minutes() {
        var phone = added(acme, acme.david());
        var options = visitors.at(acme).post("/signin/passkey/options", "{}").json();

        clock.forward(PasskeyChallenges.LIFE.plusSeconds(1));

        assertThat(enter(visitors.at(acme), phone.prove(options)).status()).isEqualTo(401);
    }

    @Test
    void an_answer_to_another_question_opens_nothing() {
        var phone = added(acme, acme.david());
        var confirm = visitors.as(acme, acme.david())
                .post("/rest/profile/reauthentication/options", "{}")
                .json();

        assertThat(enter(visitors.at(acme), phone.prove(confirm)).status()).isEqualTo(401);
    }

    @Test
    void an_answer_given_to_an_imitated_page_opens_nothing() {
        var phone = added(acme, acme.david());
        for (var origin : java.util.List.of(
                "https://acme.example", origin(acme).replace("http:", "https:"), "http://localhost:1", "null")) {
            var options =
                    visitors.at(acme).post("/signin/passkey/options", "{}").json();
            assertThat(enter(visitors.at(acme), phone.shownAt(origin).prove(options))
                            .status())
                    .as(origin)
                    .isEqualTo(401);
        }
    }

    @Test
    void a_passkey_of_another_account_opens_nothing() {
        var globex = cast.account("globex");
        setPassword(globex, globex.david());
        var theirs = added(globex, globex.david());
        var options = visitors.at(acme).post("/signin/passkey/options", "{}").json();

        assertThat(enter(visitors.at(acme), theirs.prove(options)).status()).isEqualTo(401);
        assertThat(enter(visitors.at(acme), theirs.shownAt(origin(acme)).prove(options))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_passkey_does_not_stand_for_somebody_else() {
        var phone = added(acme, acme.david());
        added(acme, acme.ada());
        var options = visitors.at(acme).post("/signin/passkey/options", "{}").json();
        var ada = acme.ada().id().value();
        phone.ofUser(ByteBuffer.allocate(16)
                .putLong(ada.getMostSignificantBits())
                .putLong(ada.getLeastSignificantBits())
                .array());

        assertThat(enter(visitors.at(acme), phone.prove(options)).status()).isEqualTo(401);
    }

    @Test
    void somebody_elses_passkey_is_no_second_step() {
        added(acme, acme.david());
        var kevins = added(acme, acme.kevin());
        var david = visitors.at(acme);
        david.submit("/signin", "/signin", Map.of("email", "david@acme.test", "password", PASSWORD));
        var options = david.post("/signin/code/passkey/options", "{}").json();

        assertThat(david.submit("/signin/code", "/signin/code/passkey", Map.of("credential", kevins.prove(options)))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_copied_key_is_noticed_refused_and_told_by_mail() {
        var phone = added(acme, acme.david());
        var copy = phone.copy();
        assertThat(enter(visitors.at(acme), phone).status()).isEqualTo(303);
        assertThat(enter(visitors.at(acme), phone).status()).isEqualTo(303);

        assertThat(enter(visitors.at(acme), copy).status()).isEqualTo(401);

        assertThat(postbox.to(acme.tenant(), "david@acme.test"))
                .anyMatch(letter -> letter.subject().contains("it may have been copied"));
    }

    @Test
    void a_removed_agent_gets_in_no_more() {
        var phone = added(acme, acme.david());

        assertThat(visitors.as(acme, acme.ada())
                        .delete("/rest/agents/" + acme.david().id())
                        .status())
                .isIn(200, 202, 204);

        assertThat(enter(visitors.at(acme), phone).status()).isEqualTo(401);
    }

    @Test
    void what_is_no_answer_is_refused_like_a_wrong_one() {
        var visitor = visitors.at(acme);
        for (var rubbish : java.util.List.of("", "{}", "[]", "{\"id\":\"%%\"}", """
                {"id":"AAAA","response":{"clientDataJSON":"e30","authenticatorData":"AAAA","signature":"AAAA"}}""")) {
            assertThat(visitor.submit("/signin", "/signin/passkey", Map.of("credential", rubbish))
                            .status())
                    .as(rubbish)
                    .isEqualTo(401);
        }
    }

    @Test
    void a_passkey_is_what_an_account_that_asks_for_a_second_factor_asks_for() {
        visitors.as(acme, acme.ada()).put("/rest/security/second-factor", "{\"roles\":[\"agent\"],\"graceDays\":1}");
        var david = visitors.as(acme, acme.david());
        var phone = Authenticator.at(origin(acme));
        var made = add(david, phone);
        clock.forward(Duration.ofDays(1).plusSeconds(1));

        var in = visitors.at(acme);
        assertThat(enter(in, phone).status()).isEqualTo(303);
        assertThat(in.get("/rest/session").status()).isEqualTo(200);
        assertThat(visitors.as(acme, acme.ada())
                        .get("/rest/security/second-factor")
                        .json()
                        .get("on")
                        .asInt())
                .isEqualTo(1);
        var path = "/rest/profile/passkeys/" + made.json().at("/passkey/id").asString();
        assertThat(in.delete(path).status()).isEqualTo(409);
        add(in, Authenticator.at(origin(acme)));
        assertThat(in.delete(path).status()).isEqualTo(204);
    }

    @Test
    void an_admin_takes_the_passkeys_of_whoever_lost_their_device() {
        var phone = added(acme, acme.david());

        assertThat(visitors.as(acme, acme.ada())
                        .delete("/rest/agents/" + acme.david().id() + "/second-factor")
                        .status())
                .isEqualTo(204);

        assertThat(enter(visitors.at(acme), phone).status()).isEqualTo(401);
        assertThat(visitors.at(acme)
                        .post("/rest/session", "{\"email\":\"david@acme.test\",\"password\":\"" + PASSWORD + "\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void the_same_key_is_not_added_twice_and_not_for_two_people() {
        var phone = Authenticator.at(origin(acme));
        add(visitors.as(acme, acme.david()), phone);

        assertThat(add(visitors.as(acme, acme.kevin()), phone).status()).isEqualTo(422);
    }

    @Test
    void a_key_made_for_another_page_is_not_added() {
        var david = visitors.as(acme, acme.david());

        assertThat(add(david, Authenticator.at("https://acme.example")).status())
                .isEqualTo(422);
    }

    @Test
    void whoever_erases_an_agent_erases_their_passkeys_and_an_export_names_them() {
        added(acme, acme.david());
        var subject = new DataSubject.OfAgent(acme.tenant(), acme.david().id());

        assertThat(in(acme, () -> data.export(subject).toList()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.json()).contains("Phone"));
        in(acme, () -> data.erase(subject));
        assertThat(in(
                        acme,
                        () -> db.sql("SELECT count(*) FROM agent_passkey")
                                .query(Integer.class)
                                .single()))
                .isZero();
    }

    @Test
    void whoever_must_have_a_second_factor_sets_up_a_passkey_at_the_door() {
        askForFactor();
        var phone = Authenticator.at(origin(acme));
        var david = halfway();
        assertThat(david.get("/signin/enrol").body())
                .contains("action=\"/signin/enrol/passkey\"", "Create a passkey", "otpauth://");

        var done = enrol(david, phone);

        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body()).contains("Keep these codes", "href=\"/agent/inbox\"");
        assertThat(david.get("/rest/session").status()).isEqualTo(200);
        assertThat(david.get("/rest/profile/passkeys").json().at("/items").size())
                .isEqualTo(1);
        assertThat(enter(visitors.at(acme), phone).status()).isEqualTo(303);
        assertThat(postbox.to(acme.tenant(), "david@acme.test"))
                .anyMatch(letter -> letter.subject().equals("A new passkey for Acme"));
    }

    /** Class 27: what lets one set up a second factor does so once, and only for who gave the first proof. */
    @Test
    void a_passkey_is_set_up_at_the_door_once_and_by_nobody_who_gave_no_proof() {
        askForFactor();
        var david = halfway();
        var elsewhere = halfway();
        var options = david.post("/signin/enrol/passkey/options", "{}").json();
        var phone = Authenticator.at(origin(acme));

        var stranger = visitors.at(acme);
        assertThat(stranger.post("/signin/enrol/passkey/options", "{}").status())
                .isEqualTo(410);
        assertThat(stranger.submit("/signin", "/signin/enrol/passkey", Map.of("credential", phone.make(options)))
                        .header("Location"))
                .startsWith("/signin?");
        assertThat(enrol(elsewhere, Authenticator.at(origin(acme))).status()).isEqualTo(200);

        var late = david.submit("/signin", "/signin/enrol/passkey", Map.of("credential", phone.make(options)));
        assertThat(late.header("Location")).startsWith("/signin?");
        assertThat(david.get("/rest/session").status()).isEqualTo(401);
        assertThat(enter(visitors.at(acme), phone).status()).isEqualTo(401);
    }

    @Test
    void a_passkey_that_was_made_elsewhere_or_is_none_is_not_set_up_at_the_door() {
        askForFactor();
        var david = halfway();
        var elsewhere = Authenticator.at("https://acme.example");
        var made =
                elsewhere.make(david.post("/signin/enrol/passkey/options", "{}").json());
        for (var credential : new String[] {"", "{}", "no json", made}) {
            var refused = david.submit("/signin/enrol", "/signin/enrol/passkey", Map.of("credential", credential));

            assertThat(refused.status()).as(credential).isEqualTo(422);
            assertThat(refused.body()).contains("Your device did not confirm this");
        }
        assertThat(david.get("/rest/session").status()).isEqualTo(401);
    }

    private void askForFactor() {
        assertThat(visitors.as(acme, acme.ada())
                        .put("/rest/security/second-factor", "{\"roles\":[\"agent\"],\"graceDays\":0}")
                        .status())
                .isEqualTo(200);
    }

    /** David, who has given his password and must set up a second factor. */
    private Visitor halfway() {
        var david = visitors.at(acme);
        var first = david.submit("/signin", "/signin", Map.of("email", "david@acme.test", "password", PASSWORD));
        assertThat(first.header("Location")).startsWith("/signin/enrol");
        return david;
    }

    private static Answer enrol(Visitor visitor, Authenticator device) {
        var made =
                device.make(visitor.post("/signin/enrol/passkey/options", "{}").json());
        return visitor.submit(
                "/signin/enrol", "/signin/enrol/passkey", Map.of("credential", made, "next", "/agent/inbox"));
    }

    private Authenticator added(Cast.Acme account, Agent agent) {
        var phone = Authenticator.at(origin(account));
        assertThat(add(visitors.as(account, agent), phone).status()).isEqualTo(201);
        return phone;
    }

    private static Answer add(Visitor visitor, Authenticator device) {
        var options = visitor.post("/rest/profile/passkeys/options", "{}").json();
        return visitor.post(
                "/rest/profile/passkeys", "{\"name\":\"Phone\",\"credential\":" + device.make(options) + "}");
    }

    private static Answer enter(Visitor visitor, Authenticator device) {
        return enter(
                visitor,
                device.prove(visitor.post("/signin/passkey/options", "{}").json()));
    }

    private static Answer enter(Visitor visitor, String answer) {
        return visitor.submit("/signin", "/signin/passkey", Map.of("credential", answer, "next", "/agent/inbox"));
    }

    private static Answer reauthenticate(Visitor visitor, String body) {
        return visitor.post("/rest/profile/reauthentication", body);
    }

    private String origin(Cast.Acme account) {
        return "http://" + account.subdomain() + ".localhost:" + environment.getRequiredProperty("local.server.port");
    }

    private void setPassword(Cast.Acme account, Agent agent) {
        var hash = passwords.hash(PASSWORD);
        in(account, () -> {
            rows.setPassword(account.tenant(), agent.id(), hash);
            return hash;
        });
    }

    private <T> T in(Cast.Acme account, Supplier<T> work) {
        return Tenants.as(account.tenant(), () -> new TransactionTemplate(transactions).execute(state -> work.get()));
    }
}
