package org.havendesk.platform.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the world reaches us.
 *
 * @param bind the address on which we listen
 * @param host the name under which accounts have their hosts
 * @param port on which we listen
 * @param publicPort the port in links that we mail, when a proxy makes it another one; 0 means: work it out
 * @param trustedProxies addresses or networks (CIDR) whose X-Forwarded-For and X-Forwarded-Proto are believed
 */
@ConfigurationProperties("havendesk")
record WebSettings(
        @DefaultValue("127.0.0.1") String bind,
        @DefaultValue("localhost") String host,
        @DefaultValue("8080") int port,
        @DefaultValue("0") int publicPort,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue Tls tls) {

    /**
     * Our own certificate; read again when its files change.
     *
     * @param certificate file with the chain in PEM, or empty
     * @param key file with its private key in PEM, or empty
     */
    record Tls(
            @DefaultValue("") String certificate,
            @DefaultValue("") String key) {}

    /** Whether browsers reach us by HTTPS. */
    boolean secure() {
        return !tls.certificate().isBlank() || !trustedProxies.isEmpty();
    }
}
