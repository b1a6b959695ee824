package org.havendesk.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.havendesk.contacts.Contacts;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Keys;
import org.havendesk.platform.PublicInternet;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.StrangeServer;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Class 12, remote pictures are off until somebody asks and then come by way of us; class 13, no picture leads us into
 * the network that we stand in.
 */
@HavendeskTest
class RemoteImagesTests {
    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static final Pattern SHOWN = Pattern.compile("src=\"(/rest/remote-image[^\"]*)\"");
    private static final Pattern PIECES = Pattern.compile("\\?u=([^&]*)&amp;s=(.*)");

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    Tickets tickets;

    @Autowired
    Contacts contacts;

    @Autowired
    Keys keys;

    private Cast.Acme acme;
    private StrangeServer server;
    private RemoteImages near;

    @BeforeEach
    void open() throws IOException {
        acme = cast.acme();
        server = StrangeServer.open();
        near = images(address -> address.getHostAddress().equals("127.0.0.1"), Duration.ofSeconds(20));
        server.at("/picture.png", PICTURE);
    }

    @AfterEach
    void close() throws IOException {
        near.destroy();
        server.close();
    }

    @Test
    void pictures_of_a_mail_are_off_until_somebody_asks_and_then_come_by_way_of_us() {
        var message = received("<p>Look</p><img data-remote-src=\"http://pictures.example.org/a.png?x=1&amp;y=2\">");
        var kevin = visitors.as(acme, acme.kevin());

        var without = kevin.get("/rest/messages/" + message + "/frame");
        assertThat(without.body()).contains("data-remote-src").doesNotContain(" src=");
        assertThat(without.header("Content-Security-Policy")).contains("img-src 'self' data:");

        var with = kevin.get("/rest/messages/" + message + "/frame?images=true");
        assertThat(with.body()).contains("/rest/remote-image?u=").doesNotContain("pictures.example.org");
    }

    @Test
    void an_address_that_stands_in_no_mail_of_ours_is_not_fetched() {
        var kevin = visitors.as(acme, acme.kevin());
        var u = encoded("http://pictures.example.org/a.png");
        assertThat(kevin.get("/rest/remote-image?u=" + u + "&s=" + encoded("no signature"))
                        .status())
                .isEqualTo(404);

        var path = path(images(address -> true, Duration.ofSeconds(5)), "/picture.png", "127.0.0.1");
        var other = cast.account("other");
        assertThat(visitors.as(other, other.ada())
                        .get(path.replace("&amp;", "&"))
                        .status())
                .as("signed for another account")
                .isEqualTo(404);
        assertThat(visitors.at(acme).get(path.replace("&amp;", "&")).status()).isEqualTo(401);
    }

    @Test
    void a_picture_is_brought_with_its_own_type_whatever_its_server_calls_it() {
        server.at("/disguised", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            StrangeServer.send(exchange, PICTURE);
        });

        assertThat(fetched("/picture.png")).isTrue();
        assertThat(fetch(near, path(near, "/disguised", "127.0.0.1"))).hasValueSatisfying(picture -> {
            assertThat(picture.type()).isEqualTo("image/png");
            assertThat(picture.bytes()).isEqualTo(PICTURE);
        });
    }

    @Test
    void what_is_no_picture_or_too_large_does_not_come_through() {
        server.at("/page", "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8));
        server.at(
                "/drawing.svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>".getBytes(StandardCharsets.UTF_8));
        server.at("/large.png", Arrays.copyOf(PICTURE, 5 * 1024 * 1024 + 1));
        server.at("/gone.png", exchange -> exchange.sendResponseHeaders(404, -1));

        assertThat(fetched("/page")).isFalse();
        assertThat(fetched("/drawing.svg")).isFalse();
        assertThat(fetched("/large.png")).isFalse();
        assertThat(fetched("/gone.png")).isFalse();
    }

    @Test
    void a_server_that_never_ends_is_left() throws IOException {
        var hasty = images(address -> true, Duration.ofMillis(300));
        server.at("/endless.png", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(PICTURE, 0, 20);
            exchange.getResponseBody().flush();
            server.goesOn(60_000);
        });

        var path = path(hasty, "/endless.png", "127.0.0.1");
        assertThat(fetch(hasty, path)).isEmpty();
        hasty.destroy();
    }

    @Test
    void redirects_are_followed_a_few_times() {
        server.redirecting("/one", "/two");
        server.redirecting("/two", "picture.png");
        server.redirecting("/circle", "/circle");

        assertThat(fetched("/one")).isTrue();
        assertThat(fetched("/circle")).isFalse();
        assertThat(server.asked().stream().filter("/circle"::equals)).hasSize(4);
    }

    @Test
    void a_redirect_leads_to_no_place_where_we_would_not_have_gone_at_first() {
        server.redirecting("/inside", "http://127.0.0.2:" + server.port() + "/picture.png");
        server.redirecting("/file", "file:///etc/passwd");
        server.redirecting("/port", "http://127.0.0.1:22/picture.png");
        server.redirecting("/user", "http://a:b@127.0.0.1:" + server.port() + "/picture.png");

        for (var path : List.of("/inside", "/file", "/port", "/user")) {
            assertThat(fetched(path)).as(path).isFalse();
        }
        assertThat(server.asked()).doesNotContain("/picture.png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "2130706433",
                "0x7f.1",
                "127.1",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.169.254",
                "[fe80::1]",
                "[fd00::1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]"
            })
    void a_private_address_is_not_asked_however_it_is_written(String host) throws IOException {
        var images = images(PublicInternet::has, Duration.ofSeconds(20));

        assertThat(fetch(images, path(images, "/picture.png", host))).isEmpty();
        assertThat(server.asked()).isEmpty();
        images.destroy();
    }

    private RemoteImages images(Predicate<InetAddress> addresses, Duration patience) {
        return new RemoteImages(keys, addresses, Set.of(server.port()), patience);
    }

    private boolean fetched(String path) {
        return fetch(near, path(near, path, "127.0.0.1")).isPresent();
    }

    private Optional<RemoteImages.Picture> fetch(RemoteImages images, String path) {
        var pieces = PIECES.matcher(path);
        assertThat(pieces.find()).isTrue();
        return Tenants.as(acme.tenant(), () -> images.fetch(acme.tenant(), pieces.group(1), pieces.group(2)));
    }

    /** The address under which the pictures of a mail are shown. */
    private String path(RemoteImages images, String path, String host) {
        var html = "<img data-remote-src=\"http://%s:%d%s\">".formatted(host, server.port(), path);
        var shown = SHOWN.matcher(Tenants.as(acme.tenant(), () -> images.shown(acme.tenant(), html)));
        assertThat(shown.find()).isTrue();
        return shown.group(1);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The message of a mail of maria's with this HTML. */
    private String received(String html) {
        return Tenants.as(acme.tenant(), () -> {
            var maria = EmailAddress.parse("maria@example.org").orElseThrow();
            var incoming = new Incoming(
                    "email",
                    "<" + Ids.next() + "@example.org>",
                    Incoming.Kind.MESSAGE,
                    contacts.known(acme.tenant(), maria, "Maria"),
                    "Maria",
                    maria.value(),
                    acme.support(),
                    "A picture",
                    html,
                    Optional.empty(),
                    "Look",
                    true,
                    Recipients.NONE,
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Instant.now());
            var opened = (Received.Opened) tickets.receive(acme.tenant(), incoming);
            return visitors.as(acme, acme.kevin())
                    .get("/rest/tickets/" + opened.ticket())
                    .json()
                    .at("/messages/0/id")
                    .asString();
        });
    }
}
