package org.havendesk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class GuardsTests {
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/agent/");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void the_console_may_style_with_its_nonce_and_talk_to_its_own_host() {
        request.addHeader("Host", "acme.localhost:8080");

        Guards.console(request, response, "abc");

        assertThat(response.getHeader("Content-Security-Policy"))
                .contains(
                        "style-src 'self' 'nonce-abc'",
                        "script-src 'self';",
                        "connect-src 'self' ws://acme.localhost:8080;",
                        "img-src 'self' data: blob:")
                .doesNotContain("unsafe");
    }

    @Test
    void a_frame_for_strangers_html_runs_nothing_and_is_shown_by_us_alone() {
        Guards.page(request, response);

        Guards.frame(response);

        assertThat(response.getHeader("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'self'", "form-action 'none'", "sandbox ")
                .doesNotContain("allow-scripts", "script-src");
        assertThat(response.getHeader("X-Frame-Options")).isEqualTo("SAMEORIGIN");
    }

    @Test
    void over_https_the_host_is_remembered_and_the_cookie_bound_to_it() {
        request.setSecure(true);

        Guards.page(request, response);
        SessionCookie.write(request, response, "token", Duration.ofHours(1));

        assertThat(response.getHeader("Strict-Transport-Security")).contains("max-age=31536000");
        assertThat(response.getHeader("Set-Cookie"))
                .startsWith("__Host-hd_session=token;")
                .contains("Secure", "HttpOnly", "Path=/", "SameSite=Lax")
                .doesNotContain("Domain");
    }
}
