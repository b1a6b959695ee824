package org.havendesk.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.DnsResolver;
import org.havendesk.testing.StrangeServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Class 13, SSRF: no address that a stranger names leads into the network that we stand in. */
class PublicWebTests {
    private static final Predicate<InetAddress> FIRST_ONLY =
            address -> address.getHostAddress().equals("127.0.0.1");
    private static final int MAX = 1_000;

    private StrangeServer server;

    @BeforeEach
    void open() throws IOException {
        server = StrangeServer.open();
        server.at("/", "here".getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "2130706433",
                "0x7f.1",
                "0177.0.0.1",
                "127.1",
                "0",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.169.254",
                "[fe80::1]",
                "[fd00:ec2::254]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]"
            })
    void a_host_inside_is_not_asked_however_it_is_written(String host) throws IOException {
        try (var web = web(PublicInternet::has, 0)) {
            assertThatThrownBy(() -> web.get(at(host, "/"), Map.of())).isInstanceOf(IOException.class);
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void other_schemes_ports_and_names_with_credentials_are_not_asked() throws IOException {
        try (var web = web(FIRST_ONLY, 0)) {
            for (var address : List.of(
                    "file:///etc/passwd",
                    "gopher://127.0.0.1:" + server.port() + "/",
                    "ftp://127.0.0.1/",
                    "http://127.0.0.1:22/",
                    "http://127.0.0.1/",
                    "http://name:secret@127.0.0.1:" + server.port() + "/",
                    "http:/",
                    "/etc/passwd")) {
                assertThat(web.mayAsk(URI.create(address))).as(address).isFalse();
                assertThatThrownBy(() -> web.get(URI.create(address), Map.of()))
                        .as(address)
                        .isInstanceOf(IOException.class);
            }
        }
        assertThat(server.asked()).isEmpty();
    }

    /** DNS rebinding: the name is looked up once, and the connection goes to what was looked at. */
    @Test
    void a_name_that_changes_its_mind_between_look_and_connection_gains_nothing() throws IOException {
        var names = new Names(List.of("127.0.0.1"), List.of("127.0.0.2"));
        try (var web = web(FIRST_ONLY, 0, names)) {
            assertThat(web.get(at("rebind.example", "/"), Map.of()).status()).isEqualTo(200);
        }
        assertThat(names.left).hasSize(1);
    }

    @Test
    void a_name_of_which_one_address_lies_inside_is_not_asked_at_any() throws IOException {
        try (var web = web(FIRST_ONLY, 0, new Names(List.of("127.0.0.1", "127.0.0.2")))) {
            assertThatThrownBy(() -> web.get(at("mixed.example", "/"), Map.of()))
                    .isInstanceOf(UnknownHostException.class);
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void a_redirect_leads_to_no_place_where_it_would_not_have_gone_at_first() throws IOException {
        server.redirecting("/inside", "http://127.0.0.2:" + server.port() + "/");
        server.redirecting("/file", "file:///etc/passwd");
        server.redirecting("/port", "http://127.0.0.1:22/");
        server.redirecting("/user", "http://a:b@127.0.0.1:" + server.port() + "/");
        server.redirecting("/scheme", "//127.0.0.2:" + server.port() + "/");
        server.redirecting("/none", "http://[/");

        try (var web = web(FIRST_ONLY, 3)) {
            for (var path : List.of("/inside", "/file", "/port", "/user", "/scheme", "/none")) {
                assertThatThrownBy(() -> web.get(at("127.0.0.1", path), Map.of()))
                        .as(path)
                        .isInstanceOf(IOException.class);
            }
        }
        assertThat(server.asked()).doesNotContain("/");
    }

    @Test
    void redirects_are_followed_as_often_as_allowed_and_never_with_a_form() throws IOException {
        server.redirecting("/one", "/two");
        server.redirecting("/two", "./");
        server.redirecting("/circle", "/circle");

        try (var web = web(FIRST_ONLY, 2)) {
            assertThat(web.get(at("127.0.0.1", "/one"), Map.of()).bytes())
                    .asString()
                    .isEqualTo("here");
            assertThatThrownBy(() -> web.get(at("127.0.0.1", "/circle"), Map.of()))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> web.send("POST", at("127.0.0.1", "/two"), Map.of(), Optional.of("secret=1")))
                    .isInstanceOf(IOException.class);
        }
        assertThat(server.asked()).containsExactly("/one", "/two", "/", "/circle", "/circle", "/circle", "/two");
    }

    @Test
    void without_redirects_one_is_an_answer_like_another() throws IOException {
        server.redirecting("/one", "http://127.0.0.2/");

        try (var web = web(FIRST_ONLY, 0)) {
            assertThat(web.get(at("127.0.0.1", "/one"), Map.of()).status()).isEqualTo(302);
        }
    }

    @Test
    void an_answer_that_is_too_long_even_when_packed_small_is_none() throws IOException {
        server.at("/long", new byte[MAX + 1]);
        server.at("/packed", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            StrangeServer.send(exchange, packed(new byte[50 * MAX]));
        });
        server.at("/just", new byte[MAX]);

        try (var web = web(FIRST_ONLY, 0)) {
            assertThatThrownBy(() -> web.get(at("127.0.0.1", "/long"), Map.of()))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> web.get(at("127.0.0.1", "/packed"), Map.of()))
                    .isInstanceOf(IOException.class);
            assertThat(web.get(at("127.0.0.1", "/just"), Map.of()).bytes()).hasSize(MAX);
        }
    }

    @Test
    void a_server_that_goes_on_and_on_is_left() throws IOException {
        server.at("/drops", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            do {
                exchange.getResponseBody().write(1);
                exchange.getResponseBody().flush();
            } while (server.goesOn(20));
        });

        var reach = new PublicWeb.Reach(
                FIRST_ONLY,
                Set.of("http"),
                port -> port == server.port(),
                3,
                Integer.MAX_VALUE - 1,
                Duration.ofMillis(300));
        try (var web = new PublicWeb("Test", reach)) {
            assertThatThrownBy(() -> web.get(at("127.0.0.1", "/drops"), Map.of()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void headers_and_form_arrive_and_type_and_status_come_back() throws IOException {
        server.at("/form", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var type = exchange.getRequestHeaders().getFirst("Content-Type");
            var own = exchange.getRequestHeaders().getFirst("X-Own");
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            var answer = (body + " " + type + " " + own).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(418, answer.length);
            exchange.getResponseBody().write(answer);
        });

        try (var web = web(FIRST_ONLY, 0)) {
            var answer =
                    web.send("POST", at("127.0.0.1", "/form"), Map.of("X-Own", List.of("yes")), Optional.of("a=1"));

            assertThat(answer.status()).isEqualTo(418);
            assertThat(answer.type()).contains("text/plain");
            assertThat(new String(answer.bytes(), StandardCharsets.UTF_8))
                    .startsWith("a=1 application/x-www-form-urlencoded")
                    .endsWith(" yes");
        }
    }

    private PublicWeb web(Predicate<InetAddress> addresses, int redirects) {
        return new PublicWeb("Test", reach(addresses, redirects));
    }

    private PublicWeb web(Predicate<InetAddress> addresses, int redirects, DnsResolver names) {
        return new PublicWeb("Test", reach(addresses, redirects), names);
    }

    private PublicWeb.Reach reach(Predicate<InetAddress> addresses, int redirects) {
        return new PublicWeb.Reach(
                addresses, Set.of("http"), port -> port == server.port(), redirects, MAX, Duration.ofSeconds(20));
    }

    private URI at(String host, String path) {
        return URI.create("http://" + host + ":" + server.port() + path);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    /** A name server that says something else each time. */
    private static final class Names implements DnsResolver {
        private final Deque<List<String>> left;

        @SafeVarargs
        private Names(List<String>... answers) {
            this.left = new ArrayDeque<>(Arrays.asList(answers));
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var said = left.removeFirst();
            var addresses = new InetAddress[said.size()];
            for (int i = 0; i < addresses.length; i++) {
                addresses[i] = InetAddress.getByName(said.get(i));
            }
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
