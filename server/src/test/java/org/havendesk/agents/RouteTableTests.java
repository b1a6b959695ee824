package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Permission;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Class 1 and 3: every route has a line in the table, and does to every role what its line says. */
@HavendeskTest
class RouteTableTests {
    private static final Pattern PLACE = Pattern.compile("\\{[^}]+}");
    private static final Set<String> RIGHTS = Set.of("open", "own", "reader", "solver", "supervisor", "manager");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Test
    void every_route_has_a_line_and_no_line_is_without_a_route() {
        assertThat(new TreeSet<>(RouteTable.lines().keySet())).isEqualTo(served());
    }

    @Test
    void every_line_names_a_scope_and_a_right_that_there_are() {
        var permissions =
                Arrays.stream(Permission.values()).map(Permission::key).collect(Collectors.toSet());

        assertThat(RouteTable.lines().values()).allSatisfy(line -> {
            assertThat(KeyScopes.all()).as(line.route()).contains(line.scope());
            assertThat(RIGHTS.contains(line.right()) || permissions.contains(line.right()))
                    .as(line.route())
                    .isTrue();
        });
    }

    @Test
    void each_role_gets_past_the_routes_of_its_permissions_and_no_others() {
        for (var role : Role.values()) {
            var acme = cast.acme();
            var agent = switch (role) {
                case OWNER -> acme.ada();
                case ADMIN -> admin(acme);
                case AGENT -> acme.david();
            };
            var wrong = new TreeMap<String, Integer>();
            RouteTable.lines().values().stream()
                    .filter(line -> line.permission().isPresent())
                    .forEach(line -> {
                        var status = ask(acme, agent, line, Ids.next().toString());
                        var allowed =
                                role.permissions().contains(line.permission().orElseThrow());
                        if (allowed == (status == 403)) {
                            wrong.put(line.route(), status);
                        }
                    });
            assertThat(wrong).as(role.key()).isEmpty();
        }
    }

    /** For every role, and for every id in a path that is of another account: it is not there, or not allowed. */
    @Test
    void nothing_of_another_account_is_there_for_any_role() {
        var globex = cast.account("globex");
        for (var role : EnumSet.allOf(Role.class)) {
            var acme = cast.acme();
            var agent = switch (role) {
                case OWNER -> acme.ada();
                case ADMIN -> admin(acme);
                case AGENT -> acme.david();
            };
            var found = new TreeMap<String, Integer>();
            RouteTable.lines().values().stream()
                    .filter(line -> line.route().contains("{"))
                    .forEach(line -> {
                        var status = ask(acme, agent, line, globex.david().id().toString());
                        if (status < 400 || status >= 500) {
                            found.put(line.route(), status);
                        }
                    });
            assertThat(found).as(role.key()).isEmpty();
        }
    }

    /** A key that may do one thing is refused at every route of another scope. */
    @Test
    void a_key_opens_the_routes_of_its_scope_and_no_others() {
        var acme = cast.acme();
        var made =
                visitors.as(acme, acme.ada()).post("/rest/apikeys", "{\"name\":\"Script\",\"scopes\":[\"file.add\"]}");
        var key = made.json().get("key").asString();

        var let = new TreeMap<String, Integer>();
        RouteTable.lines().values().stream()
                .filter(line -> !line.right().equals("open") && !line.scope().equals("file.add"))
                .forEach(line -> {
                    var words = line.route().split(" ");
                    var path = PLACE.matcher(words[1]).replaceAll(Ids.next().toString());
                    var script = visitors.at(acme).with("apikey", key);
                    var status = words[0].equals("GET")
                            ? script.get(path).status()
                            : script.write(words[0], path, "{}").status();
                    if (status != 403) {
                        let.put(line.route(), status);
                    }
                });

        assertThat(let).isEmpty();
    }

    private int ask(Cast.Acme acme, Agent agent, RouteTable.Line line, String id) {
        var words = line.route().split(" ");
        var path = PLACE.matcher(words[1]).replaceAll(id);
        var visitor = visitors.as(acme, agent);
        return words[0].equals("GET")
                ? visitor.get(path).status()
                : visitor.write(words[0], path, "{}").status();
    }

    /** David as an admin. */
    private Agent admin(Cast.Acme acme) {
        visitors.as(acme, acme.ada()).put("/rest/agents/" + acme.david().id() + "/role", "{\"role\":\"admin\"}");
        return acme.david();
    }

    private Set<String> served() {
        return routes.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/rest/") && !pattern.startsWith("/rest/openapi"))
                        .flatMap(pattern -> methods(info).map(method -> method + " " + pattern)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> methods(org.springframework.web.servlet.mvc.method.RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().stream().map(Enum::name);
    }
}
