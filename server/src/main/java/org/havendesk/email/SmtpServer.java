package org.havendesk.email;

import java.util.Optional;
import java.util.UUID;

/**
 * A server that takes mail from us.
 *
 * @param id of the account's own server; empty for the installation's relay
 * @param username empty when there is no login
 * @param fromAddress in whose name it sends; empty when it sends in everybody's
 */
record SmtpServer(
        Optional<UUID> id,
        String host,
        int port,
        MailSecurity security,
        String username,
        String password,
        Optional<String> fromAddress) {

    /** What limits count it by. */
    String route() {
        return id.map(UUID::toString).orElse("relay");
    }

    boolean isRelay() {
        return id.isEmpty();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "SmtpServer[" + route() + "]";
    }
}
