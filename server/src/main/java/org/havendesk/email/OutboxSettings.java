package org.havendesk.email;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much mail leaves, and how long the outbox remembers it.
 *
 * @param serverPerHour mails an hour through one of an account's own servers
 * @param relayPerHour mails an hour of one account through the installation's relay
 * @param recipientPerHour mails an hour to one address
 * @param notificationsPerHour mails an hour that tell one agent about tickets; more are left out
 * @param patience after how long a mail whose sending was cut off is sent again
 */
@ConfigurationProperties("havendesk.outbox")
record OutboxSettings(
        @DefaultValue("1000") int serverPerHour,
        @DefaultValue("50") int relayPerHour,
        @DefaultValue("60") int recipientPerHour,
        @DefaultValue("30") int notificationsPerHour,
        @DefaultValue("15m") Duration patience) {}
