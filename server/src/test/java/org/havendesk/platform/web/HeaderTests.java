package org.havendesk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.havendesk.testing.Answer;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Classes 28, 29 and 33: what every answer carries, whoever gives it, and what is closed. */
@HavendeskTest
class HeaderTests {
    private static final List<String> GUARDS = List.of(
            "content-security-policy",
            "x-frame-options",
            "x-content-type-options",
            "referrer-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "permissions-policy");

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @LocalServerPort
    int port;

    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
    }

    @Test
    void every_kind_of_answer_carries_the_guards() {
        var ada = visitors.as(acme, acme.ada());
        for (var answer : List.of(
                visitors.at(acme).get("/signin"),
                visitors.at(acme).get("/forgot"),
                visitors.at(acme).get("/assets/pages.css"),
                visitors.at(acme).get("/nothing/here"),
                visitors.at(acme).get("/rest/session"),
                visitors.atHost("nobody.localhost").get("/"),
                visitors.at(acme).get("/health"),
                ada.get("/rest/session"),
                ada.get("/rest/tickets"),
                ada.get("/rest/audit/export"),
                ada.get("/rest/tickets/not-an-id"),
                ada.write("TRACE", "/rest/session", ""),
                ada.write("PATCH", "/rest/session", "{}"))) {
            guarded(answer);
        }
    }

    @Test
    void no_script_and_no_style_of_a_page_stands_in_it() {
        for (var path : List.of("/signin", "/forgot", "/nothing/here")) {
            var page = visitors.at(acme).with("Accept", "text/html").get(path);
            assertThat(page.header("Content-Security-Policy"))
                    .contains("default-src 'self'", "script-src 'self'", "object-src 'none'", "base-uri 'none'")
                    .contains("frame-ancestors 'none'", "form-action 'self'")
                    .doesNotContain("unsafe-inline", "unsafe-eval");
            assertThat(page.body()).doesNotContain("<style", " style=", "<script>", " onclick=", " onload=");
        }
    }

    /** The container's own answers, before any code of ours: broken paths, broken headers, broken hosts. */
    @Test
    void what_the_container_refuses_by_itself_carries_the_guards_and_tells_nothing_about_it() throws IOException {
        for (var line : List.of("GET /%zz HTTP/1.1", "GET /a%00b HTTP/1.1", "GET /../../etc/passwd HTTP/1.1")) {
            var answer = raw(
                    line + "\r\nHost: " + acme.subdomain() + ".localhost:" + port + "\r\nConnection: close\r\n\r\n");

            assertThat(answer).as(line).startsWith("http/1.1 400");
            assertThat(answer).as(line).contains(GUARDS).doesNotContain("tomcat", "apache", "java.", "exception");
        }
    }

    @Test
    void what_is_no_http_at_all_gets_no_page() throws IOException {
        for (var line : List.of("GET / HTTP/9.9", "G@T / HTTP/1.1", "GET /{x} HTTP/1.1")) {
            var answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(answer).as(line).matches("(?s)http/1.1 (400|405|501|505).*");
            assertThat(answer).as(line).doesNotContain("tomcat", "apache", "java.", "exception");
        }
    }

    @Test
    void over_https_browsers_are_told_to_stay_there() {
        var request = new MockHttpServletRequest();
        request.setSecure(true);
        var response = new MockHttpServletResponse();

        Guards.page(request, response);

        assertThat(response.getHeader("Strict-Transport-Security")).isEqualTo("max-age=31536000; includeSubDomains");
        assertThat(visitors.at(acme).get("/signin").header("Strict-Transport-Security"))
                .isEmpty();
    }

    /** Class 33: nothing that helps to install, inspect or debug is open on the public port. */
    @Test
    void nothing_of_installing_or_debugging_is_open() {
        for (var path : List.of(
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/h2-console",
                "/swagger-ui.html",
                "/swagger-ui/index.html",
                "/v3/api-docs",
                "/.env",
                "/.git/config",
                "/console/../application.yaml",
                "/operator",
                "/account/create",
                "/audit/verify",
                "/setup",
                "/install",
                "/debug",
                "/manager/html",
                "/server-status")) {
            assertThat(visitors.at(acme).get(path).status()).as(path).isIn(400, 401, 403, 404);
            assertThat(visitors.atHost("localhost").get(path).status()).as(path).isIn(400, 401, 403, 404);
        }
        assertThat(visitors.at(acme).get("/rest/openapi").status()).isEqualTo(401);
        assertThat(visitors.atHost("localhost").get("/first/" + "A".repeat(43)).status())
                .as("the door of the first owner, once there is an account")
                .isIn(404, 410);
    }

    private static void guarded(Answer answer) {
        for (var guard : GUARDS) {
            assertThat(answer.header(guard))
                    .as(guard + " of " + answer.status())
                    .isNotEmpty();
        }
        assertThat(answer.header("Server")).isEmpty();
        assertThat(answer.header("X-Powered-By")).isEmpty();
    }

    /** The answer to exactly these bytes, in small letters. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                    .toLowerCase(Locale.ROOT);
        }
    }
}
