package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.havendesk.platform.Agent;
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

/** SCIM 2.0: a directory brings in agents, renames them and switches them off, and can do nothing else. */
@HavendeskTest
class ScimTests {
    private static final String USERS = "/scim/v2/Users";
    private static final String MIRA = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"mira@acme.test","externalId":"dir-7",
             "name":{"givenName":"Mira","familyName":"Stone"},"active":true,"roles":[{"value":"owner"}],
             "password":"taken-from-the-directory","title":"Lead"}
            """;

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    Postbox postbox;

    @Autowired
    TurnableClock clock;

    private Cast.Acme acme;
    private Visitor directory;

    @BeforeEach
    void begin() {
        acme = cast.acme();
        directory = bearing(acme, key(acme));
    }

    @Test
    void a_directory_brings_in_an_agent_who_has_no_password_and_no_more_rights_than_an_agent() {
        var made = directory.post(USERS, MIRA);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Content-Type")).startsWith("application/scim+json");
        var mira = made.json();
        assertThat(made.header("Location"))
                .isEqualTo(mira.at("/meta/location").asString())
                .endsWith("/scim/v2/Users/" + mira.get("id").asString());
        assertThat(mira.get("userName").asString()).isEqualTo("mira@acme.test");
        assertThat(mira.get("displayName").asString()).isEqualTo("Mira Stone");
        assertThat(mira.get("externalId").asString()).isEqualTo("dir-7");
        assertThat(mira.get("active").asBoolean()).isTrue();
        var seen = visitors.as(acme, acme.ada())
                .get("/rest/agents")
                .json()
                .get("items")
                .valueStream()
                .filter(agent -> agent.get("email").asString().equals("mira@acme.test"))
                .findFirst()
                .orElseThrow();
        assertThat(seen.get("role").asString()).isEqualTo("agent");
        assertThat(seen.get("state").asString()).isEqualTo("invited");
        assertThat(postbox.to(acme.tenant(), "mira@acme.test")).hasSize(1);
        assertThat(visitors.at(acme)
                        .post(
                                "/rest/session",
                                "{\"email\":\"mira@acme.test\",\"password\":\"taken-from-the-directory\"}")
                        .status())
                .isEqualTo(401);
        assertThat(visitors.as(acme, acme.ada()).get("/rest/audit").body()).contains("agent.invited");
    }

    @Test
    void who_is_brought_in_is_written_to_in_the_language_that_the_directory_knows() {
        directory.post(
                USERS, MIRA.replace("\"active\"", "\"preferredLanguage\":\"fr-CH\",\"locale\":\"en-US\",\"active\""));
        directory.post(
                USERS,
                MIRA.replace("mira@", "nina@")
                        .replace("dir-7", "dir-8")
                        .replace("\"active\"", "\"preferredLanguage\":\"xx\",\"locale\":\"bg_BG\",\"active\""));

        assertThat(postbox.to(acme.tenant(), "mira@acme.test").getFirst().text())
                .contains("vous invite");
        assertThat(postbox.to(acme.tenant(), "nina@acme.test").getFirst().text())
                .contains("ви кани");
    }

    @Test
    void a_directory_finds_people_by_address_and_by_its_own_name_for_them_page_by_page() {
        directory.post(USERS, MIRA);

        for (var filter : List.of("userName%20eq%20%22MIRA@acme.test%22", "externalId%20eq%20%22dir-7%22")) {
            var found = directory.get(USERS + "?filter=" + filter).json();
            assertThat(found.get("totalResults").asInt()).as(filter).isEqualTo(1);
            assertThat(found.at("/Resources/0/displayName").asString()).isEqualTo("Mira Stone");
        }
        assertThat(directory
                        .get(USERS + "?filter=userName%20eq%20%22nobody%22")
                        .json()
                        .get("totalResults")
                        .asInt())
                .isZero();
        var all = directory.get(USERS).json();
        var second = directory.get(USERS + "?startIndex=2&count=1").json();
        assertThat(second.get("totalResults").asInt())
                .isEqualTo(all.get("totalResults").asInt());
        assertThat(second.get("itemsPerPage").asInt()).isEqualTo(1);
        assertThat(second.at("/Resources/0/id").asString())
                .isEqualTo(all.at("/Resources/1/id").asString());
        assertThat(directory
                        .get(USERS + "?startIndex=-4&count=100000")
                        .json()
                        .get("startIndex")
                        .asInt())
                .isEqualTo(1);
        for (var filter : List.of(
                "userName%20sw%20%22a%22",
                "password%20eq%20%22a%22",
                "userName%20eq%20%22a%22%20or%20id%20pr",
                "userName%20eq%20%22a%22%20OR%201=1--")) {
            assertThat(error(directory.get(USERS + "?filter=" + filter), 400))
                    .as(filter)
                    .isEqualTo("invalidFilter");
        }
    }

    @Test
    void who_is_switched_off_is_out_at_once_and_comes_back_as_what_they_were() {
        var david = visitors.as(acme, acme.david());
        var key = david.post("/rest/apikeys", "{\"name\":\"Mine\"}")
                .json()
                .get("key")
                .asString();
        var path = USERS + "/" + acme.david().id();

        var off = directory.write("PATCH", path, operation("Replace", "active", "\"False\""));

        assertThat(off.status()).isEqualTo(200);
        assertThat(off.json().get("active").asBoolean()).isFalse();
        assertThat(david.get("/rest/session").status()).isEqualTo(401);
        assertThat(visitors.at(acme).with("apikey", key).get("/rest/tickets").status())
                .isEqualTo(401);
        assertThat(directory
                        .get(USERS + "?filter=userName%20eq%20%22david@acme.test%22")
                        .json()
                        .at("/Resources/0/active")
                        .asBoolean(true))
                .isFalse();
        assertThat(error(directory.post(USERS, MIRA.replace("mira@", "david@")), 409))
                .isEqualTo("uniqueness");

        assertThat(directory
                        .write("PATCH", path, operation("replace", "active", "true"))
                        .status())
                .isEqualTo(200);
        assertThat(visitors.as(acme, acme.ada()).get("/rest/agents").body()).contains("david@acme.test");
        assertThat(visitors.at(acme).with("apikey", key).get("/rest/tickets").status())
                .as("what let them in is gone")
                .isEqualTo(401);
    }

    @Test
    void who_is_deleted_is_seen_no_more_and_can_be_brought_back_by_an_admin_for_two_weeks() {
        var path = USERS + "/" + acme.david().id();
        directory.write("PATCH", path, operation("add", "externalId", "\"dir-1\""));

        assertThat(directory.delete(path).status()).isEqualTo(204);

        assertThat(directory.get(path).status()).isEqualTo(404);
        assertThat(directory.delete(path).status()).isEqualTo(404);
        assertThat(directory
                        .write("PATCH", path, operation("replace", "active", "true"))
                        .status())
                .isEqualTo(404);
        assertThat(directory.post(USERS, MIRA.replace("dir-7", "dir-1")).status())
                .as("its name for them is free")
                .isEqualTo(201);
        assertThat(visitors.as(acme, acme.ada())
                        .post("/rest/agents/" + acme.david().id() + "/restoration", "")
                        .status())
                .isEqualTo(200);
        assertThat(directory.get(path).json().get("active").asBoolean()).isTrue();
    }

    @Test
    void a_new_address_ends_what_the_old_one_could_open_and_the_old_one_is_told() {
        var david = visitors.as(acme, acme.david());
        var path = USERS + "/" + acme.david().id();

        var renamed = directory.put(path, """
                {"userName":"dave@acme.test","displayName":"Dave","externalId":"dir-1","active":true}
                """);

        assertThat(renamed.json().get("userName").asString()).isEqualTo("dave@acme.test");
        assertThat(david.get("/rest/session").status()).isEqualTo(401);
        assertThat(postbox.to(acme.tenant(), "david@acme.test"))
                .anyMatch(letter -> letter.subject().startsWith("Your address"));
        assertThat(error(directory.write("PATCH", path, operation("replace", "userName", "\"kevin@acme.test\"")), 409))
                .isEqualTo("uniqueness");
        assertThat(visitors.as(acme, acme.ada()).get("/rest/audit").body()).contains("agent.address", "agent.renamed");
    }

    /** Whoever holds the key of a directory takes no admin's or owner's mail address, and no owner's account. */
    @Test
    void owners_are_out_of_reach_and_admins_keep_their_address() {
        for (var body : List.of(
                operation("replace", "active", "false"),
                operation("replace", "displayName", "\"Mallory\""),
                operation("replace", "userName", "\"eve@evil.example\""))) {
            assertThat(directory
                            .write("PATCH", USERS + "/" + acme.ada().id(), body)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(directory.delete(USERS + "/" + acme.ada().id()).status()).isEqualTo(403);
        var kevin = USERS + "/" + acme.kevin().id();
        visitors.as(acme, acme.ada()).put("/rest/agents/" + acme.kevin().id() + "/role", "{\"role\":\"admin\"}");

        assertThat(directory
                        .write("PATCH", kevin, operation("replace", "userName", "\"eve@evil.example\""))
                        .status())
                .isEqualTo(403);
        assertThat(directory
                        .write("PATCH", kevin, operation("replace", "active", "false"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_directorys_word_about_roles_raises_nobody() {
        var path = USERS + "/" + acme.david().id();

        directory.put(path, """
                {"userName":"david@acme.test","displayName":"David","roles":[{"value":"owner"}],"role":"admin",
                 "groups":[{"value":"admins"}],"permissions":["owners.manage"]}
                """);

        assertThat(error(directory.write("PATCH", path, operation("add", "roles", "[{\"value\":\"owner\"}]")), 400))
                .isEqualTo("invalidPath");
        assertThat(visitors.as(acme, acme.ada())
                        .get("/rest/agents")
                        .json()
                        .get("items")
                        .valueStream()
                        .filter(agent -> agent.get("email").asString().equals("david@acme.test"))
                        .map(agent -> agent.get("role").asString()))
                .containsExactly("agent");
    }

    @Test
    void the_key_opens_nothing_else_and_no_other_key_opens_this() {
        var ada = visitors.as(acme, acme.ada());
        for (var path :
                List.of("/rest/tickets", "/rest/agents", "/rest/apikeys", "/rest/profile/apps", "/rest/account")) {
            assertThat(directory.get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(directory
                        .post("/rest/apikeys", "{\"name\":\"Mine\",\"type\":\"S\"}")
                        .status())
                .isEqualTo(403);
        var all = ada.post("/rest/apikeys", "{\"name\":\"Mine\"}")
                .json()
                .get("key")
                .asString();
        assertThat(bearing(acme, all).get(USERS).status()).isEqualTo(403);
        assertThat(ada.get(USERS).status()).as("a session").isEqualTo(403);
        var stranger = visitors.at(acme).get(USERS);
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(stranger.json().get("schemas").toString()).contains("2.0:Error");
    }

    @Test
    void only_owners_and_admins_make_such_a_key_and_it_ends_with_what_they_are() {
        var wanted = "{\"name\":\"Directory\",\"type\":\"S\"}";
        assertThat(visitors.as(acme, acme.david()).post("/rest/apikeys", wanted).status())
                .isEqualTo(422);
        for (var mixed : List.of(
                "{\"name\":\"D\",\"type\":\"S\",\"scopes\":[\"scim.manage\",\"ticket.read\"]}",
                "{\"name\":\"D\",\"type\":\"S\",\"scopes\":[\"*\"]}",
                "{\"name\":\"D\",\"type\":\"A\",\"scopes\":[\"scim.manage\"]}")) {
            assertThat(visitors.as(acme, acme.ada())
                            .post("/rest/apikeys", mixed)
                            .status())
                    .as(mixed)
                    .isEqualTo(422);
        }
        var kevin = "/rest/agents/" + acme.kevin().id() + "/role";
        visitors.as(acme, acme.ada()).put(kevin, "{\"role\":\"admin\"}");
        var ofAnAdmin = bearing(acme, key(acme, acme.kevin()));
        assertThat(ofAnAdmin.get(USERS).status()).isEqualTo(200);
        visitors.as(acme, acme.ada()).put(kevin, "{\"role\":\"agent\"}");
        assertThat(ofAnAdmin.get(USERS).status()).isEqualTo(403);
    }

    @Test
    void the_people_of_another_account_are_not_there() {
        var globex = cast.account("globex");

        assertThat(directory.get(USERS + "/" + globex.david().id()).status()).isEqualTo(404);
        assertThat(directory.delete(USERS + "/" + globex.david().id()).status()).isEqualTo(404);
        assertThat(bearing(globex, key(acme)).get(USERS).status()).isEqualTo(401);
    }

    @Test
    void what_is_no_scim_is_refused_in_scims_words() {
        var path = USERS + "/" + acme.david().id();

        assertThat(error(directory.post(USERS, "{"), 400)).isEqualTo("invalidSyntax");
        assertThat(error(directory.post(USERS, "[]"), 400)).isEqualTo("invalidValue");
        assertThat(error(directory.post(USERS, MIRA.replace("mira@acme.test", "mira")), 400))
                .isEqualTo("invalidValue");
        assertThat(error(directory.post(USERS, MIRA.replace("Mira", "M".repeat(101))), 400))
                .isEqualTo("invalidValue");
        assertThat(error(directory.write("PATCH", path, operation("move", "active", "true")), 400))
                .isEqualTo("invalidSyntax");
        assertThat(error(directory.write("PATCH", path, operation("replace", "active", "\"maybe\"")), 400))
                .isEqualTo("invalidValue");
        assertThat(error(directory.write("PATCH", path, operation("remove", "userName", "null")), 400))
                .isEqualTo("mutability");
        assertThat(directory
                        .write("PATCH", path, "{\"Operations\":[" + "{},".repeat(50) + "{}]}")
                        .status())
                .isEqualTo(400);
        assertThat(directory
                        .post(USERS, MIRA.replace("Lead", "x".repeat(70_000)))
                        .status())
                .isEqualTo(413);
        assertThat(directory.get(USERS + "/../../rest/tickets").status()).isIn(400, 403, 404);
        assertThat(directory.get(USERS + "/nobody").status()).isEqualTo(404);
    }

    @Test
    void it_says_what_it_can() {
        assertThat(directory
                        .get("/scim/v2/ServiceProviderConfig")
                        .json()
                        .at("/patch/supported")
                        .asBoolean())
                .isTrue();
        assertThat(directory
                        .get("/scim/v2/ResourceTypes")
                        .json()
                        .at("/Resources/0/endpoint")
                        .asString())
                .isEqualTo("/Users");
        assertThat(directory
                        .get("/scim/v2/Schemas")
                        .json()
                        .at("/Resources/0/id")
                        .asString())
                .isEqualTo("urn:ietf:params:scim:schemas:core:2.0:User");
        assertThat(directory
                        .get("/scim/v2/Schemas/urn:ietf:params:scim:schemas:core:2.0:User")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_directory_that_asks_without_end_waits() {
        var stopped = IntStream.range(0, 8_000)
                .mapToObj(i -> directory.get("/scim/v2/ResourceTypes/User"))
                .filter(answer -> answer.status() != 200)
                .findFirst()
                .orElseThrow();

        assertThat(stopped.status()).isEqualTo(429);
        assertThat(stopped.header("Retry-After")).isNotEmpty();
        clock.forward(Duration.ofHours(1));
    }

    private static String error(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/scim+json");
        assertThat(answer.json().get("status").asString()).isEqualTo(Integer.toString(status));
        assertThat(answer.json().get("detail").asString()).isNotEmpty();
        return Optional.ofNullable(answer.json().get("scimType"))
                .map(word -> word.asString())
                .orElse("");
    }

    private static String operation(String op, String path, String value) {
        return """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations":[{"op":"%s","path":"%s","value":%s}]}
                """.formatted(op, path, value);
    }

    private String key(Cast.Acme account) {
        return key(account, account.ada());
    }

    private String key(Cast.Acme account, Agent maker) {
        return visitors.as(account, maker)
                .post("/rest/apikeys", "{\"name\":\"Directory\",\"type\":\"S\"}")
                .json()
                .get("key")
                .asString();
    }

    private Visitor bearing(Cast.Acme account, String key) {
        return visitors.at(account).with("Authorization", "Bearer " + key);
    }
}
