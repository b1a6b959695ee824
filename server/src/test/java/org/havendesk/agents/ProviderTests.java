package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Answer;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.OpenIdServer;
import org.havendesk.testing.OpenIdServer.Signature;
import org.havendesk.testing.OpenIdServer.Somebody;
import org.havendesk.testing.Postbox;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Single sign-on by OpenID Connect, and what class 28 of attackers tries at it, against a real provider. */
@HavendeskTest
class ProviderTests {
    private static final String PASSWORD = "four quiet boats at dusk";
    private static final Somebody DAVID = new Somebody("sub-1", "david@acme.test", true);

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
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    private final OpenIdServer idp = OpenIdServer.start();
    private Cast.Acme acme;

    @BeforeEach
    void begin() {
        acme = cast.acme();
        setPassword(acme.david());
        setPassword(acme.ada());
    }

    @AfterEach
    void end() {
        idp.close();
    }

    @Test
    void an_agent_signs_in_by_the_provider_and_is_told_by_mail_that_it_counts_now() {
        provider(acme, "corp", idp, true);
        var david = visitors.at(acme);
        assertThat(david.get("/signin").body()).contains("Corp", "/signin/sso/corp?next=");

        var in = arrive(david, DAVID, "/agent/inbox");

        assertThat(in.status()).isEqualTo(303);
        assertThat(in.header("Location")).isEqualTo("/agent/inbox");
        var me = david.get("/rest/session").json();
        assertThat(me.at("/agent/email").asString()).isEqualTo("david@acme.test");
        assertThat(postbox.to(acme.tenant(), "david@acme.test"))
                .anyMatch(letter -> letter.subject().contains("sign in to Acme by another service"));
        var known = david.get("/rest/profile/identities").json().at("/items/0");
        assertThat(known.get("name").asString()).isEqualTo("Corp");
        assertThat(known.get("linkedAt").isNull()).isFalse();
        assertThat(david.delete("/rest/profile/identities/corp").status()).isEqualTo(204);
        assertThat(david.delete("/rest/profile/identities/corp").status()).isEqualTo(404);
    }

    /** A link is to the person, not to the address: nobody inherits a colleague. */
    @Test
    void who_gets_the_address_of_a_colleague_does_not_get_their_account() {
        provider(acme, "corp", idp, true);
        arrive(visitors.at(acme), DAVID, "");

        var heir = arrive(visitors.at(acme), new Somebody("sub-2", "david@acme.test", true), "");
        assertThat(heir.status()).isEqualTo(401);
        var moved = visitors.at(acme);
        assertThat(arrive(moved, new Somebody("sub-1", "new.name@acme.test", false), "")
                        .status())
                .isEqualTo(303);
        assertThat(moved.get("/rest/session").json().at("/agent/email").asString())
                .isEqualTo("david@acme.test");
    }

    /** Classes 23 and 24. */
    @Test
    void an_address_that_nobody_verified_links_nobody() {
        provider(acme, "corp", idp, true);

        assertThat(arrive(visitors.at(acme), new Somebody("sub-1", "david@acme.test", false), "")
                        .status())
                .isEqualTo(401);
        assertThat(arrive(visitors.at(acme), new Somebody("sub-1", "eve@acme.test", true), "")
                        .status())
                .isEqualTo(401);
        idp.lying(claims -> claims.claim("email_verified", "true"));
        assertThat(arrive(visitors.at(acme), DAVID, "").status()).isEqualTo(401);
    }

    @Test
    void a_token_that_is_not_for_us_now_and_signed_by_the_provider_opens_nothing() {
        provider(acme, "corp", idp, true);
        var old = Date.from(Instant.now().minusSeconds(600));

        refused("another audience", () -> idp.lying(claims -> claims.audience("somebody-else")));
        refused("another nonce", () -> idp.lying(claims -> claims.claim("nonce", "heard-elsewhere")));
        refused("no nonce", () -> idp.lying(claims -> claims.claim("nonce", null)));
        refused("another issuer", () -> idp.lying(claims -> claims.issuer("https://accounts.example")));
        refused("too old", () -> idp.lying(claims -> claims.expirationTime(old)));
        refused("no subject", () -> idp.lying(claims -> claims.subject(null)));
        refused(
                "for several, by another",
                () -> idp.lying(claims ->
                        claims.audience(List.of(OpenIdServer.CLIENT, "other")).claim("azp", "other")));
        idp.lying(claims -> claims);
        refused("not signed", () -> idp.signing(Signature.NONE));
        refused("signed with the shared secret", () -> idp.signing(Signature.SHARED_SECRET));
        refused("signed by another", () -> idp.signing(Signature.ANOTHER_KEY));

        idp.signing(Signature.OWN);
        assertThat(arrive(visitors.at(acme), DAVID, "").status()).isEqualTo(303);
    }

