package org.havendesk.platform.web;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Refuses to start when people would send their passwords in the clear: plain HTTP is for loopback, everything else needs
 * a certificate or a named proxy. Sets up the certificate when there is one.
 */
class Transport implements EnvironmentPostProcessor, Ordered {
    static final String BUNDLE = "havendesk";

    /** With forward secrecy and authenticated encryption (RFC 9325, 4.2), the strongest first. */
    static final List<String> CIPHERS = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

    /** People elsewhere could reach us by plain HTTP. */
    static final class Unprotected extends RuntimeException {
        Unprotected(String bind) {
            super("Havendesk would listen on " + bind + " without HTTPS");
        }
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var certificate = environment.getProperty("havendesk.tls.certificate", "");
        var bind = environment.getProperty("havendesk.bind", "127.0.0.1");
        if (!certificate.isBlank()) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "havendesk-tls", tls(certificate, environment.getProperty("havendesk.tls.key", ""))));
        } else if (!isLoopback(bind) && !hasProxy(environment)) {
            throw new Unprotected(bind);
        }
    }

    private static boolean hasProxy(ConfigurableEnvironment environment) {
        return !environment.getProperty("havendesk.trusted-proxies", "").isBlank()
                || environment.containsProperty("havendesk.trusted-proxies[0]");
    }

    static boolean isLoopback(String bind) {
        if (bind.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(bind).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Map<String, Object> tls(String certificate, String key) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("spring.ssl.bundle.pem.havendesk.keystore.certificate", "file:" + certificate);
        settings.put("spring.ssl.bundle.pem.havendesk.keystore.private-key", "file:" + key);
        settings.put("spring.ssl.bundle.pem.havendesk.reload-on-update", "true");
        settings.put("spring.ssl.bundle.pem.havendesk.options.enabled-protocols", "TLSv1.3,TLSv1.2");
        settings.put("spring.ssl.bundle.pem.havendesk.options.ciphers", String.join(",", CIPHERS));
        settings.put("server.ssl.bundle", BUNDLE);
        return settings;
    }

    /** After the files of settings were read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
