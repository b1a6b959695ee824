package org.havendesk.email;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Mails that came in.
 *
 * @param keepRaw how long the bytes of a handled mail are kept
 * @param poll how often a mailbox is looked into whose server does not tell of new mail by itself
 */
@ConfigurationProperties("havendesk.mail.inbound")
record InboundSettings(
        @DefaultValue("30d") Duration keepRaw,
        @DefaultValue("60s") Duration poll) {}