    @Test
    void a_way_back_is_walked_once_by_the_browser_that_set_out_within_ten_minutes() {
        provider(acme, "corp", idp, true);
        var david = visitors.at(acme);
        var back = idp.signIn(go(david, "corp", ""), DAVID);
        var cookie = david.cookie("hd_sso").orElseThrow();

        assertThat(visitors.at(acme).get(back).status()).isEqualTo(401);
        var thief = visitors.at(acme);
        go(thief, "corp", "");
        assertThat(thief.get(back).status()).isEqualTo(401);
        assertThat(david.get(back).status()).isEqualTo(303);
        assertThat(visitors.at(acme).withCookie("hd_sso", cookie).get(back).status())
                .isEqualTo(401);

        var late = visitors.at(acme);
        var way = idp.signIn(go(late, "corp", ""), DAVID);
        clock.forward(ProviderAttempts.LIFE.plusSeconds(1));
        assertThat(late.get(way).status()).isEqualTo(401);
        assertThat(visitors.at(acme)
                        .get("/signin/sso/corp/return?state=x&error=access_denied")
                        .status())
                .isEqualTo(401);
    }

    /** Mix-up (RFC 9700, 4.4): an answer of one provider is none of another's. */
    @Test
    void an_answer_of_one_provider_does_not_pass_for_anothers() {
        try (var evil = OpenIdServer.start()) {
            provider(acme, "corp", idp.namingItself(), true);
            provider(acme, "evil", evil, true);
            var david = visitors.at(acme);
            var atEvil = stateOf(go(david, "evil", ""));

            var back = idp.signIn(go(visitors.at(acme), "corp", ""), DAVID);
            var code = back.replaceAll(".*code=([^&]+).*", "$1");

            assertThat(david.get("/signin/sso/evil/return?state=" + atEvil + "&code=" + code)
                            .status())
                    .isEqualTo(401);
            var kevin = visitors.at(acme);
            var state = stateOf(go(kevin, "corp", ""));
            assertThat(kevin.get("/signin/sso/corp/return?state=" + state + "&code=" + code)
                            .status())
                    .as("without the name that it promises")
                    .isEqualTo(401);
            var again = visitors.at(acme);
            var other = stateOf(go(again, "evil", ""));
            assertThat(again.get("/signin/sso/corp/return?state=" + other + "&code=" + code + "&iss=" + idp.issuer())
                            .status())
                    .isEqualTo(401);
        }
    }

