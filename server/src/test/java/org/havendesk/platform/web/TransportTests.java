package org.havendesk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class TransportTests {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "localhost", "::1"})
    void plain_http_is_served_on_loopback(String bind) {
        assertThatCode(() -> start(Map.of("havendesk.bind", bind))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.7", "help.example.com", ""})
    void plain_http_is_served_nowhere_else(String bind) {
        assertThatThrownBy(() -> start(Map.of("havendesk.bind", bind))).isInstanceOf(Transport.Unprotected.class);
    }

    @Test
    void the_refusal_says_what_to_set() {
        var analysis = java.util.Objects.requireNonNull(
                new UnprotectedAnalyzer().analyze(new Transport.Unprotected("0.0.0.0")));

        assertThat(analysis.getDescription()).contains("0.0.0.0");
        assertThat(analysis.getAction())
                .contains("havendesk.tls.certificate", "havendesk.trusted-proxies", "127.0.0.1");
    }

    @Test
    void a_named_proxy_or_a_certificate_opens_the_door() {
        start(Map.of("havendesk.bind", "0.0.0.0", "havendesk.trusted-proxies", "10.0.0.1"));

        var environment = start(Map.of(
                "havendesk.bind",
                "0.0.0.0",
                "havendesk.tls.certificate",
                "/etc/havendesk/cert.pem",
                "havendesk.tls.key",
                "/etc/havendesk/key.pem"));
        assertThat(environment.getProperty("server.ssl.bundle")).isEqualTo("havendesk");
        assertThat(environment.getProperty("spring.ssl.bundle.pem.havendesk.keystore.certificate"))
                .isEqualTo("file:/etc/havendesk/cert.pem");
    }

    private static StandardEnvironment start(Map<String, Object> settings) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        new Transport().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
