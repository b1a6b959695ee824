package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Answer;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What an account asks of passwords, and what a stranger who guesses them meets. */
@HavendeskTest
class PasswordPolicyTests {
    private static final String PASSWORD = "four quiet boats at dusk";
    private static final String NEXT = "seven lamps at the quay";

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    TurnableClock clock;

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
        setHash(acme.david(), passwords.hash(PASSWORD));
    }

    @Test
    void an_owner_says_how_long_and_how_hard_to_guess_passwords_must_be() {
        var ada = visitors.as(acme, acme.ada());
        assertThat(ada.get("/rest/security/passwords").json().get("min").asInt())
                .isEqualTo(10);

        assertThat(rule(ada, "{\"min\":24,\"strength\":4,\"days\":null,\"leakedOnline\":false}")
                        .status())
                .isEqualTo(200);

        var refused = change(visitors.as(acme, acme.david()), "only nineteen long!");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/password").asString()).contains("24");
        assertThat(rule(ada, "{\"min\":7,\"strength\":5,\"days\":0,\"leakedOnline\":false}")
                        .json()
                        .get("errors")
                        .propertyNames())
                .contains("min", "strength", "days");
        assertThat(visitors.as(acme, acme.david())
                        .get("/rest/security/passwords")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void the_password_that_one_has_is_no_new_one() {
        var answer = change(visitors.as(acme, acme.david()), PASSWORD);

        assertThat(answer.json().at("/errors/password").asString()).contains("that you have now");
    }

    @Test
    void a_password_known_from_leaks_is_refused_without_asking_anybody() {
        var answer = change(visitors.as(acme, acme.david()), "counterstrike");

        assertThat(answer.json().at("/errors/password").asString()).contains("leaks");
    }

    @Test
    void a_password_that_is_too_old_is_replaced_before_anything_else() {
        rule(visitors.as(acme, acme.ada()), "{\"min\":10,\"strength\":3,\"days\":30,\"leakedOnline\":false}");
        clock.forward(Duration.ofDays(30).minusSeconds(60));
        assertThat(signIn(visitors.at(acme), PASSWORD).status()).isEqualTo(201);
        clock.forward(Duration.ofSeconds(61));

        var program = signIn(visitors.at(acme), PASSWORD);
        assertThat(program.status()).isEqualTo(403);
        assertThat(program.json().get("type").asString()).isEqualTo("urn:havendesk:problem.forbidden.passwordExpired");
        var david = visitors.at(acme);
        var first = david.submit("/signin", "/signin", Map.of("email", "david@acme.test", "password", PASSWORD));
        assertThat(first.header("Location")).startsWith("/signin/password");
        assertThat(david.get("/signin/password").body()).contains("Choose a new password");
        assertThat(david.submit("/signin/password", "/signin/password", Map.of("password", PASSWORD))
                        .status())
                .isEqualTo(422);
        var done = david.submit("/signin/password", "/signin/password", Map.of("password", NEXT));
        assertThat(done.header("Location")).isEqualTo("/agent/");
        assertThat(david.get("/rest/session").status()).isEqualTo(200);
        assertThat(signIn(visitors.at(acme), NEXT).status()).isEqualTo(201);
    }

    @Test
    void a_hash_made_with_other_settings_is_made_anew_when_its_password_is_shown() {
        var dated = new Argon2PasswordEncoder(16, 32, 1, 8 * 1024, 1).encode(PASSWORD);
        setHash(acme.david(), dated);

        assertThat(signIn(visitors.at(acme), PASSWORD).status()).isEqualTo(201);

        var now = in(() -> rows.passwordHash(acme.tenant(), acme.david().id())).orElseThrow();
        assertThat(now).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(signIn(visitors.at(acme), PASSWORD).status()).isEqualTo(201);
    }

    /** Class 27: whoever tries from many places does not keep the owner of an address out of their own browser. */
    @Test
    void a_browser_that_was_here_before_does_not_wait_for_what_strangers_try() {
        var david = visitors.at(acme);
        assertThat(signIn(david, PASSWORD).status()).isEqualTo(201);
        for (var i = 0; i < 12; i++) {
            signIn(visitors.at(acme), "wrong " + i);
        }

        assertThat(signIn(visitors.at(acme), PASSWORD).status()).isEqualTo(429);
        assertThat(signIn(david, PASSWORD).status()).isEqualTo(201);
    }

    /** Class 27: each wrong try beyond the free ones makes the next wait longer. */
    @Test
    void the_wait_grows_with_each_try() {
        for (var i = 0; i < 10; i++) {
            signIn(visitors.at(acme), "wrong " + i);
        }
        var first = retryAfter();
        clock.forward(Duration.ofSeconds(first));
        assertThat(signIn(visitors.at(acme), "wrong again").status()).isEqualTo(401);

        assertThat(retryAfter()).isGreaterThan(first + first / 2);
    }

    @Test
    void the_range_service_is_asked_with_five_digits_and_believed() throws IOException {
        List<String> asked = new CopyOnWriteArrayList<>();
        // SHA-1 of the password is 5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8
        var server = service(
                asked, 200, "0018A45C4D1DEF81644B54AB7F969B88D65:0\r\n1E4C9B93F3F0682250B6CF8331B7EE68FD8:9\r\n");
        try {
            var range =
                    new LeakedRange("http://127.0.0.1:" + server.getAddress().getPort() + "/range/");

            assertThat(range.has("password")).isTrue();
            assertThat(range.has("four quiet boats at dusk")).isFalse();
            assertThat(asked.getFirst()).isEqualTo("/range/5BAA6");
            assertThat(asked).allMatch(path -> path.length() == "/range/".length() + 5);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_range_service_that_does_not_answer_keeps_nobody_from_a_new_password() throws IOException {
        var server = service(new CopyOnWriteArrayList<>(), 503, "");
        var port = server.getAddress().getPort();
        assertThat(new LeakedRange("http://127.0.0.1:" + port + "/range/").has("password"))
                .isFalse();
        server.stop(0);

        assertThat(new LeakedRange("http://127.0.0.1:" + port + "/range/").has("password"))
                .isFalse();
    }

    private static HttpServer service(List<String> asked, int status, String body) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            var bytes = body.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private int retryAfter() {
        var refused = signIn(visitors.at(acme), PASSWORD);
        assertThat(refused.status()).isEqualTo(429);
        return Integer.parseInt(refused.header("Retry-After"));
    }

    private static Answer rule(Visitor visitor, String json) {
        return visitor.put("/rest/security/passwords", json);
    }

    private static Answer change(Visitor visitor, String next) {
        return visitor.put(
                "/rest/profile/password", "{\"current\":\"" + PASSWORD + "\",\"password\":\"" + next + "\"}");
    }

    private static Answer signIn(Visitor visitor, String password) {
        return visitor.post("/rest/session", "{\"email\":\"david@acme.test\",\"password\":\"" + password + "\"}");
    }

    private void setHash(Agent agent, String hash) {
        in(() -> {
            rows.setPassword(acme.tenant(), agent.id(), hash);
            return hash;
        });
    }

    private <T> T in(Supplier<T> work) {
        return Tenants.as(acme.tenant(), () -> new TransactionTemplate(transactions).execute(state -> work.get()));
    }
}
