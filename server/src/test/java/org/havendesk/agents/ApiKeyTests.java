package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@HavendeskTest
class ApiKeyTests {
    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    Agents agents;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
    }

    @Test
    void a_key_is_shown_once_and_kept_as_a_hash() {
        var david = visitors.as(acme, acme.david());

        var made = david.post("/rest/apikeys", "{\"name\":\"Script\"}");

        assertThat(made.status()).isEqualTo(201);
        var key = made.json().get("key").asString();
        assertThat(key).matches("hd_[A-Za-z0-9_-]{43}");
        assertThat(david.get("/rest/apikeys").body()).contains("Script").doesNotContain(key);
        assertThat(in(() -> db.sql("SELECT count(*) FROM api_key WHERE api_key::text LIKE :key")
                        .param("key", "%" + key + "%")
                        .query(Integer.class)
                        .single()))
                .isZero();
    }

    @Test
    void a_key_acts_for_its_maker_without_cookie_and_token() {
        var script = visitors.at(acme).with("APIKEY", key());

        assertThat(script.get("/rest/session").json().at("/agent/name").asString())
                .isEqualTo("David Agent");
        assertThat(script.send(
                                "POST",
                                "/rest/apikeys",
                                Optional.of("{\"name\":\"Another\"}"),
                                java.util.Map.of("Content-Type", "application/json"))
                        .status())
                .isEqualTo(201);
    }

    /** A request without CSRF protection must not live on the cookie. */
    @Test
    void with_a_wrong_key_the_cookie_does_not_count() {
        var david = visitors.as(acme, acme.david()).with("apikey", "hd_" + "A".repeat(43));

        assertThat(david.get("/rest/session").status()).isEqualTo(401);
        assertThat(visitors.as(acme, acme.david())
                        .with("Authorization", "Basic YTpi")
                        .get("/rest/session")
                        .status())
                .isEqualTo(401);
    }

    /** Appendix C: a key never may more than its maker may now. */
    @Test
    void a_key_may_what_its_maker_may_now() {
        var script = visitors.at(acme).with("apikey", key());
        assertThat(script.get("/rest/session").json().get("permissions").size()).isEqualTo(1);

        Tenants.run(
                acme.tenant(), () -> agents.changeRole(acme.ada(), acme.david().id(), Role.ADMIN));
        assertThat(script.get("/rest/session").json().at("/agent/role").asString())
                .isEqualTo("admin");

        Tenants.run(
                acme.tenant(), () -> agents.changeRole(acme.ada(), acme.david().id(), Role.AGENT));
        assertThat(script.post("/rest/agents", "{\"name\":\"N\",\"email\":\"n@acme.test\",\"role\":\"agent\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void an_ended_key_works_no_more() {
        var david = visitors.as(acme, acme.david());
        var made = david.post("/rest/apikeys", "{\"name\":\"Script\"}").json();
        var script = visitors.at(acme).with("apikey", made.get("key").asString());
        assertThat(script.get("/rest/session").status()).isEqualTo(200);

        assertThat(david.delete("/rest/apikeys/" + made.get("id").asString()).status())
                .isEqualTo(204);

        assertThat(script.get("/rest/session").status()).isEqualTo(401);
    }

    /** Class 1. */
    @Test
    void nobody_ends_or_sees_the_key_of_somebody_else() {
        var made = visitors.as(acme, acme.david())
                .post("/rest/apikeys", "{\"name\":\"Script\"}")
                .json();
        var ada = visitors.as(acme, acme.ada());

        assertThat(ada.get("/rest/apikeys").json().get("items").size()).isZero();
        assertThat(ada.delete("/rest/apikeys/" + made.get("id").asString()).status())
                .isEqualTo(404);
    }

    /** Class 2: the account is the host's, whatever else is shown. */
    @Test
    void a_key_or_cookie_of_one_account_is_nothing_in_another() {
        var other = cast.acme();
        var david = visitors.as(acme, acme.david());
        david.get("/rest/session");
        var cookie = david.cookie("hd_session").orElseThrow();

        assertThat(visitors.at(other).with("apikey", key()).get("/rest/session").status())
                .isEqualTo(401);
        assertThat(visitors.at(other)
                        .withCookie("hd_session", cookie)
                        .get("/rest/session")
                        .status())
                .isEqualTo(401);
        assertThat(visitors.at(other)
                        .withCookie("hd_session", cookie)
                        .with("X-Tenant", acme.tenant().toString())
                        .with("X-Forwarded-Host", acme.subdomain() + ".localhost")
                        .with("Forwarded", "host=" + acme.subdomain() + ".localhost")
                        .get("/rest/session?tenant=" + acme.tenant() + "&tenant_id=" + acme.tenant())
                        .status())
                .isEqualTo(401);
    }

    private String key() {
        return visitors.as(acme, acme.david())
                .post("/rest/apikeys", "{\"name\":\"Script\"}")
                .json()
                .get("key")
                .asString();
    }

    private <T> T in(java.util.function.Supplier<T> work) {
        return Tenants.as(acme.tenant(), () -> new TransactionTemplate(transactions).execute(state -> work.get()));
    }
}
