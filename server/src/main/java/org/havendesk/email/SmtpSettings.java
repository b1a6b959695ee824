package org.havendesk.email;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The listener for mail.
 *
 * @param port where it listens; 0 lets the system choose, -1 turns the listener off
 * @param bind the address that it listens on
 * @param hostName how it calls itself; without one, the installation's host
 * @param certificate PEM file with the certificate and its chain; without one, a self-signed one is made at each start
 * @param key PEM file with its private key (PKCS #8)
 * @param maxSize of one mail
 * @param maxRecipients of one mail
 * @param maxConnections at a time
 * @param maxConnectionsPerAddress at a time from one address
 * @param timeout of a connection on which nothing comes
 * @param transferTimeout within which one mail must have come
 * @param domains domains of accounts' own whose mail comes straight to this listener, with the subdomain of the account
 */
@ConfigurationProperties("havendesk.smtp")
record SmtpSettings(
        @DefaultValue("2525") int port,
        @DefaultValue("127.0.0.1") String bind,
        @Nullable String hostName,
        @Nullable String certificate,
        @Nullable String key,
        @DefaultValue("35MB") DataSize maxSize,
        @DefaultValue("100") int maxRecipients,
        @DefaultValue("200") int maxConnections,
        @DefaultValue("20") int maxConnectionsPerAddress,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("10m") Duration transferTimeout,
        @DefaultValue Map<String, String> domains) {}
