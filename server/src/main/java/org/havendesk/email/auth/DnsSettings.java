package org.havendesk.email.auth;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How names are looked up.
 *
 * @param servers addresses of resolvers, each with or without a port; without one, the system's
 * @param timeout of one question to one server
 * @param cache at most so much is remembered
 */
@ConfigurationProperties("havendesk.dns")
record DnsSettings(
        @DefaultValue List<String> servers,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("8MB") DataSize cache) {}
