package org.havendesk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.havendesk.contacts.Contacts;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.havendesk.tickets.Incoming;
import org.havendesk.tickets.Received;
import org.havendesk.tickets.Recipients;
import org.havendesk.tickets.Tickets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Class 1 and 2: every route of the API, asked by nobody, with a key of another account, and for another's things. */
@HavendeskTest
class RouteWallTests {
    private static final Pattern PLACE = Pattern.compile("\\{[^}]+}");
    /** Routes that are there for whoever is not signed in. */
    private static final List<String> OPEN = List.of(
            "POST /rest/session",
            "DELETE /rest/session",
            "POST /rest/password-resets",
            "PUT /rest/passwords",
            "POST /rest/apikey-sign-ins");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    Tickets tickets;

    @Autowired
    Contacts contacts;

    @Test
    void nobody_gets_past_any_route() {
        var stranger = visitors.at(cast.acme());

        assertThat(answers(stranger, Ids.next().toString()))
                .allSatisfy((route, status) -> assertThat(status).as(route).isIn(401, 403));
    }

    @Test
    void a_session_of_one_account_is_nothing_at_the_host_of_another() {
        var acme = cast.acme();
        var globex = cast.account("globex");
        var token = visitors.as(acme, acme.ada()).cookie("hd_session").orElseThrow();
        var astray = visitors.at(globex).withCookie("hd_session", token);

        assertThat(answers(astray, Ids.next().toString()))
                .allSatisfy((route, status) -> assertThat(status).as(route).isIn(401, 403));
    }

    @Test
    void the_things_of_another_account_are_not_there() {
        var acme = cast.acme();
        var globex = cast.account("globex");
        var theirs = ticketOf(globex);
        var ours = visitors.as(acme, acme.ada());

        for (var id : Stream.of(
                        theirs.ticket().toString(),
                        theirs.message().toString(),
                        globex.support().toString(),
                        globex.david().id().toString())
                .toList()) {
            assertThat(answers(ours, id).entrySet())
                    .filteredOn(answer -> answer.getKey().contains("{"))
                    .allSatisfy(answer -> assertThat(answer.getValue())
                            .as(answer.getKey() + " " + id)
                            .isBetween(400, 499));
        }
        var still = visitors.as(globex, globex.ada()).get("/rest/tickets/" + theirs.ticket());
        assertThat(still.json().path("status").asString()).isEqualTo("new");
        assertThat(still.json().path("messages").size()).isEqualTo(1);
    }

    private Map<String, Integer> answers(Visitor visitor, String id) {
        var answers = new TreeMap<String, Integer>();
        paths().filter(route -> !OPEN.contains(route)).forEach(route -> {
            var method = route.substring(0, route.indexOf(' '));
            var path = PLACE.matcher(route.substring(route.indexOf(' ') + 1)).replaceAll(id);
            answers.put(route, ask(visitor, method, path));
        });
        return answers;
    }

    private static int ask(Visitor visitor, String method, String path) {
        return method.equals("GET")
                ? visitor.get(path).status()
                : visitor.write(method, path, "{}").status();
    }

    private Stream<String> paths() {
        return routes.getHandlerMethods().keySet().stream()
                .flatMap(info -> info.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/rest/") && !pattern.startsWith("/rest/openapi"))
                        .flatMap(pattern ->
                                info.getMethodsCondition().getMethods().stream().map(method -> method + " " + pattern)))
                .distinct()
                .sorted();
    }

    private Received.Opened ticketOf(Cast.Acme account) {
        return Tenants.as(account.tenant(), () -> {
            var maria = contacts.known(account.tenant(), new EmailAddress("maria@example.org"), "Maria");
            return (Received.Opened) tickets.receive(
                    account.tenant(),
                    new Incoming(
                            "email",
                            "<" + Ids.next() + "@example.org>",
                            Incoming.Kind.MESSAGE,
                            maria,
                            "Maria",
                            "maria@example.org",
                            account.support(),
                            "Secret",
                            "<p>Secret</p>",
                            Optional.empty(),
                            "Secret",
                            false,
                            Recipients.NONE,
                            List.of(),
                            Optional.empty(),
                            List.of(),
                            Optional.empty(),
                            java.time.Instant.parse("2026-11-01T10:00:00Z")));
        });
    }
}
