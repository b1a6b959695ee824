package org.havendesk.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.havendesk.jobs.Recurring;
import org.havendesk.platform.AccessChanged;
import org.havendesk.platform.Agent;
import org.havendesk.platform.DepartmentId;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.havendesk.tickets.Tickets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@HavendeskTest
class LiveTests {
    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    TurnableClock clock;

    @Autowired
    List<Recurring> recurring;

    @Autowired
    LiveConnections connections;

    @Autowired
    Tickets tickets;

    @Autowired
    JdbcClient db;

    @Autowired
    DataSource dataSource;

    @LocalServerPort
    int port;

    private final List<Window> opened = new ArrayList<>();
    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
    }

    @AfterEach
    void close() {
        opened.forEach(Window::close);
    }

    @Test
    void nobody_listens_who_is_not_signed_in_or_comes_from_another_site() {
        assertThatThrownBy(() -> window(visitors.at(acme), Map.of()))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(401));
        assertThatThrownBy(
                        () -> window(visitors.as(acme, acme.ada()), Map.of("Origin", "https://elsewhere.example.org")))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    }

    @Test
    void a_change_of_a_ticket_is_told_to_those_who_may_see_it() {
        var david = window(acme.david());
        var kevin = window(acme.kevin());

        var sale = ticketIn(acme.sales());
        david.await("tickets");
        var question = ticketIn(acme.support());
        david.await(one -> one.at("/ids/0").asString("").equals(question));
        kevin.await("tickets");

        assertThat(david.tickets()).contains(sale, question);
        assertThat(kevin.tickets()).containsOnly(question);
    }

    @Test
    void a_change_of_the_outbox_is_told_to_those_who_look_after_it() {
        var ada = window(acme.ada());
        var kevin = window(acme.kevin());

        visitors.as(acme, acme.ada()).post("/rest/agents", """
                {"name":"Nora New","email":"nora@acme.test","role":"agent","departments":[]}
                """);
        ada.await("outbox");
        ticketIn(acme.support());
        kevin.await("tickets");

        assertThat(kevin.types()).doesNotContain("outbox");
    }

    @Test
    void two_at_one_ticket_see_each_other() {
        var ticket = ticketIn(acme.support());
        var david = window(acme.david());
        var kevin = window(acme.kevin());

        david.say("viewing", ticket);
        david.awaitPresent(ticket, "David Agent viewing");
        kevin.say("viewing", ticket);
        david.awaitPresent(ticket, "David Agent viewing", "Kevin Agent viewing");
        kevin.awaitPresent(ticket, "David Agent viewing", "Kevin Agent viewing");
        kevin.say("replying", ticket);
        david.awaitPresent(ticket, "David Agent viewing", "Kevin Agent replying");
        david.say("left", ticket);
        kevin.awaitPresent(ticket, "Kevin Agent replying");
    }

    @Test
    void a_window_that_closes_has_left() {
        var ticket = ticketIn(acme.support());
        var david = window(acme.david());
        var kevin = window(acme.kevin());
        kevin.say("viewing", ticket);
        kevin.awaitPresent(ticket, "Kevin Agent viewing");
        david.say("viewing", ticket);
        kevin.awaitPresent(ticket, "David Agent viewing", "Kevin Agent viewing");

        kevin.close();

        david.awaitPresent(ticket, "David Agent viewing");
    }

    @Test
    void nobody_learns_who_is_at_a_ticket_that_they_may_not_read() {
        var sale = ticketIn(acme.sales());
        var kevin = window(acme.kevin());

        kevin.say("viewing", sale);

        assertThat(kevin.closedWith()).isEqualTo(1007);
        assertThat(kevin.types()).containsExactly("hello");
    }

    @Test
    void a_window_closes_when_its_agent_may_something_else_from_now_on() {
        var kevin = window(acme.kevin());

        visitors.as(acme, acme.ada()).put("/rest/agents/" + acme.kevin().id() + "/departments", "{\"departments\":[]}");

        assertThat(kevin.closedWith()).isEqualTo(1008);
    }

    /** Class 4. */
    @Test
    void windows_of_those_who_lack_a_second_factor_close_when_it_is_asked_for() {
        var kevin = window(acme.kevin());
        var ada = window(acme.ada());

        askForFactor(0);

        assertThat(kevin.closedWith()).isEqualTo(1008);
        ticketIn(acme.support());
        ada.await("tickets");
        assertThat(kevin.types()).doesNotContain("tickets");
    }

    /** Class 4. */
    @Test
    void windows_of_those_who_lack_a_second_factor_close_when_the_days_of_grace_are_over() {
        var visitor = visitors.as(acme, acme.kevin());
        var kevin = window(visitor, Map.of());
        askForFactor(1);
        ticketIn(acme.support());
        kevin.await("tickets");

        clock.forward(Duration.ofDays(1).plusSeconds(1));
        sweep();

        assertThat(kevin.closedWith()).isEqualTo(1008);
        assertThat(visitor.get("/rest/session").status()).isEqualTo(401);
    }

    @Test
    void a_window_closes_when_its_session_was_not_used_for_too_long() {
        var kevin = window(acme.kevin());

        clock.forward(Duration.ofHours(12).plusSeconds(1));
        sweep();

        assertThat(kevin.closedWith()).isEqualTo(1008);
    }

    /** Class 4, on an installation of several nodes. */
    @Test
    void a_window_closes_when_another_node_changes_what_its_agent_may() {
        var here = node(connections);
        var there = node(new LiveConnections(tickets));
        try {
            var kevin = window(acme.kevin());
            var ada = window(acme.ada());

            Awaitility.await().until(() -> {
                there.on(new AccessChanged(acme.tenant(), acme.kevin().id()));
                return kevin.isClosed();
            });

            assertThat(kevin.closedWith()).isEqualTo(1008);
            assertThat(ada.isClosed()).isFalse();
        } finally {
            here.stop();
            there.stop();
        }
    }

    /** What another node said meanwhile is not said again. */
    @Test
    void all_windows_read_anew_when_the_node_did_not_hear_the_others_for_a_while() {
        var here = node(connections);
        try {
            var kevin = window(acme.kevin());

            Awaitility.await().until(() -> deafen() > 0);

            assertThat(kevin.closedWith()).isEqualTo(1012);
            var again = window(acme.kevin());
            assertThat(again.types()).contains("hello");
        } finally {
            here.stop();
        }
    }

    private LiveEvents node(LiveConnections windows) {
        var node = new LiveEvents(windows, new LiveFanOut(db, dataSource, 2));
        node.start();
        return node;
    }

    /** Ends the connections that listen, as a database does that starts anew. */
    private long deafen() {
        return db.sql(
                        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query = 'LISTEN havendesk_live'")
                .query(Long.class)
                .single();
    }

    private void askForFactor(int graceDays) {
        assertThat(visitors.as(acme, acme.ada())
                        .put("/rest/security/second-factor", "{\"roles\":[\"agent\"],\"graceDays\":" + graceDays + "}")
                        .status())
                .isEqualTo(200);
    }

    private void sweep() {
        recurring.stream()
                .filter(work -> work.name().equals("agents.sweep"))
                .findFirst()
                .orElseThrow()
                .run();
    }

    private String ticketIn(DepartmentId department) {
        var made = visitors.as(acme, acme.ada()).post("/rest/tickets", """
                {"to":[{"name":"Maria","email":"maria@example.org"}],"subject":"Where is it?","html":"<p>Hello</p>","department":"%s"}
                """.formatted(department));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().get("id").asString();
    }

    private Window window(Agent agent) {
        return window(visitors.as(acme, agent), Map.of());
    }

    private Window window(Visitor visitor, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Host", acme.subdomain() + ".localhost:" + port);
        visitor.cookie("hd_session").ifPresent(token -> headers.put("Cookie", "hd_session=" + token));
        var window = Window.open(port, headers);
        opened.add(window);
        return window;
    }
}
