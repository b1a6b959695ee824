package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.havendesk.contacts.Contacts;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.Postbox;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.havendesk.tickets.Received;
import org.havendesk.tickets.Tickets;
import org.havendesk.tickets.Triage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The promise that profiles of agents can be deleted, and what stays readable after. */
@HavendeskTest
class RemovalTests {
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
    Tickets tickets;

    @Autowired
    Triage triage;

    @Autowired
    Contacts contacts;

    @Autowired
    AgentRows rows;

    @Autowired
    Passwords passwords;

    @Autowired
    Removals removals;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    private Cast.Acme acme;
    private Visitor ada;

    @BeforeEach
    void account() {
        acme = cast.acme();
        ada = visitors.as(acme, acme.ada());
        var hash = passwords.hash(PASSWORD);
        in(() -> {
            rows.setPassword(acme.tenant(), acme.david().id(), hash);
            return hash;
        });
    }

    @Test
    void whoever_is_removed_gets_in_by_no_door_and_gets_no_mail() {
        var david = visitors.as(acme, acme.david());
        var key = david.post("/rest/apikeys", "{\"name\":\"Script\"}")
                .json()
                .get("key")
                .asString();
        var letters = postbox.to(acme.tenant(), "david@acme.test").size();

        assertThat(ada.delete(path(acme.david())).status()).isEqualTo(204);

        assertThat(david.get("/rest/session").status()).isEqualTo(401);
        assertThat(visitors.at(acme).with("apikey", key).get("/rest/session").status())
                .isEqualTo(401);
        assertThat(visitors.at(acme)
                        .post("/rest/session", "{\"email\":\"david@acme.test\",\"password\":\"" + PASSWORD + "\"}")
                        .status())
                .isEqualTo(401);
        assertThat(visitors.at(acme)
                        .post("/rest/password-resets", "{\"email\":\"david@acme.test\"}")
                        .status())
                .isEqualTo(202);
        assertThat(postbox.to(acme.tenant(), "david@acme.test")).hasSize(letters);
        assertThat(ada.get("/rest/agents").body()).doesNotContain("David Agent");
        assertThat(ada.get("/rest/agents?removed=true").body()).contains("David Agent");
        assertThat(ada.put(path(acme.david()) + "/role", "{\"role\":\"admin\"}").status())
                .isEqualTo(404);
    }

    /** A table that refers to agents is one of those that go at once, or one of those that somebody brought back needs. */
    @Test
    void every_way_in_is_known_to_the_removal() {
        var needed = List.of(
                "agent_department", "agent_identity", "agent_mail_preference", "draft", "ticket", "ticket_read");

        assertThat(db.sql("""
                SELECT DISTINCT conrelid::regclass::text FROM pg_constraint
                 WHERE contype = 'f' AND confrelid = 'agent'::regclass
                """).query(String.class).list())
                .allMatch(table -> needed.contains(table) || AgentRows.WAYS_IN.contains(table));
    }

    @Test
    void their_tickets_become_nobodys_and_stay_readable() {
        var ticket = ticket();
        Tenants.run(
                acme.tenant(),
                () -> triage.assign(
                        acme.ada(), ticket.ticket(), Optional.of(acme.david().id())));
        visitors.as(acme, acme.david())
                .post("/rest/tickets/" + ticket.ticket() + "/notes", "{\"html\":\"<p>I look into it</p>\"}");

        ada.delete(path(acme.david()));
        Tenants.run(
                acme.tenant(), () -> triage.letGo(acme.tenant(), acme.david().id()));

        var open = ada.get("/rest/tickets/" + ticket.ticket());
        assertThat(open.status()).isEqualTo(200);
        assertThat(open.json().path("assignee").isNull()).isTrue();
        assertThat(open.body()).contains("I look into it");
    }

    @Test
    void within_the_days_of_grace_they_can_be_brought_back() {
        ada.delete(path(acme.david()));
        var removed = ada.get("/rest/agents?removed=true").json().at("/items/0");
        assertThat(Instant.parse(removed.get("erasedAt").asString()))
                .isEqualTo(Instant.parse(removed.get("removedAt").asString()).plus(Duration.ofDays(14)));
        clock.forward(Duration.ofDays(13));
        ada = visitors.as(acme, acme.ada());

        assertThat(visitors.as(acme, acme.kevin())
                        .post(path(acme.david()) + "/restoration", "")
                        .status())
                .isEqualTo(403);
        assertThat(ada.post(path(acme.david()) + "/restoration", "").status()).isEqualTo(200);

        assertThat(visitors.at(acme)
                        .post("/rest/session", "{\"email\":\"david@acme.test\",\"password\":\"" + PASSWORD + "\"}")
                        .status())
                .isEqualTo(201);
        clock.forward(Duration.ofDays(2));
        erase();
        assertThat(in(() -> rows.find(acme.tenant(), acme.david().id()))).isPresent();
    }

