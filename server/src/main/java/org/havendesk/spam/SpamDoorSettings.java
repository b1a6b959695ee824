package org.havendesk.spam;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many messages a minute are let to the filter, on each node. A source that was quiet may bring as many at once.
 *
 * @param perSender from one address by one network, to one account; senders whom the account knows may send ten times this
 * @param perSenderByRelay the same by a server of our own house or a relay, which sees where mail comes from and has limits
 *     of its own
 * @param perNetwork from one network (an IPv4 /24, an IPv6 /48) to one account
 * @param perNetworkInAll from one network to all accounts
 * @param perAccount from all networks to one account
 * @param fetched from mailboxes of one account
 */
@ConfigurationProperties("havendesk.spam.door")
record SpamDoorSettings(
        @DefaultValue("60") int perSender,
        @DefaultValue("6000") int perSenderByRelay,
        @DefaultValue("240") int perNetwork,
        @DefaultValue("1200") int perNetworkInAll,
        @DefaultValue("1200") int perAccount,
        @DefaultValue("1200") int fetched) {}
