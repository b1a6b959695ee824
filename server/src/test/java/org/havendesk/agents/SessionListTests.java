package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.havendesk.platform.Letter;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Answer;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.Postbox;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Where somebody is signed in, ending it, and being told when it may have been somebody else. */
@HavendeskTest
class SessionListTests {
    private static final String PASSWORD = "four quiet boats at dusk";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    Postbox postbox;

    @Autowired
    TurnableClock clock;

    @Autowired
    Environment environment;

    @Autowired
    AgentRows rows;

    @Autowired
    Devices devices;

    @Autowired
    Passwords passwords;

    @Autowired
    PlatformTransactionManager transactions;

    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
        var hash = passwords.hash(PASSWORD);
        in(() -> {
            rows.setPassword(acme.tenant(), acme.david().id(), hash);
            return hash;
        });
    }

    @Test
    void one_sees_where_one_is_signed_in_with_device_network_and_time() {
        var david = visitors.at(acme).with("User-Agent", FIREFOX);
        signIn(david);
        visitors.as(acme, acme.david());

        var items = david.get("/rest/sessions").json().get("items");

        assertThat(items.size()).isEqualTo(2);
        assertThat(items.findValuesAsString("browser")).contains("Firefox");
        assertThat(items.findValuesAsString("system")).contains("Linux");
        assertThat(items.findValuesAsString("network")).containsOnly("127.0.0.0/24");
        assertThat(items.findValuesAsString("current")).containsOnlyOnce("true");
    }

    @Test
    void ending_a_session_ends_it_at_once_and_no_other() {
        var here = visitors.as(acme, acme.david());
        var there = visitors.as(acme, acme.david());

        assertThat(here.delete("/rest/sessions/" + current(there)).status()).isEqualTo(204);

        assertThat(there.get("/rest/session").status()).isEqualTo(401);
        assertThat(here.get("/rest/session").status()).isEqualTo(200);
    }

    /** Class 1. */
    @Test
    void the_session_of_somebody_else_is_not_there() {
        var kevin = visitors.as(acme, acme.kevin());
        var foreign = current(visitors.as(acme, acme.david()));

        assertThat(kevin.delete("/rest/sessions/" + foreign).status()).isEqualTo(404);
        assertThat(kevin.get("/rest/sessions").json().get("items").size()).isEqualTo(1);
    }

    @Test
    void all_others_can_be_ended_at_once() {
        var here = visitors.as(acme, acme.david());
        var there = visitors.as(acme, acme.david());
        var kevin = visitors.as(acme, acme.kevin());

        assertThat(here.delete("/rest/sessions").status()).isEqualTo(204);

        assertThat(here.get("/rest/session").status()).isEqualTo(200);
        assertThat(there.get("/rest/session").status()).isEqualTo(401);
        assertThat(kevin.get("/rest/session").status()).isEqualTo(200);
    }

    @Test
    void an_admin_signs_somebody_out_and_an_agent_does_not() {
        var david = visitors.as(acme, acme.david());
        var path = "/rest/agents/" + acme.david().id() + "/sessions";

        assertThat(visitors.as(acme, acme.kevin()).delete(path).status()).isEqualTo(403);
        assertThat(david.get("/rest/session").status()).isEqualTo(200);
        assertThat(visitors.as(acme, acme.ada()).delete(path).status()).isEqualTo(204);
        assertThat(david.get("/rest/session").status()).isEqualTo(401);
    }

    @Test
    void a_sign_in_from_a_device_that_was_never_seen_is_told_by_mail_in_the_agents_language() {
        visitors.as(acme, acme.david()).put("/rest/profile", """
                {"name":"David Agent","language":"fr","theme":"light","timezone":"Europe/Sofia","signature":"",
                 "density":"compact"}""");
        var known = visitors.at(acme);
        signIn(known);
        signIn(known);
        assertThat(letters()).isEmpty();

        signIn(visitors.at(acme).with("User-Agent", FIREFOX));

        assertThat(letters()).hasSize(1);
        var letter = letters().getFirst();
        assertThat(letter.subject()).isEqualTo("Un nouvel appareil s’est connecté à Acme");
        assertThat(letter.text())
                .contains("Depuis : Firefox, Linux, réseau 127.0.0.0/24", "/forgot")
                .doesNotContain("127.0.0.1");
    }

    @Test
    void a_device_that_was_not_used_for_a_year_is_forgotten() {
        var known = visitors.at(acme);
        signIn(known);
        signIn(visitors.at(acme));
        clock.forward(Devices.KEPT.plusSeconds(1));
        in(() -> devices.sweep(acme.tenant()));
        signIn(visitors.at(acme));
        var before = letters().size();

        signIn(known);

        assertThat(letters()).hasSize(before + 1);
    }

    @Test
    void a_changed_password_is_told_by_mail() {
        visitors.as(acme, acme.david())
                .put(
                        "/rest/profile/password",
                        "{\"current\":\"" + PASSWORD + "\",\"password\":\"seven lamps at the quay\"}");

        assertThat(letters()).extracting(Letter::subject).containsExactly("Your password for Acme was changed");
    }

    @Test
    void a_new_key_is_told_by_mail() {
        visitors.as(acme, acme.david()).post("/rest/apikeys", "{\"name\":\"Script\"}");

        assertThat(letters()).extracting(Letter::subject).containsExactly("A new API key was made at Acme");
    }

    /** Class 4. */
    @Test
    void an_open_window_closes_when_the_role_changes() throws Exception {
        var david = visitors.as(acme, acme.david());
        var closed = new CountDownLatch(1);
        try (var window = open(david, closed)) {
            assertThat(window.isOpen()).isTrue();

            visitors.as(acme, acme.ada()).put("/rest/agents/" + acme.david().id() + "/role", "{\"role\":\"admin\"}");

            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(david.get("/rest/session").status()).isEqualTo(401);
    }

    /** Class 4. */
    @Test
    void an_open_window_closes_when_the_agent_is_removed() throws Exception {
        var david = visitors.as(acme, acme.david());
        var closed = new CountDownLatch(1);
        try (var window = open(david, closed)) {
            assertThat(window.isOpen()).isTrue();

            visitors.as(acme, acme.ada()).delete("/rest/agents/" + acme.david().id());

            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(david.get("/rest/session").status()).isEqualTo(401);
    }

    /** Class 4 and 34: who may be outside now is asked again. */
    @Test
    void open_windows_close_when_the_allowed_networks_change() throws Exception {
        var david = visitors.as(acme, acme.david());
        var closed = new CountDownLatch(1);
        try (var window = open(david, closed)) {
            assertThat(window.isOpen()).isTrue();

            visitors.as(acme, acme.ada()).put("/rest/security/networks", "{\"networks\":\"127.0.0.1\"}");

            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(david.get("/rest/session").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36|Chrome, Windows",
                "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0|Edge, Windows",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15|Safari, macOS",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/140.0 Mobile Safari/604.1|Chrome, iPhone",
                "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36|Chrome, Android",
                "curl/8.5.0|curl"
            })
    void a_browser_is_named_in_words(String userAgent, String words) {
        assertThat(Device.of(userAgent).words()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.77, 192.0.2.0/24",
        "2001:db8:7:1:2:3:4:5, 2001:db8:7:0:0:0:0:0/48",
        "::ffff:192.0.2.77, 192.0.2.0/24",
        "unknown, ''"
    })
    void a_place_is_a_network_and_never_a_whole_address(String ip, String place) {
        assertThat(Place.of(ip)).isEqualTo(place);
    }

    private List<Letter> letters() {
        return postbox.to(acme.tenant(), "david@acme.test");
    }

    private static String current(Visitor visitor) {
        for (var item : visitor.get("/rest/sessions").json().get("items")) {
            if (item.get("current").asBoolean()) {
                return item.get("id").asString();
            }
        }
        throw new IllegalStateException("is not signed in");
    }

    private static Answer signIn(Visitor visitor) {
        var answer = visitor.post("/rest/session", "{\"email\":\"david@acme.test\",\"password\":\"" + PASSWORD + "\"}");
        assertThat(answer.status()).isEqualTo(201);
        return answer;
    }

    private Session open(Visitor visitor, CountDownLatch closed) throws DeploymentException, IOException {
        var port = environment.getRequiredProperty("local.server.port", Integer.class);
        var token = visitor.cookie("hd_session").orElseThrow();
        var host = acme.subdomain() + ".localhost:" + port;
        var configuration = ClientEndpointConfig.Builder.create()
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void beforeRequest(Map<String, List<String>> headers) {
                        headers.put("Host", List.of(host));
                        headers.put("Origin", List.of("http://" + host));
                        headers.put("Cookie", List.of("hd_session=" + token));
                    }
                })
                .build();
        var container = ContainerProvider.getWebSocketContainer();
        container.setDefaultMaxSessionIdleTimeout(Duration.ofMinutes(1).toMillis());
        return container.connectToServer(
                new Endpoint() {
                    @Override
                    public void onOpen(Session session, EndpointConfig config) {}

                    @Override
                    public void onClose(Session session, CloseReason reason) {
                        closed.countDown();
                    }
                },
                configuration,
                URI.create("ws://127.0.0.1:" + port + "/rest/live"));
    }

    private <T> T in(Supplier<T> work) {
        return Tenants.as(acme.tenant(), () -> new TransactionTemplate(transactions).execute(state -> work.get()));
    }
}
