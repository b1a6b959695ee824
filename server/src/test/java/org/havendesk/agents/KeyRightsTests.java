package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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

/** What a key may be used for: of what its maker may do now, that for which it was made, from where and as long. */
@HavendeskTest
class KeyRightsTests {
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
    TotpRows totp;

    @Autowired
    PlatformTransactionManager transactions;

    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
        var hash = passwords.hash(PASSWORD);
        in(() -> {
            rows.setPassword(acme.tenant(), acme.david().id(), hash);
            return hash;
        });
    }

    @Test
    void a_key_is_good_for_its_scopes_and_nothing_else() {
        var script = holder(make(acme.ada(), "\"scopes\":[\"ticket.read\",\"settings.read\"]"));

        assertThat(script.get("/rest/tickets").status()).isEqualTo(200);
        assertThat(script.get("/rest/account").status()).isEqualTo(200);
        var refused = script.put("/rest/account", "{\"name\":\"X\",\"language\":\"en\",\"timezone\":\"UTC\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("type").asString()).isEqualTo("urn:havendesk:problem.forbidden.scope");
        assertThat(refused.json().get("detail").asString()).contains("settings.write");
        assertThat(script.get("/rest/contacts").status()).isEqualTo(403);
    }

    /** LiveAgent's keys once held more rights than their maker. */
    @Test
    void nobody_makes_a_key_with_more_rights_than_they_have() {
        var refused = visitors.as(acme, acme.david())
                .post("/rest/apikeys", "{\"name\":\"Script\",\"scopes\":[\"settings.write\"]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/scopes").asString()).isNotEmpty();
        var script = holder(make(acme.david(), "\"scopes\":null"));
        assertThat(script.get("/rest/mailboxes").status()).isEqualTo(403);
    }

    /** Class 4: rights are those of now, not those of the day it was made. */
    @Test
    void a_key_loses_what_its_maker_loses() {
        var kevin = acme.kevin();
        visitors.as(acme, acme.ada()).put("/rest/agents/" + kevin.id() + "/role", "{\"role\":\"admin\"}");
        var script = holder(make(kevin, "\"scopes\":[\"settings.read\"]"));
        assertThat(script.get("/rest/mailboxes").status()).isEqualTo(200);

        visitors.as(acme, acme.ada()).put("/rest/agents/" + kevin.id() + "/role", "{\"role\":\"agent\"}");
        assertThat(script.get("/rest/mailboxes").status()).isEqualTo(403);

        visitors.as(acme, acme.ada()).delete("/rest/agents/" + kevin.id());
        assertThat(script.get("/rest/account").status()).isEqualTo(401);
    }

    @Test
    void a_key_makes_no_key_that_may_do_more() {
        var script = holder(make(acme.ada(), "\"scopes\":[\"api.write_own\",\"ticket.read\"]"));

        assertThat(script.post("/rest/apikeys", "{\"name\":\"All\"}").status()).isEqualTo(422);
        assertThat(script.post("/rest/apikeys", "{\"name\":\"More\",\"scopes\":[\"settings.read\"]}")
                        .status())
                .isEqualTo(422);
        assertThat(script.post("/rest/apikeys", "{\"name\":\"Less\",\"scopes\":[\"ticket.read\"]}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void unknown_scopes_and_none_at_all_are_refused() {
        var ada = visitors.as(acme, acme.ada());

        for (var scopes : new String[] {"[]", "[\"ticket.destroy\"]", "[\"*\",\"ticket.read\"]", "[\"\"]"}) {
            assertThat(ada.post("/rest/apikeys", "{\"name\":\"Script\",\"scopes\":" + scopes + "}")
                            .status())
                    .as(scopes)
                    .isEqualTo(422);
        }
    }

    @Test
    void a_key_ends_with_its_time() {
        var until = clock.instant().plus(Duration.ofDays(1));
        var script = holder(make(acme.david(), "\"expiresAt\":\"" + until + "\""));
        assertThat(script.get("/rest/tickets").status()).isEqualTo(200);

        clock.forward(Duration.ofDays(1).plusSeconds(1));

        assertThat(script.get("/rest/tickets").status()).isEqualTo(401);
        assertThat(visitors.as(acme, acme.david())
                        .post("/rest/apikeys", "{\"name\":\"Late\",\"expiresAt\":\"" + until + "\"}")
                        .status())
                .isEqualTo(422);
    }

    /** Class 34. */
    @Test
    void a_key_is_good_from_its_networks_only() {
        var here = holder(make(acme.david(), "\"networks\":\"127.0.0.1, ::1\""));
        var elsewhere = holder(make(acme.david(), "\"networks\":\"192.0.2.0/24\""));

        assertThat(here.get("/rest/tickets").status()).isEqualTo(200);
        var refused = elsewhere.get("/rest/tickets");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("type").asString()).isEqualTo("urn:havendesk:problem.forbidden.keyNetwork");
        assertThat(elsewhere
                        .with("X-Forwarded-For", "192.0.2.7")
                        .get("/rest/tickets")
                        .status())
                .isEqualTo(403);
        assertThat(visitors.as(acme, acme.david())
                        .post("/rest/apikeys", "{\"name\":\"Script\",\"networks\":\"office\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_key_in_the_address_or_as_a_cookie_is_no_key() {
        var key = make(acme.ada(), "\"scopes\":null");

        for (var name : new String[] {"apikey", "apiKey", "api_key", "key", "access_token"}) {
            assertThat(visitors.at(acme)
                            .get("/rest/session?" + name + "=" + key)
                            .status())
                    .as(name)
                    .isEqualTo(401);
            assertThat(visitors.at(acme)
                            .withCookie(name, key)
                            .get("/rest/session")
                            .status())
                    .as(name)
                    .isEqualTo(401);
        }
        assertThat(visitors.at(acme)
                        .withCookie("hd_session", key)
                        .get("/rest/session")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void its_maker_sees_what_it_is_for_and_when_it_was_used() {
        var key = make(acme.david(), "\"scopes\":[\"ticket.read\"],\"type\":\"T\",\"networks\":\"127.0.0.*\"");
        holder(key).get("/rest/tickets");

        var item = visitors.as(acme, acme.david()).get("/rest/apikeys").json().at("/items/0");

        assertThat(item.get("type").asString()).isEqualTo("T");
        assertThat(item.at("/scopes/0").asString()).isEqualTo("ticket.read");
        assertThat(item.get("networks").asString()).isEqualTo("127.0.0.*");
        assertThat(item.get("lastUsedAt").isNull()).isFalse();
        assertThat(item.toString()).doesNotContain(key);
    }

    /** The promise: a key for name and password. */
    @Test
    void name_and_password_give_a_key() {
        var answer = keyFor("\"name\":\"Phone\"");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.cookies()).noneMatch(line -> line.startsWith("hd_session"));
        assertThat(holder(answer.json().get("key").asString())
                        .get("/rest/session")
                        .json()
                        .at("/agent/name")
                        .asString())
                .isEqualTo("David Agent");
        assertThat(visitors.at(acme)
                        .send(
                                "POST",
                                "/rest/apikey-sign-ins",
                                Optional.of(
                                        "{\"email\":\"david@acme.test\",\"password\":\"wrong\",\"name\":\"Phone\"}"),
                                Map.of("Content-Type", "application/json"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void with_a_second_factor_the_code_is_needed_for_a_key_as_well() {
        in(() -> {
            totp.offer(acme.tenant(), acme.david().id(), Totp.newSecret());
            return totp.confirm(acme.tenant(), acme.david().id(), 1);
        });

        var without = keyFor("\"name\":\"Phone\"");
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.json().get("type").asString())
                .isEqualTo("urn:havendesk:problem.unauthenticated.codeRequired");
        var secret = in(() -> totp.used(acme.tenant(), acme.david().id())).orElseThrow();
        var code = Totp.code(secret, Totp.step(clock.instant()));
        assertThat(keyFor("\"name\":\"Phone\",\"code\":\"" + code + "\"").status())
                .isEqualTo(201);
    }

    @Test
    void a_program_that_signs_in_again_gets_a_key_in_the_place_of_its_former_one() {
        var first = keyFor("\"name\":\"Phone\",\"installation\":\"device-7\"")
                .json()
                .get("key")
                .asString();
        var second = keyFor("\"name\":\"Phone\",\"installation\":\"device-7\"")
                .json()
                .get("key")
                .asString();

        assertThat(holder(first).get("/rest/session").status()).isEqualTo(401);
        assertThat(holder(second).get("/rest/session").status()).isEqualTo(200);
    }

    @Test
    void the_scopes_are_listed_with_those_that_are_of_use() {
        var items = visitors.as(acme, acme.david())
                .get("/rest/apikeys/scopes")
                .json()
                .get("items");

        assertThat(items.size()).isEqualTo(KeyScopes.all().size());
        assertThat(items.valueStream()
                        .filter(item -> item.get("useful").asBoolean())
                        .map(item -> item.get("name").asString()))
                .containsExactlyInAnyOrderElementsOf(
                        RouteTable.useful(acme.david().permissions()))
                .contains("ticket.read", "ticket.answer")
                .doesNotContain("settings.write", "eventlogs.read");
    }

    @Test
    void a_scope_that_opens_no_route_is_of_no_use_even_to_an_owner() {
        var opening =
                RouteTable.lines().values().stream().map(RouteTable.Line::scope).collect(Collectors.toSet());

        assertThat(RouteTable.useful(acme.ada().permissions()))
                .isEqualTo(opening)
                .doesNotContain("viber_account.read");
    }

    /** Programs written for other help desks ask for all the words that they know. */
    @Test
    void a_key_can_be_made_for_a_scope_that_opens_nothing_yet() {
        var script = holder(make(acme.david(), "\"scopes\":[\"viber_account.read\",\"ticket.read\"]"));

        assertThat(script.get("/rest/tickets").status()).isEqualTo(200);
        assertThat(script.get("/rest/contacts").status()).isEqualTo(403);
    }

    private Answer keyFor(String rest) {
        return visitors.at(acme)
                .send(
                        "POST",
                        "/rest/apikey-sign-ins",
                        Optional.of("{\"email\":\"david@acme.test\",\"password\":\"" + PASSWORD + "\"," + rest + "}"),
                        Map.of("Content-Type", "application/json"));
    }

    private String make(Agent agent, String rest) {
        var made = visitors.as(acme, agent).post("/rest/apikeys", "{\"name\":\"Script\"," + rest + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().get("key").asString();
    }

    private Visitor holder(String key) {
        return visitors.at(acme).with("apikey", key);
    }

    private <T> T in(Supplier<T> work) {
        return Tenants.as(acme.tenant(), () -> new TransactionTemplate(transactions).execute(state -> work.get()));
    }
}
