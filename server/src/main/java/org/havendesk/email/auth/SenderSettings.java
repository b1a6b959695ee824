package org.havendesk.email.auth;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether mail really comes from where it says.
 *
 * @param check false: nothing is looked up, and of no sender anything is known
 * @param patience how long looking things up for one mail may take
 * @param relays names of mail servers before us whose word counts: as they name themselves in Received and
 *     Authentication-Results
 * @param relayNetworks addresses or networks from which they hand mail over to our listener
 * @param sealers domains whose seals (ARC) count, for mail that they pass on
 */
@ConfigurationProperties("havendesk.mail.sender")
record SenderSettings(
        @DefaultValue("true") boolean check,
        @DefaultValue("10s") Duration patience,
        @DefaultValue List<String> relays,
        @DefaultValue List<String> relayNetworks,
        @DefaultValue List<String> sealers) {}
