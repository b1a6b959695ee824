package org.havendesk.agents;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Asks a service of leaked passwords whether it knows one, without telling which: five of the forty digits of its hash go
 * out, all hashes that begin so come back (k-anonymity). Only for accounts that switched it on. Who does not answer within
 * two seconds is not waited for: the password is taken then.
 */
@Component
class LeakedRange {
    private static final Logger log = LoggerFactory.getLogger(LeakedRange.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int SHOWN = 5;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String service;

    LeakedRange(@Value("${havendesk.agents.leaked-range}") String service) {
        this.service = service;
    }

    boolean has(String password) {
        var hash = sha1(password);
        try {
            var request = HttpRequest.newBuilder(URI.create(service + hash.substring(0, SHOWN)))
                    .timeout(PATIENCE)
                    .header("Add-Padding", "true")
                    .header("User-Agent", "Havendesk")
                    .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.US_ASCII));
            return answer.statusCode() == 200 && isListed(answer.body(), hash.substring(SHOWN));
        } catch (IOException e) {
            log.info(
                    "The service of leaked passwords did not answer: {}",
                    e.getClass().getSimpleName());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lines of {@code rest of the hash:how often}; padding has been seen never. */
    private static boolean isListed(String lines, String rest) {
        return lines.lines().anyMatch(line -> line.startsWith(rest + ":") && !line.endsWith(":0"));
    }

    private static String sha1(String password) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