    /** A code caught on its way is worth nothing in another browser (RFC 7636). */
    @Test
    void a_code_of_somebody_elses_browser_is_worth_nothing() {
        provider(acme, "corp", idp, true);
        var david = visitors.at(acme);
        var code = idp.signIn(go(david, "corp", ""), DAVID).replaceAll(".*code=([^&]+).*", "$1");
        var eve = visitors.at(acme);
        var state = stateOf(go(eve, "corp", ""));

        assertThat(eve.get("/signin/sso/corp/return?state=" + state + "&code=" + code)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_state_of_one_account_is_nothing_at_the_host_of_another() {
        provider(acme, "corp", idp, true);
        var globex = cast.account("globex");
        setPassword(globex, globex.ada());
        provider(globex, "corp", idp, true);
        var david = visitors.at(acme);
        var back = idp.signIn(go(david, "corp", ""), DAVID);

        var astray =
                visitors.at(globex).withCookie("hd_sso", david.cookie("hd_sso").orElseThrow());

        assertThat(astray.get(back).status()).isEqualTo(401);
    }

    @Test
    void a_provider_that_does_not_vouch_leaves_the_second_step_to_us() {
        provider(acme, "corp", idp, false);
        turnOn(acme.david());
        var david = visitors.at(acme);

        var in = arrive(david, DAVID, "/agent/inbox");

        assertThat(in.header("Location")).startsWith("/signin/code");
        assertThat(david.get("/rest/session").status()).isEqualTo(401);
        assertThat(david.submit("/signin/code", "/signin/code", Map.of("code", nextCode(acme.david())))
                        .status())
                .isEqualTo(303);
        assertThat(david.get("/rest/session").status()).isEqualTo(200);
    }

    @Test
    void a_provider_that_vouches_gives_both_proofs_also_where_the_account_asks_for_two() {
        provider(acme, "corp", idp, true);
        visitors.as(acme, acme.ada()).put("/rest/security/second-factor", "{\"roles\":[\"agent\"],\"graceDays\":0}");
        var david = visitors.at(acme);

        assertThat(arrive(david, DAVID, "").header("Location")).isEqualTo("/agent/");
        assertThat(david.get("/rest/session").status()).isEqualTo(200);
    }

    @Test
    void an_invited_colleague_arrives_by_the_provider_and_a_removed_one_does_not() {
        provider(acme, "corp", idp, true);
        var ada = visitors.as(acme, acme.ada());
        ada.post("/rest/agents", """
                {"name":"Nina New","email":"nina@acme.test","role":"agent","departments":[]}
                """);
        var nina = visitors.at(acme);
        assertThat(arrive(nina, new Somebody("sub-9", "nina@acme.test", true), "")
                        .status())
                .isEqualTo(303);
        var id = nina.get("/rest/session").json().at("/agent/id").asString();

        assertThat(ada.delete("/rest/agents/" + id).status()).isIn(200, 202, 204);

        assertThat(arrive(visitors.at(acme), new Somebody("sub-9", "nina@acme.test", true), "")
                        .status())
                .isEqualTo(401);
    }

    /** Class 24: no way around it. */
    @Test
    void as_the_only_way_in_it_shuts_every_other_door_but_the_owners() {
        provider(acme, "corp", idp, true);
        var ada = visitors.as(acme, acme.ada());
        assertThat(only(ada, true).json().get("type").asString()).isEqualTo("urn:havendesk:problem.conflict.wayBack");
        turnOn(acme.ada());
        assertThat(only(ada, true).json().get("type").asString())
                .isEqualTo("urn:havendesk:problem.conflict.providerUntried");
        arrive(visitors.at(acme), new Somebody("sub-0", "ada@acme.test", true), "");
        assertThat(only(ada, true).status()).isEqualTo(200);

        assertThat(byPassword("david@acme.test", "").status()).isEqualTo(403);
        assertThat(visitors.at(acme)
                        .submit("/signin", "/signin", Map.of("email", "david@acme.test", "password", PASSWORD))
                        .status())
                .isEqualTo(403);
        assertThat(visitors.at(acme)
                        .post("/rest/apikey-sign-ins", """
                                {"email":"david@acme.test","password":"%s","name":"Script"}
                                """.formatted(PASSWORD))
                        .status())
                .isEqualTo(403);
        assertThat(visitors.at(acme)
                        .post("/rest/session", "{\"email\":\"david@acme.test\",\"password\":\"wrong\"}")
                        .status())
                .isEqualTo(401);
        assertThat(visitors.at(acme).get("/signin").body()).contains("<details");
        assertThat(arrive(visitors.at(acme), DAVID, "").status()).isEqualTo(303);
        assertThat(byPassword("ada@acme.test", nextCode(acme.ada())).status()).isEqualTo(201);
        assertThat(ada.delete("/rest/security/providers/corp").status()).isEqualTo(409);
        assertThat(ada.put("/rest/security/providers/corp", """
                        {"name":"Corp","issuer":"%s","clientId":"%s","vouches":true,"enabled":false}
                        """.formatted(idp.issuer(), OpenIdServer.CLIENT))
                        .status())
                .isEqualTo(409);
        assertThat(only(ada, false).status()).isEqualTo(200);
        assertThat(byPassword("david@acme.test", "").status()).isEqualTo(201);
    }

    @Test
    void a_paused_provider_lets_nobody_in_and_keeps_its_secret_and_its_links() {
        provider(acme, "corp", idp, true);
        arrive(visitors.at(acme), DAVID, "");
        var ada = visitors.as(acme, acme.ada());
        var written = """
                {"name":"Corp","issuer":"%s","clientId":"%s","vouches":true,"enabled":%s}
                """;

        var paused =
                ada.put("/rest/security/providers/corp", written.formatted(idp.issuer(), OpenIdServer.CLIENT, false));
        assertThat(paused.json().get("enabled").asBoolean()).isFalse();
        assertThat(visitors.at(acme).get("/signin").body()).doesNotContain("/signin/sso/corp");
        assertThat(visitors.at(acme).get("/signin/sso/corp?next=").status()).isEqualTo(404);
        assertThat(visitors.as(acme, acme.david())
                        .get("/rest/profile/identities")
                        .json()
                        .get("items"))
                .isEmpty();

        ada.put("/rest/security/providers/corp", written.formatted(idp.issuer(), OpenIdServer.CLIENT, true));
        assertThat(arrive(visitors.at(acme), DAVID, "").status()).isEqualTo(303);
    }

    /** Class 28: a directory that serves several firms vouches for all of them; the account says whose people are meant. */
    @Test
    void only_people_of_the_domains_that_the_account_names_come_in_by_a_provider() {
        var ada = visitors.as(acme, acme.ada());
        provider(acme, "corp", idp, true);
        arrive(visitors.at(acme), DAVID, "");

        assertThat(domains(ada, "\"@Elsewhere.test \"").json().get("domains").toString())
                .isEqualTo("[\"elsewhere.test\"]");
        var david = visitors.at(acme);
        var refused = arrive(david, DAVID, "");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body()).contains("Only people of certain mail domains");
        assertThat(david.get("/rest/session").status()).isEqualTo(401);

        domains(ada, "\"elsewhere.test\",\"acme.test\"");
        assertThat(arrive(visitors.at(acme), DAVID, "").status()).isEqualTo(303);
        assertThat(arrive(visitors.at(acme), new Somebody("sub-1", "david@acme.test", false), "")
                        .status())
                .as("known to us, by an address that nobody verified")
                .isEqualTo(401);
        assertThat(arrive(visitors.at(acme), new Somebody("sub-1", "david@mail.acme.test", true), "")
                        .status())
                .as("a domain below")
                .isEqualTo(401);

        write(ada, "corp", idp, true);
        assertThat(ada.get("/rest/security/providers")
                        .json()
                        .at("/items/0/domains")
                        .size())
                .as("who does not speak of domains leaves them as they are")
                .isEqualTo(2);
        domains(ada, "");
        assertThat(arrive(visitors.at(acme), new Somebody("sub-1", "david@mail.acme.test", true), "")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void what_is_no_mail_domain_is_refused_by_name_and_changes_nothing() {
        var ada = visitors.as(acme, acme.ada());
        provider(acme, "corp", idp, true);
        domains(ada, "\"acme.test\"");

        for (var wrong : List.of("acme", "ada@acme.test", "*.acme.test", "acme..test", "a b.test")) {
            var refused = domains(ada, "\"other.test\",\"" + wrong + "\"");
            assertThat(refused.status()).as(wrong).isEqualTo(422);
            assertThat(refused.json().at("/errors/domains").asString()).contains(wrong);
        }
        assertThat(domains(ada, "\"d.test\",".repeat(51) + "\"d.test\"").status())
                .isEqualTo(422);
        assertThat(ada.get("/rest/security/providers")
                        .json()
                        .at("/items/0/domains")
                        .toString())
                .isEqualTo("[\"acme.test\"]");
    }

    @Test
    void everybody_sees_the_providers_of_their_account_and_which_of_them_know_them() {
        provider(acme, "corp", idp, true);
        var david = visitors.as(acme, acme.david());

        var before = david.get("/rest/profile/identities").json().at("/items/0");
        assertThat(before.get("start").asString()).isEqualTo("/signin/sso/corp");
        assertThat(before.get("linkedAt").isNull()).isTrue();

        arrive(visitors.at(acme), DAVID, "");
        assertThat(david.get("/rest/profile/identities")
                        .json()
                        .at("/items/0/linkedAt")
                        .isNull())
                .isFalse();
        assertThat(visitors.as(acme, acme.ada())
                        .get("/rest/security/sign-in")
                        .json()
                        .get("redirectUri")
                        .asString())
                .contains(acme.subdomain())
                .endsWith("/signin/sso/{key}/return");
    }

    @Test
    void no_agent_manages_providers_and_no_stale_session_does() {
        assertThat(visitors.as(acme, acme.kevin())
                        .get("/rest/security/providers")
                        .status())
                .isEqualTo(403);
        var ada = visitors.as(acme, acme.ada());
        clock.forward(FreshSession.LIFE.plusSeconds(1));

        assertThat(write(ada, "corp", idp, true).status()).isEqualTo(403);
    }

    @Test
    void a_provider_is_taken_only_when_it_describes_itself_as_the_issuer_that_was_named() {
        var ada = visitors.as(acme, acme.ada());

        assertThat(write(ada, "Corp!", idp, true).status()).isEqualTo(422);
        assertThat(ada.put("/rest/security/providers/corp", """
                        {"name":"Corp","issuer":"http://127.0.0.1:1","clientId":"x","vouches":false}
                        """).status()).isEqualTo(422);
        idp.sayingToBe("https://accounts.example");
        assertThat(write(ada, "corp", idp, true).status()).isEqualTo(422);
    }

    @Test
    void the_secret_is_never_shown_again_and_lies_unreadable_in_the_database() {
        provider(acme, "corp", idp, true);

        var listed = visitors.as(acme, acme.ada()).get("/rest/security/providers");

        assertThat(listed.body()).doesNotContain(OpenIdServer.SECRET);
        assertThat(listed.json().at("/items/0/redirectUri").asString())
                .contains(acme.subdomain())
                .endsWith("/signin/sso/corp/return");
        assertThat(in(
                        acme,
                        () -> db.sql("SELECT position(:secret IN client_secret) FROM sign_in_provider")
                                .param("secret", OpenIdServer.SECRET.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                .query(Integer.class)
                                .single()))
                .isZero();
    }

    /** Class 13: an account names the address itself. */
    @Test
    void nothing_in_the_network_of_the_installation_is_asked_unless_the_operator_allows_it() throws IOException {
        var web = new ProviderWeb(false);
        try {
            for (var address : List.of(
                    "https://127.0.0.1:" + URI.create(idp.issuer()).getPort() + "/keys",
                    "https://localhost/keys",
                    "https://169.254.169.254/latest/meta-data",
                    "https://[::1]/keys",
                    "https://10.0.0.1/keys",
                    idp.issuer() + "/keys",
                    "http://accounts.example/keys")) {
                assertThatThrownBy(
                                () -> web.retrieveResource(URI.create(address).toURL()))
                        .as(address)
                        .isInstanceOf(IOException.class);
            }
            assertThat(web.mayAsk(URI.create("file:///etc/passwd"))).isFalse();
            assertThat(web.mayAsk(URI.create("https://user@accounts.example"))).isFalse();
        } finally {
            web.destroy();
        }
    }

    private void refused(String why, Runnable lie) {
        lie.run();
        var eve = visitors.at(acme);
        assertThat(arrive(eve, DAVID, "").status()).as(why).isEqualTo(401);
        assertThat(eve.get("/rest/session").status()).as(why).isEqualTo(401);
    }

    private void provider(Cast.Acme account, String key, OpenIdServer server, boolean vouches) {
        var written = write(visitors.as(account, account.ada()), key, server, vouches);
        assertThat(written.status()).isEqualTo(200);
    }

    private static Answer write(Visitor admin, String key, OpenIdServer server, boolean vouches) {
        return admin.put("/rest/security/providers/" + key.replace("!", "%21"), """
                {"name":"Corp","issuer":"%s","clientId":"%s","clientSecret":"%s","vouches":%s}
                """.formatted(
                        server.issuer(), OpenIdServer.CLIENT, OpenIdServer.SECRET, vouches));
    }

    private Answer domains(Visitor admin, String list) {
        return admin.put("/rest/security/providers/corp", """
                {"name":"Corp","issuer":"%s","clientId":"%s","vouches":true,"domains":[%s]}
                """.formatted(idp.issuer(), OpenIdServer.CLIENT, list));
    }

    private static Answer only(Visitor owner, boolean only) {
        return owner.put("/rest/security/sign-in", "{\"providersOnly\":" + only + "}");
    }

    /** Goes to the provider, signs in there as somebody and comes back. */
    private Answer arrive(Visitor visitor, Somebody who, String next) {
        return visitor.get(idp.signIn(go(visitor, "corp", next), who));
    }

    private static String go(Visitor visitor, String key, String next) {
        var sent = visitor.get("/signin/sso/" + key + "?next=" + next);
        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.cookie("hd_sso").orElseThrow()).contains("HttpOnly", "SameSite=Lax");
        return sent.header("Location");
    }

    /** The state with which a browser was sent. */
    private static String stateOf(String way) {
        return way.replaceAll(".*[?&]state=([^&]+).*", "$1");
    }

    private Answer byPassword(String email, String code) {
        return visitors.at(acme).post("/rest/session", """
                        {"email":"%s","password":"%s","code":"%s"}
                        """.formatted(email, PASSWORD, code));
    }

    private void turnOn(Agent agent) {
        in(acme, () -> {
            totp.offer(acme.tenant(), agent.id(), Totp.newSecret());
            return totp.confirm(acme.tenant(), agent.id(), 0);
        });
    }

    private String nextCode(Agent agent) {
        clock.forward(java.time.Duration.ofSeconds(Totp.STEP_SECONDS));
        var secret = in(acme, () -> totp.used(acme.tenant(), agent.id())).orElseThrow();
        return Totp.code(secret, Totp.step(clock.instant()));
    }

    private void setPassword(Agent agent) {
        setPassword(acme, agent);
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
