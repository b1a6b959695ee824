package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.havendesk.contacts.Contacts;
import org.havendesk.platform.Agent;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Answer;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.havendesk.tickets.Received;
import org.havendesk.tickets.Tickets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The promise of a hierarchy: roles of the account, roles of its own, roles in departments. */
@HavendeskTest
class RolesTests {
    private static final String PASSWORD = "four quiet boats at dusk";

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    TurnableClock clock;

    @Autowired
    Tickets tickets;

    @Autowired
    Contacts contacts;

    @Autowired
    AgentRows rows;

    @Autowired
    Passwords passwords;

    @Autowired
    PlatformTransactionManager transactions;

    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
    }

    /** For each route of a ticket: a reader reads, a solver works, and what lies in another department is not there. */
    @Test
    void each_route_of_a_ticket_does_to_readers_solvers_and_others_what_its_line_says() {
        place(acme.kevin(), acme.support(), "reader");
        var wrong = new TreeMap<String, String>();
        RouteTable.lines().values().stream()
                .filter(line -> List.of("reader", "solver").contains(line.right()))
                .filter(line -> line.route().contains("/rest/tickets/{id}")
                        || line.route().contains("/rest/messages/"))
                .forEach(line -> {
                    var own = ticketIn(acme.support());
                    var foreign = ticketIn(acme.sales());
                    var reads = line.right().equals("reader");
                    expect(wrong, line, "reader, own department", ask(acme.kevin(), line, own), reads ? 200 : 403);
                    expect(wrong, line, "reader, foreign department", ask(acme.kevin(), line, foreign), 404);
                    expect(wrong, line, "solver, own department", ask(acme.david(), line, own), 200);
                    expect(wrong, line, "owner", ask(acme.ada(), line, own), 200);
                });

        assertThat(wrong).isEmpty();
    }

    /** Mass actions are worth no more than single ones. */
    @Test
    void a_reader_changes_nothing_by_a_mass_action() {
        place(acme.kevin(), acme.support(), "reader");
        var ticket = ticketIn(acme.support());

        var answer = visitors.as(acme, acme.kevin())
                .post("/rest/tickets/actions", "{\"ids\":[\"" + ticket.ticket() + "\"],\"action\":\"resolve\"}");

        assertThat(answer.json().path("done").asInt()).as(answer.body()).isZero();
        assertThat(visitors.as(acme, acme.ada())
                        .get("/rest/tickets/" + ticket.ticket())
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("new");
    }

    @Test
    void a_reader_opens_no_ticket_and_is_assigned_none() {
        place(acme.kevin(), acme.support(), "reader");
        var ticket = ticketIn(acme.support());

        var assigned = visitors.as(acme, acme.david())
                .put(
                        "/rest/tickets/" + ticket.ticket() + "/assignment",
                        "{\"agent\":\"" + acme.kevin().id() + "\"}");

        assertThat(assigned.status()).isEqualTo(422);
    }

    @Test
    void a_manager_decides_who_works_in_their_department_and_in_no_other() {
        place(acme.david(), acme.support(), "manager");
        var david = visitors.as(acme, acme.david());
        var kevin = "/rest/agents/" + acme.kevin().id() + "/departments/";

        assertThat(david.put(kevin + acme.support(), "{\"role\":\"reader\"}").status())
                .isEqualTo(200);
        assertThat(david.delete(kevin + acme.support()).status()).isEqualTo(204);
        assertThat(david.put(kevin + acme.sales(), "{\"role\":\"reader\"}").status())
                .isEqualTo(403);
        assertThat(david.put(
                                "/rest/agents/" + acme.ada().id() + "/departments/" + acme.support(),
                                "{\"role\":\"reader\"}")
                        .status())
                .isEqualTo(403);
        assertThat(david.put(kevin + Ids.next(), "{\"role\":\"reader\"}").status())
                .isEqualTo(404);
        assertThat(visitors.as(acme, acme.kevin())
                        .put(
                                "/rest/agents/" + acme.kevin().id() + "/departments/" + acme.sales(),
                                "{\"role\":\"manager\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_role_of_the_accounts_own_gives_permissions_one_by_one() {
        var ada = visitors.as(acme, acme.ada());
        var role = make(ada, "Auditor", "audit.read");
        var before = visitors.as(acme, acme.kevin());
        assertThat(before.get("/rest/audit").status()).isEqualTo(403);

        assertThat(give(ada, acme.kevin(), role).status()).isEqualTo(200);

        assertThat(before.get("/rest/session").status()).isEqualTo(401);
        var kevin = visitors.as(acme, acme.kevin());
        assertThat(kevin.get("/rest/audit").status()).isEqualTo(200);
        assertThat(kevin.get("/rest/mailboxes").status()).isEqualTo(403);
        assertThat(kevin.post("/rest/apikeys", "{\"name\":\"Script\"}").status())
                .as("what an agent may, taken away")
                .isEqualTo(403);
        assertThat(kevin.get("/rest/session").json().at("/permissions/0").asString())
                .isEqualTo("audit.read");
        assertThat(kevin.get("/rest/session").json().at("/departments").size()).isEqualTo(1);
    }

    /** Class 4. */
    @Test
    void what_is_changed_in_a_role_cuts_off_whoever_has_it_at_once() {
        var ada = visitors.as(acme, acme.ada());
        var role = make(ada, "Auditor", "audit.read");
        give(ada, acme.kevin(), role);
        var kevin = visitors.as(acme, acme.kevin());
        assertThat(kevin.get("/rest/audit").status()).isEqualTo(200);

        ada.put("/rest/roles/" + role, "{\"name\":\"Auditor\",\"permissions\":[]}");

        assertThat(kevin.get("/rest/audit").status()).isEqualTo(401);
        assertThat(visitors.as(acme, acme.kevin()).get("/rest/audit").status()).isEqualTo(403);
        assertThat(ada.delete("/rest/roles/" + role).status()).isEqualTo(409);
    }

    /** No way up: neither by making a role, nor by giving one, nor by touching somebody who may more. */
    @Test
    void nobody_climbs() {
        var ada = visitors.as(acme, acme.ada());
        for (var permission : List.of("owners.manage", "admins.manage", "security.manage", "billing.manage", "root")) {
            assertThat(ada.post("/rest/roles", "{\"name\":\"X\",\"permissions\":[\"" + permission + "\"]}")
                            .status())
                    .as(permission)
                    .isEqualTo(422);
        }
        var lead = make(ada, "Lead", "agents.manage");
        var auditor = make(ada, "Auditor", "audit.read");
        give(ada, acme.kevin(), lead);
        var kevin = visitors.as(acme, acme.kevin());

        assertThat(kevin.get("/rest/roles").status()).isEqualTo(200);
        assertThat(give(kevin, acme.david(), auditor).status()).isEqualTo(422);
        assertThat(give(kevin, acme.kevin(), auditor).status()).isEqualTo(422);
        assertThat(kevin.put("/rest/agents/" + acme.david().id() + "/role", "{\"role\":\"admin\"}")
                        .status())
                .isEqualTo(403);
        assertThat(kevin.post("/rest/roles", "{\"name\":\"Y\",\"permissions\":[]}")
                        .status())
                .isEqualTo(403);
        assertThat(kevin.delete("/rest/agents/" + acme.ada().id()).status()).isEqualTo(403);
        give(ada, acme.david(), auditor);
        assertThat(kevin.delete("/rest/agents/" + acme.david().id()).status()).isEqualTo(403);
    }

    @Test
    void an_owner_hands_the_account_over_and_is_an_admin_then() {
        setPassword(acme.ada());
        var ada = visitors.as(acme, acme.ada());
        var path = "/rest/agents/" + acme.david().id() + "/ownership";

        assertThat(visitors.as(acme, acme.kevin())
                        .post(path, "{\"password\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(ada.post(path, "{\"password\":\"not the password\"}").status())
                .isEqualTo(422);
        assertThat(ada.post(path, "{\"password\":\"" + PASSWORD + "\"}").status())
                .isEqualTo(204);

        assertThat(ada.get("/rest/session").status()).isEqualTo(401);
        assertThat(role(acme.ada())).isEqualTo("admin");
        assertThat(role(acme.david())).isEqualTo("owner");
    }

    /** Class 22: what may stand in a mail or a log later has no line break. */
    @Test
    void names_and_addresses_have_no_line_breaks() {
        var ada = visitors.as(acme, acme.ada());
        var name = "\"name\":\"Eve\\r\\nBcc: eve@example.net\"";

        assertThat(ada.post("/rest/agents", "{" + name + ",\"email\":\"eve@example.net\",\"role\":\"agent\"}")
                        .status())
                .isEqualTo(422);
        assertThat(ada.post(
                                "/rest/agents",
                                "{\"name\":\"Eve\",\"email\":\"eve@example.net\\r\\nBcc: x@example.net\",\"role\":\"agent\"}")
                        .status())
                .isEqualTo(422);
        assertThat(ada.post("/rest/roles", "{" + name + ",\"permissions\":[]}").status())
                .isEqualTo(422);
        assertThat(ada.post("/rest/apikeys", "{" + name + "}").status()).isEqualTo(422);
    }

    /** The last owner cannot vanish, whichever way is tried. */
    @Test
    void the_last_owner_stays() {
        setPassword(acme.ada());
        var ada = visitors.as(acme, acme.ada());
        var own = "/rest/agents/" + acme.ada().id();

        assertThat(ada.delete(own).status()).isEqualTo(409);
        assertThat(ada.put(own + "/role", "{\"role\":\"admin\"}").status()).isEqualTo(409);
        assertThat(ada.post(own + "/ownership", "{\"password\":\"" + PASSWORD + "\"}")
                        .status())
                .isEqualTo(409);
        assertThat(role(acme.ada())).isEqualTo("owner");
    }

    private static void expect(
            TreeMap<String, String> wrong, RouteTable.Line line, String who, int status, int expected) {
        var right = expected == 200 ? status != 403 && status != 404 : status == expected;
        if (!right) {
            wrong.put(line.route() + " " + who, "expected " + expected + ", was " + status);
        }
    }

    private int ask(Agent agent, RouteTable.Line line, Received.Opened ticket) {
        var words = line.route().split(" ");
        var id = words[1].contains("/rest/messages/")
                ? ticket.message().toString()
                : ticket.ticket().toString();
        if (words[1].endsWith("/delivery")) {
            return line.right().equals("solver") && agent.equals(acme.kevin())
                    ? (ticketVisible(agent, ticket) ? 403 : 404)
                    : 200; // there is no mail of this message to send again
        }
        var path = words[1].replaceAll("\\{[^}]+}", id);
        var visitor = visitors.as(acme, agent);
        return words[0].equals("GET")
                ? visitor.get(path).status()
                : visitor.write(words[0], path, body()).status();
    }

    /** Something that each of the routes can use. */
    private String body() {
        return """
                {"html":"<p>Hello</p>","kind":"note","subject":"Lamp","tags":["light"],"department":"%s",
                 "until":"%s"}""".formatted(acme.support(), clock.instant().plus(Duration.ofDays(1)));
    }

    private boolean ticketVisible(Agent agent, Received.Opened ticket) {
        return visitors.as(acme, agent).get("/rest/tickets/" + ticket.ticket()).status() == 200;
    }

    private void place(Agent agent, DepartmentId department, String role) {
        var answer = visitors.as(acme, acme.ada())
                .put("/rest/agents/" + agent.id() + "/departments/" + department, "{\"role\":\"" + role + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json()
                        .path("departmentRoles")
                        .path(department.toString())
                        .asString())
                .isEqualTo(role);
    }

    private static String make(Visitor visitor, String name, String permission) {
        var made = visitor.post("/rest/roles", "{\"name\":\"" + name + "\",\"permissions\":[\"" + permission + "\"]}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().get("id").asString();
    }

    private static Answer give(Visitor visitor, Agent agent, String role) {
        return visitor.put(
                "/rest/agents/" + agent.id() + "/role", "{\"role\":\"agent\",\"customRole\":\"" + role + "\"}");
    }

    private String role(Agent agent) {
        return in(() -> rows.find(acme.tenant(), agent.id()))
                .orElseThrow()
                .role()
                .key();
    }

    private void setPassword(Agent agent) {
        var hash = passwords.hash(PASSWORD);
        in(() -> {
            rows.setPassword(acme.tenant(), agent.id(), hash);
            return hash;
        });
    }

    private Received.Opened ticketIn(DepartmentId department) {
        return MariasLamp.in(tickets, contacts, acme.tenant(), department);
    }

    private <T> T in(Supplier<T> work) {
        return Tenants.as(acme.tenant(), () -> new TransactionTemplate(transactions).execute(state -> work.get()));
    }
}
