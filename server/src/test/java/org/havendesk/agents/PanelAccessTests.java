package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.havendesk.platform.Actor;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Answer;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The promise that access can be limited to networks. All tests come from 127.0.0.1. */
@HavendeskTest
class PanelAccessTests {
    private static final String OFFICE = "192.0.2.0/24";

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    PanelAccess panel;

    @Autowired
    Passes passes;

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
    void whoever_comes_from_a_listed_network_gets_in() {
        var ada = visitors.as(acme, acme.ada());

        var answer = put(ada, OFFICE + ", 127.0.0.*");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("networks").asString()).isEqualTo(OFFICE + "\n127.0.0.*");
        assertThat(answer.json().get("yourAddress").asString()).isEqualTo("127.0.0.1");
        assertThat(ada.get("/rest/session").status()).isEqualTo(200);
        assertThat(visitors.at(acme).get("/signin").status()).isEqualTo(200);
    }

    /** At each request, not only when signing in. */
    @Test
    void a_session_from_before_is_of_no_use_outside() {
        var david = visitors.as(acme, acme.david());
        assertThat(david.get("/rest/session").status()).isEqualTo(200);

        limit();

        var refused = david.get("/rest/session");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("type").asString()).isEqualTo("urn:havendesk:problem.forbidden.network");
        assertThat(refused.json().get("detail").asString()).contains("127.0.0.1");
    }

    @Test
    void every_door_of_the_panel_is_closed_outside() {
        limit();
        var browser = visitors.at(acme).with("Accept", "text/html");

        for (var path : new String[] {"/signin", "/forgot", "/welcome/abc", "/agent/", "/signin/code", "/rest/live"}) {
            assertThat(browser.get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(browser.get("/signin").body()).contains("127.0.0.1").contains("Use your company’s network");
        assertThat(visitors.at(acme)
                        .send(
                                "POST",
                                "/rest/session",
                                java.util.Optional.of("{}"),
                                Map.of("Content-Type", "application/json"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void what_is_no_part_of_the_panel_stays_open() {
        limit();

        assertThat(visitors.at(acme).get("/health").status()).isEqualTo(200);
        assertThat(visitors.at(acme).get("/assets/icon.svg").status()).isEqualTo(200);
    }

    @Test
    void the_list_of_one_account_is_nothing_to_another() {
        limit();
        var globex = cast.account("globex");

        assertThat(visitors.as(globex, globex.ada()).get("/rest/session").status())
                .isEqualTo(200);
    }

    /** Class 34: only named proxies are believed about where somebody comes from, and none is named here. */
    @Test
    void nobody_talks_themselves_in_with_a_header() {
        limit();

        for (var header : new String[] {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Client-IP", "True-Client-IP"}) {
            assertThat(visitors.as(acme, acme.ada())
                            .with(header, header.equals("Forwarded") ? "for=192.0.2.7" : "192.0.2.7")
                            .get("/rest/session")
                            .status())
                    .as(header)
                    .isEqualTo(403);
        }
    }

    /** Class 34: a made-up key opens no door that asks for a password. */
    @Test
    void a_key_that_is_none_does_not_get_around() {
        limit();
        for (var door : new String[] {
            "POST /rest/session", "POST /rest/apikey-sign-ins", "PUT /rest/passwords", "POST /rest/password-resets"
        }) {
            var words = door.split(" ");
            var answer = visitors.at(acme)
                    .with("apikey", "hd_made-up")
                    .send(words[0], words[1], java.util.Optional.of("{}"), Map.of("Content-Type", "application/json"));
            assertThat(answer.status()).as(door).isEqualTo(403);
        }
        assertThat(visitors.at(acme).with("apikey", "x").get("/signin").status())
                .isEqualTo(403);
        assertThat(visitors.at(acme).with("apikey", "x").get("/rest/tickets").status())
                .isEqualTo(401);
    }

    /** Class 34: the tricks by which a path is made to look like another one. */
    @Test
    void no_way_to_write_the_path_gets_around() {
        limit();
        var ada = visitors.as(acme, acme.ada());

        for (var path : new String[] {
            "//rest/session", "/./rest/session", "/assets/../rest/session", "/rest;x=1/session", "/%72est/session"
        }) {
            assertThat(ada.get(path).status()).as(path).isIn(400, 403, 404);
        }
    }

    @Test
    void nobody_shuts_themselves_out() {
        var answer = put(visitors.as(acme, acme.ada()), OFFICE);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/networks").asString()).contains("127.0.0.1");
        assertThat(visitors.as(acme, acme.ada()).get("/rest/session").status()).isEqualTo(200);
    }

    @Test
    void what_is_no_network_is_named() {
        var answer = put(visitors.as(acme, acme.ada()), "127.0.0.1, 300.1.2.3");

        assertThat(answer.json().at("/errors/networks").asString()).contains("300.1.2.3");
    }

    @Test
    void no_agent_reads_or_writes_the_list() {
        var kevin = visitors.as(acme, acme.kevin());

        assertThat(kevin.get("/rest/security/networks").status()).isEqualTo(403);
        assertThat(put(kevin, "").status()).isEqualTo(403);
    }

    @Test
    void the_operator_opens_the_panel_again() {
        limit();

        Tenants.run(acme.tenant(), () -> panel.open(new Actor.OfOperator(), acme.tenant()));

        assertThat(visitors.as(acme, acme.ada()).get("/rest/session").status()).isEqualTo(200);
    }

    /** As if somebody in the office had set it. */
    private void limit() {
        Tenants.run(
                acme.tenant(),
                () -> new TransactionTemplate(transactions).executeWithoutResult(state -> {
                    db.sql("INSERT INTO security_rules (tenant_id, panel_networks) VALUES (:tenant, :networks)")
                            .param("tenant", acme.tenant().value())
                            .param("networks", OFFICE)
                            .update();
                    passes.forget(acme.tenant());
                }));
    }

    private static Answer put(Visitor visitor, String networks) {
        return visitor.put("/rest/security/networks", "{\"networks\":\"" + networks + "\"}");
    }
}
