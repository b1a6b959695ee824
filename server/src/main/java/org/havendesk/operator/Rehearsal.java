package org.havendesk.operator;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The run by which {@code bin/start} learns which classes a start needs: asks itself for the first pages that people see,
 * and stops.
 */
@Component
@ConditionalOnProperty("havendesk.rehearsal")
class Rehearsal {
    private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);
    private static final List<String> FIRST_PAGES = List.of(
            "/health", "/", "/signup", "/signup/availability?subdomain=rehearsal", "/find?name=rehearsal", "/nowhere");

    @EventListener
    @Order
    void ready(ApplicationReadyEvent event) {
        var context = event.getApplicationContext();
        if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            FIRST_PAGES.forEach(page -> ask(web.getWebServer().getPort(), page));
        }
        log.info("Rehearsed");
        System.exit(SpringApplication.exit(context));
    }

    private static void ask(int port, String page) {
        try {
            var address = new URI("http://localhost:" + port + page).toURL();
            var connection = (HttpURLConnection) address.openConnection(java.net.Proxy.NO_PROXY);
            connection.setRequestProperty("Accept", "text/html");
            connection.setConnectTimeout(5_000);
            connection.setReadTimeout(10_000);
            connection.getResponseCode();
            connection.disconnect();
        } catch (IOException | URISyntaxException e) {
            log.info("{} was not answered in the rehearsal", page);
        }
    }
}
