package org.havendesk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Class 34: who may say where a request comes from. */
class ProxiedFilterTests {
    @Test
    void a_stranger_cannot_say_where_they_come_from() throws Exception {
        var seen = through(List.of("10.0.0.0/8"), "198.51.100.7", "203.0.113.9", "https");

        assertThat(seen.getRemoteAddr()).isEqualTo("198.51.100.7");
        assertThat(seen.isSecure()).isFalse();
    }

    @Test
    void a_named_proxy_is_believed() throws Exception {
        var seen = through(List.of("10.0.0.0/8"), "10.1.2.3", "203.0.113.9", "https");

        assertThat(seen.getRemoteAddr()).isEqualTo("203.0.113.9");
        assertThat(seen.isSecure()).isTrue();
        assertThat(seen.getScheme()).isEqualTo("https");
    }

    @Test
    void what_a_client_wrote_before_its_proxy_did_does_not_count() throws Exception {
        var seen = through(List.of("10.0.0.0/8"), "10.1.2.3", "127.0.0.1, 192.0.2.1, 203.0.113.9, 10.9.9.9", "https");

        assertThat(seen.getRemoteAddr()).isEqualTo("203.0.113.9");
    }

    @Test
    void what_is_no_address_ends_the_search() throws Exception {
        var seen = through(List.of("10.0.0.0/8"), "10.1.2.3", "203.0.113.9, evil.example.net", "http");

        assertThat(seen.getRemoteAddr()).isEqualTo("10.1.2.3");
    }

    @Test
    void without_named_proxies_nobody_is_believed() throws Exception {
        assertThat(through(List.of(), "127.0.0.1", "203.0.113.9", "https").getRemoteAddr())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void a_named_proxy_asks_for_itself_when_it_names_no_client() throws Exception {
        assertThat(ClientAddress.isOwnProxy(through(List.of("10.0.0.0/8"), "10.1.2.3", null, "http")))
                .isTrue();
        assertThat(ClientAddress.isOwnProxy(through(List.of("10.0.0.0/8"), "10.1.2.3", "nonsense", "http")))
                .isFalse();
        assertThat(ClientAddress.isOwnProxy(through(List.of("10.0.0.0/8"), "192.0.2.1", null, "http")))
                .isFalse();
    }

    @Test
    void an_ipv4_address_written_as_ipv6_is_the_same_place() {
        assertThat(network("::ffff:203.0.113.9")).isEqualTo(network("203.0.113.9"));
    }

    @Test
    void one_household_with_many_ipv6_addresses_is_one_place() {
        assertThat(network("2001:db8:1:2:aaaa::1")).isEqualTo(network("2001:db8:1:2:bbbb::2"));
        assertThat(network("2001:db8:1:2::1")).isNotEqualTo(network("2001:db8:1:3::1"));
    }

    private static String network(String address) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return ClientAddress.network(request);
    }

    private static HttpServletRequest through(
            List<String> proxies, String remote, @Nullable String forwarded, String proto) throws Exception {
        var request = new MockHttpServletRequest("GET", "/");
        request.setRemoteAddr(remote);
        if (forwarded != null) {
            request.addHeader("X-Forwarded-For", forwarded);
        }
        request.addHeader("X-Forwarded-Proto", proto);
        var chain = new MockFilterChain();
        new ProxiedFilter(proxies).doFilter(request, new MockHttpServletResponse(), chain);
        return (HttpServletRequest) java.util.Objects.requireNonNull(chain.getRequest());
    }
}
