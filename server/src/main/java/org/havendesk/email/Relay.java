package org.havendesk.email;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The installation's own way out for mail, which the operator names: {@code smtp://host} in the clear;
 * {@code smtp://user:password@host} or {@code smtp+starttls://host} with STARTTLS, as a password never travels in the
 * clear; {@code smtps://host} over TLS.
 */
@Component
class Relay {
    private final AtomicReference<Optional<SmtpServer>> server;

    Relay(@Value("${havendesk.relay:}") String address) {
        this.server = new AtomicReference<>(parse(address));
    }

    Optional<SmtpServer> server() {
        return server.get();
    }

    /** From now on mail leaves by another relay; by none when the address is empty. */
    void become(String address) {
        server.set(parse(address));
    }

    /** @throws IllegalArgumentException when the address is none; it does not repeat it */
    static Optional<SmtpServer> parse(String address) {
        if (address.isBlank()) {
            return Optional.empty();
        }
        var uri = uri(address.strip());
        @Nullable String host = uri.getHost();
        if (host == null) {
            throw new IllegalArgumentException("havendesk.relay names no host");
        }
        var login = login(uri);
        var security = security(uri, !login[0].isEmpty());
        return Optional.of(new SmtpServer(
                Optional.empty(), host, port(uri, security), security, login[0], login[1], Optional.empty()));
    }

    private static MailSecurity security(URI uri, boolean withLogin) {
        return switch (String.valueOf(uri.getScheme())) {
            case "smtp" -> withLogin ? MailSecurity.STARTTLS : MailSecurity.NONE;
            case "smtp+starttls" -> MailSecurity.STARTTLS;
            case "smtps" -> MailSecurity.TLS;
            default ->
                throw new IllegalArgumentException(
                        "havendesk.relay must begin with smtp://, smtp+starttls:// or smtps://");
        };
    }

    private static int port(URI uri, MailSecurity security) {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return switch (security) {
            case TLS -> 465;
            case STARTTLS -> 587;
            case NONE -> 25;
        };
    }

    private static String[] login(URI uri) {
        @Nullable String info = uri.getRawUserInfo();
        if (info == null) {
            return new String[] {"", ""};
        }
        var colon = info.indexOf(':');
        return colon < 0
                ? new String[] {decoded(info), ""}
                : new String[] {decoded(info.substring(0, colon)), decoded(info.substring(colon + 1))};
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The reason must not repeat the address: it holds a password. */
    private static URI uri(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("havendesk.relay is no address: special characters in user name and"
                    + " password are written as %40, %3A, ...");
        }
    }
}