    @Test
    void a_role_that_only_somebody_removed_had_can_go_and_they_come_back_as_an_agent() {
        var role = ada.post("/rest/roles", "{\"name\":\"Night\",\"permissions\":[]}")
                .json()
                .get("id")
                .asString();
        ada.put(path(acme.david()) + "/role", "{\"role\":\"agent\",\"customRole\":\"" + role + "\"}");
        ada.delete(path(acme.david()));

        assertThat(ada.delete("/rest/roles/" + role).status()).isEqualTo(204);

        var back = ada.post(path(acme.david()) + "/restoration", "").json();
        assertThat(back.path("customRole").isNull()).isTrue();
        assertThat(back.path("removedAt").isNull()).isTrue();
    }

    @Test
    void an_admin_brings_no_owner_back() {
        ada.put(path(acme.david()) + "/role", "{\"role\":\"owner\"}");
        ada.put(path(acme.kevin()) + "/role", "{\"role\":\"admin\"}");
        var admin = visitors.as(acme, acme.kevin());

        assertThat(admin.delete(path(acme.david())).status()).isEqualTo(403);
        assertThat(ada.delete(path(acme.david())).status()).isEqualTo(204);
        assertThat(admin.post(path(acme.david()) + "/restoration", "").status()).isEqualTo(403);
    }

    @Test
    void the_last_owner_and_oneself_are_not_removed() {
        ada.put(path(acme.david()) + "/role", "{\"role\":\"owner\"}");
        var david = visitors.as(acme, acme.david());

        assertThat(david.delete(path(acme.ada())).status()).isEqualTo(204);

        assertThat(david.delete(path(acme.david())).status()).isEqualTo(409);
        assertThat(david.put(path(acme.david()) + "/role", "{\"role\":\"admin\"}")
                        .status())
                .as("a removed owner does not count")
                .isEqualTo(409);
    }

    @Test
    void the_address_can_be_used_again_at_once() {
        ada.delete(path(acme.david()));

        var again = ada.post("/rest/agents", """
                {"name":"David Second","email":"david@acme.test","role":"agent"}""");

        assertThat(again.status()).isEqualTo(201);
        assertThat(ada.post(path(acme.david()) + "/restoration", "").status())
                .as("the address is somebody else's now")
                .isEqualTo(409);
    }

    /** A second before it stays, a second after it is gone from every table. */
    @Test
    void after_the_days_of_grace_nothing_of_the_person_is_left() {
        var ticket = ticket();
        Tenants.run(
                acme.tenant(),
                () -> triage.assign(
                        acme.ada(), ticket.ticket(), Optional.of(acme.david().id())));
        visitors.as(acme, acme.david())
                .post("/rest/tickets/" + ticket.ticket() + "/notes", "{\"html\":\"<p>I look into it</p>\"}");
        visitors.as(acme, acme.david())
                .post("/rest/tickets/" + ticket.ticket() + "/replies", "{\"html\":\"<p>It is on its way</p>\"}");
        ada.delete(path(acme.david()));
        clock.forward(Duration.ofDays(14).minusSeconds(5));
        erase();
        assertThat(tablesThatHold("David Agent")).contains("agent");

        clock.forward(Duration.ofSeconds(6));
        erase();
        erase();

        assertThat(tablesThatHold("David Agent")).isEmpty();
        assertThat(tablesThatHold("david@acme.test")).isEmpty();
        ada = visitors.as(acme, acme.ada());
        assertThat(ada.get("/rest/tickets/" + ticket.ticket()).body())
                .contains("I look into it", "It is on its way", "\"former\":true");
        assertThat(ada.get("/rest/audit?action=agent.erased")
                        .json()
                        .get("items")
                        .size())
                .isEqualTo(1);
    }

    private void erase() {
        Tenants.run(
                acme.tenant(),
                () -> removals.eraseDue(acme.tenant(), acme.david().id()));
    }

    private List<String> tablesThatHold(String words) {
        var tables = db.sql("""
                SELECT relname FROM pg_class
                 WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relforcerowsecurity ORDER BY relname
                """).query((row, line) -> row.getString(1)).list();
        return tables.stream()
                .filter(table -> in(() -> db.sql("SELECT count(*) FROM " + table + " t WHERE t::text ILIKE :words")
                                .param("words", "%" + words + "%")
                                .query(Integer.class)
                                .single())
                        > 0)
                .toList();
    }

    private static String path(Agent agent) {
        return "/rest/agents/" + agent.id();
    }

    private Received.Opened ticket() {
        return MariasLamp.in(tickets, contacts, acme.tenant(), acme.support());
    }

    private <T> T in(Supplier<T> work) {
        return Tenants.as(acme.tenant(), () -> new TransactionTemplate(transactions).execute(state -> work.get()));
    }
}
