package org.havendesk.email;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Mails that came in.
 *
 * @param keepRaw how long the bytes of a handled mail are kept
 */
@ConfigurationProperties("havendesk.mail.inbound")
record InboundSettings(@DefaultValue("30d") Duration keepRaw) {}
