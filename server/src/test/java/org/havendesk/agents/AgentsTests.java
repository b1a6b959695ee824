package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Forbidden;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Language;
import org.havendesk.platform.Permission;
import org.havendesk.platform.Tenants;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.Postbox;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@HavendeskTest
class AgentsTests {
    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    Postbox postbox;

    @Autowired
    TurnableClock clock;

    @Autowired
    Agents agents;

    @Autowired
    OwnerInstallation installation;

    @Autowired
    ProfileData profileData;

    @Autowired
    AccessData accessData;

    @Autowired
    PlatformTransactionManager transactions;

    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
    }

    @Test
    void each_role_may_what_the_table_says() {
        assertThat(Role.OWNER.permissions()).containsExactlyInAnyOrder(Permission.values());
        assertThat(Role.ADMIN.permissions())
                .contains(Permission.MANAGE_AGENTS, Permission.MANAGE_SETTINGS, Permission.PURGE_TICKETS)
                .doesNotContain(Permission.MANAGE_BILLING, Permission.MANAGE_OWNERS);
        assertThat(Role.AGENT.permissions()).containsExactly(Permission.USE_API);
    }

    @Test
    void an_invited_agent_gets_a_mail_sets_a_password_and_is_in() {
        var ada = visitors.as(acme, acme.ada());

        var invited = ada.post("/rest/agents", """
                {"name":"Nora New","email":"Nora@acme.test","role":"agent","departments":["%s"]}
                """.formatted(acme.sales()));
        assertThat(invited.status()).isEqualTo(201);
        assertThat(invited.json().get("state").asString()).isEqualTo("invited");
        assertThat(invited.json().at("/departments/0").asString())
                .isEqualTo(acme.sales().toString());

        var nora = visitors.at(acme);
        var answer = nora.submit(
                pathOf("nora@acme.test"),
                pathOf("nora@acme.test"),
                java.util.Map.of("password", "a long walk to the harbour"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/agent/");
        assertThat(nora.get("/rest/session").json().at("/agent/email").asString())
                .isEqualTo("nora@acme.test");
        assertThat(ada.get("/rest/agents").body())
                .contains("\"state\":\"active\"")
                .doesNotContain("\"invited\"");
    }

    @Test
    void the_invitation_says_who_invites_where_and_never_a_password() {
        as(() -> agents.invite(acme.ada(), newcomer("nora", Role.AGENT)));

        var letter = postbox.to(acme.tenant(), "nora@acme.test").getFirst();
        assertThat(letter.purpose()).isEqualTo("invitation");
        assertThat(letter.subject()).contains("Ada Owner", "Acme");
        assertThat(letter.html()).contains("http://" + acme.subdomain() + ".localhost:8080/welcome/");
        assertThat(letter.text()).contains("/welcome/", "7 days").doesNotContain("<");
    }

    @Test
    void the_invitation_is_written_in_the_language_of_whom_it_goes_to_else_in_the_accounts() {
        var ada = visitors.as(acme, acme.ada());
        var account = "{\"name\":\"Acme\",\"language\":\"bg\",\"timezone\":\"Europe/Sofia\"}";
        assertThat(ada.put("/rest/account", account).status()).isEqualTo(200);
        var known = "{\"name\":\"Nora\",\"email\":\"nora@acme.test\",\"role\":\"agent\",\"language\":\"fr\"}";
        var unknown = "{\"name\":\"Otto\",\"email\":\"otto@acme.test\",\"role\":\"agent\"}";
        assertThat(ada.post("/rest/agents", known).status()).isEqualTo(201);
        assertThat(ada.post("/rest/agents", unknown).status()).isEqualTo(201);

        assertThat(postbox.to(acme.tenant(), "nora@acme.test").getFirst().text())
                .contains("vous invite à répondre");
        assertThat(postbox.to(acme.tenant(), "otto@acme.test").getFirst().text())
                .contains("ви кани да отговаряте");
        assertThat(ada.post("/rest/agents", known.replace("nora", "nina").replace("fr", "xx"))
                        .json()
                        .at("/errors/language")
                        .asString())
                .isNotEmpty();
    }

    /** Class 9: names are text, not markup. */
    @Test
    void a_name_with_markup_stays_a_name() {
        var newcomer = new Agents.Newcomer(
                "<img src=x onerror=alert(1)>", address("nora"), Role.AGENT, Set.of(), Optional.empty());

        as(() -> agents.invite(acme.ada(), newcomer));

        var letter = postbox.to(acme.tenant(), "nora@acme.test").getFirst();
        assertThat(letter.html()).doesNotContain("<img").contains("&lt;img");
        assertThat(visitors.at(acme).get(pathOf("nora@acme.test")).body()).doesNotContain("<img src=x");
    }

    /** Class 22: no line of its own in a mail's head. */
    @Test
    void a_name_with_a_line_break_is_refused() {
        var newcomer = new Agents.Newcomer(
                "Nora\r\nBcc: eve@example.net", address("nora"), Role.AGENT, Set.of(), Optional.empty());

        assertThatThrownBy(() -> as(() -> agents.invite(acme.ada(), newcomer))).isInstanceOf(Invalid.class);
    }

    @Test
    void an_address_works_for_one_agent_only() {
        assertThatThrownBy(() -> as(() -> agents.invite(acme.ada(), newcomer("david", Role.AGENT))))
                .isInstanceOfSatisfying(
                        Invalid.class, invalid -> assertThat(invalid.fields()).containsKey("email"));
    }

    @Test
    void an_admin_manages_agents_but_touches_no_owner() {
        var admin = admin();

        as(() -> agents.invite(admin, newcomer("nora", Role.ADMIN)));
        assertThatThrownBy(() -> as(() -> agents.invite(admin, newcomer("otto", Role.OWNER))))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(() -> agents.changeRole(admin, acme.ada().id(), Role.AGENT)))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(() -> agents.changeRole(admin, acme.david().id(), Role.OWNER)))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> run(() -> agents.remove(admin, acme.ada().id())))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(() -> agents.place(admin, acme.ada().id(), Set.of(acme.sales()))))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void an_agent_manages_nobody() {
        var kevin = acme.kevin();

        assertThatThrownBy(() -> as(() -> agents.invite(kevin, newcomer("nora", Role.AGENT))))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(() -> agents.changeRole(kevin, kevin.id(), Role.OWNER)))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> run(() -> agents.remove(kevin, acme.david().id())))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(() -> agents.place(kevin, kevin.id(), Set.of(acme.sales()))))
                .isInstanceOf(Forbidden.class);
        assertThat(visitors.as(acme, kevin)
                        .post("/rest/agents", "{\"name\":\"N\",\"email\":\"n@acme.test\",\"role\":\"agent\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void an_account_keeps_an_owner() {
        assertThatThrownBy(
                        () -> as(() -> agents.changeRole(acme.ada(), acme.ada().id(), Role.ADMIN)))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> run(() -> agents.remove(acme.ada(), acme.ada().id())))
                .isInstanceOf(Conflict.class);

        as(() -> agents.changeRole(acme.ada(), acme.david().id(), Role.OWNER));
        assertThat(as(() -> agents.changeRole(acme.ada(), acme.ada().id(), Role.ADMIN))
                        .role())
                .isEqualTo(Role.ADMIN);
    }

    /** An owner who has not accepted yet cannot be the one who is left. */
    @Test
    void an_invited_owner_does_not_count() {
        as(() -> agents.invite(acme.ada(), newcomer("nora", Role.OWNER)));

        assertThatThrownBy(
                        () -> as(() -> agents.changeRole(acme.ada(), acme.ada().id(), Role.ADMIN)))
                .isInstanceOf(Conflict.class);
    }

    /** Class 4. */
    @Test
    void another_role_cuts_access_at_once() {
        var david = visitors.as(acme, acme.david());
        assertThat(david.get("/rest/session").status()).isEqualTo(200);

        as(() -> agents.changeRole(acme.ada(), acme.david().id(), Role.ADMIN));

        assertThat(david.get("/rest/session").status()).isEqualTo(401);
    }

    /** Class 4. */
    @Test
    void other_departments_count_from_the_next_request_on() {
        var kevin = visitors.as(acme, acme.kevin());
        assertThat(kevin.get("/rest/session").json().at("/departments/0/name").asString())
                .isEqualTo("Support");

        as(() -> agents.place(acme.ada(), acme.kevin().id(), Set.of(acme.sales())));

        assertThat(kevin.get("/rest/session").json().at("/departments/0/name").asString())
                .isEqualTo("Sales");
    }

    /** Class 4. */
    @Test
    void a_removed_agent_is_out_with_session_and_key() {
        var david = visitors.as(acme, acme.david());
        var key = david.post("/rest/apikeys", "{\"name\":\"Script\"}")
                .json()
                .get("key")
                .asString();
        var script = visitors.at(acme).with("apikey", key);
        assertThat(script.get("/rest/session").status()).isEqualTo(200);

        assertThat(visitors.as(acme, acme.ada())
                        .delete("/rest/agents/" + acme.david().id())
                        .status())
                .isEqualTo(204);

        assertThat(david.get("/rest/session").status()).isEqualTo(401);
        assertThat(script.get("/rest/session").status()).isEqualTo(401);
    }

    /** Class 3: role and address are not among what a profile can set. */
    @Test
    void a_profile_cannot_give_itself_a_role() {
        var kevin = visitors.as(acme, acme.kevin());

        var answer = kevin.put(
                "/rest/profile", """
                {"name":"Kevin","language":"fr","theme":"dark","timezone":"Europe/Sofia","signature":"<b>K</b><script>x</script>",
                 "density":"compact","role":"owner","email":"eve@example.net","permissions":["settings.manage"],
                 "id":"%s","tenant":"%s"}
                """.formatted(acme.ada().id(), cast.acme().tenant()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/agent/role").asString()).isEqualTo("agent");
        assertThat(answer.json().at("/agent/email").asString()).isEqualTo("kevin@acme.test");
        assertThat(answer.json().at("/agent/id").asString())
                .isEqualTo(acme.kevin().id().toString());
        assertThat(answer.json().at("/agent/signature").asString()).isEqualTo("<b>K</b>");
        assertThat(answer.json().at("/agent/language").asString()).isEqualTo("fr");
        assertThat(answer.json().at("/permissions").toString()).isEqualTo("[\"api.use\"]");
    }

    @Test
    void a_profile_with_an_unknown_time_zone_is_refused_in_words() {
        var answer = visitors.as(acme, acme.kevin()).put("/rest/profile", """
                {"name":"","language":"xx","theme":"dark","timezone":"Mars/Olympus","signature":"","density":"compact"}
                """);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/timezone").asString()).isNotEmpty();
        assertThat(answer.json().at("/errors/language").asString()).isNotEmpty();
    }

    @Test
    void an_agent_is_online_while_seen_and_signed_in() {
        var ada = visitors.as(acme, acme.ada());
        visitors.as(acme, acme.kevin()).get("/rest/session");
        clock.forward(Duration.ofMinutes(1).plusSeconds(1));
        var kevin = visitors.as(acme, acme.kevin());
        kevin.get("/rest/session");
        clock.forward(Duration.ofMinutes(1).plusSeconds(1));
        kevin.get("/rest/session");

        assertThat(onlineNames(ada.get("/rest/agents"))).contains("Kevin Agent").doesNotContain("David Agent");
        clock.forward(Duration.ofMinutes(2).plusSeconds(1));
        assertThat(onlineNames(ada.get("/rest/agents"))).doesNotContain("Kevin Agent");
    }

    @Test
    void the_list_comes_in_pages() {
        var ada = visitors.as(acme, acme.ada());

        var first = ada.get("/rest/agents?limit=2").json();
        var second = ada.get("/rest/agents?limit=2&cursor=" + first.get("next").asString())
                .json();

        assertThat(first.get("items").size()).isEqualTo(2);
        assertThat(second.get("items").size()).isEqualTo(1);
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void a_new_account_gets_an_owner_who_enters_by_a_link_and_by_mail() {
        var account = cast.account("fresh");
        run(() -> agents.remove(account.ada(), account.david().id()), account);
        var entered = visitors.at(account);

        var path = Tenants.as(account.tenant(), () -> installation.enterPath(account.tenant()));

        assertThat(entered.get(path).status()).isEqualTo(303);
        assertThat(entered.get("/rest/session").json().at("/agent/role").asString())
                .isEqualTo("owner");
        assertThat(visitors.at(account).get(path).status()).isEqualTo(410);
    }

    @Test
    void installing_twice_makes_one_owner_and_one_letter() {
        var tenant = cast.empty("install");
        var email = address("founder");

        var first = Tenants.as(tenant, () -> agents.installOwner(tenant, "Fanny", email, Language.FR));
        var second = Tenants.as(tenant, () -> agents.installOwner(tenant, "Fanny", email, Language.FR));

        assertThat(second).isEqualTo(first);
        var letters = postbox.to(tenant, "founder@acme.test");
        assertThat(letters).hasSize(1);
        assertThat(letters.getFirst().purpose()).isEqualTo("welcome");
        assertThat(letters.getFirst().subject()).isEqualTo("Votre centre d’assistance Acme est prêt");
    }

    @Test
    void an_entering_link_lives_ten_seconds() {
        var late = Tenants.as(acme.tenant(), () -> installation.enterPath(acme.tenant()));
        clock.forward(Duration.ofSeconds(10));

        assertThat(visitors.at(acme).get(late).status()).isEqualTo(410);
    }

    @Test
    void erasing_an_agent_leaves_nothing_of_them_in_this_room() {
        var david = visitors.as(acme, acme.david());
        david.post("/rest/apikeys", "{\"name\":\"Script\"}");
        var subject = new DataSubject.OfAgent(acme.tenant(), acme.david().id());
        assertThat(within(() -> profileData.export(subject).toList()).getFirst().json())
                .contains("david@acme.test");
        assertThat(within(() -> accessData
                        .export(subject)
                        .map(entry -> entry.table())
                        .distinct()
                        .toList()))
                .containsExactly("agent_session", "api_key");

        assertThat(as(() -> accessData.erase(subject))).isEqualTo(2);
        assertThat(as(() -> profileData.erase(subject))).isEqualTo(1);
        assertThat(as(() -> profileData.erase(subject))).isZero();

        assertThat(david.get("/rest/session").status()).isEqualTo(401);
        assertThat(within(() -> profileData.export(subject).toList())).isEmpty();
    }

    private Agent admin() {
        as(() -> agents.changeRole(acme.ada(), acme.david().id(), Role.ADMIN));
        return as(() -> agents.byAddress(acme.tenant(), address("david"))).orElseThrow();
    }

    private String pathOf(String address) {
        var text = postbox.to(acme.tenant(), address).getLast().text();
        return text.replaceAll("(?s).*http://[^/]+(/welcome/\\S+).*", "$1");
    }

    private static List<String> onlineNames(org.havendesk.testing.Answer answer) {
        return answer.json()
                .get("items")
                .valueStream()
                .filter(item -> item.get("online").asBoolean())
                .map(item -> item.get("name").asString())
                .toList();
    }

    private static Agents.Newcomer newcomer(String local, Role role) {
        return new Agents.Newcomer("Nora New", address(local), role, Set.of(), Optional.empty());
    }

    private static EmailAddress address(String local) {
        return EmailAddress.parse(local + "@acme.test").orElseThrow();
    }

    private <T> T as(Supplier<T> work) {
        return Tenants.as(acme.tenant(), work);
    }

    private <T> T within(Supplier<T> work) {
        return as(() -> new TransactionTemplate(transactions).execute(state -> work.get()));
    }

    private void run(Runnable work) {
        run(work, acme);
    }

    private static void run(Runnable work, Cast.Acme account) {
        Tenants.run(account.tenant(), work);
    }
}
