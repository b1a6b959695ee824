package org.havendesk.agents;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long things last, and how often they may be used.
 *
 * @param sessionIdle a session ends when it was not used for so long
 * @param sessionLife a session ends after so long, used or not
 * @param invitation an invitation can be accepted for so long
 * @param passwordLink a link to set a new password works for so long
 * @param removalGrace a removed agent can be brought back for so long
 * @param passwordMemory that it takes to hash a password; a change reaches each hash when its password is shown next
 * @param passwordPasses over that memory
 * @param keyRate requests a minute by one key; 0 for as many as come
 * @param sessionRate requests a minute by one signed-in browser; 0 for as many as come
 */
@ConfigurationProperties("havendesk.agents")
record AgentSettings(
        @DefaultValue("12h") Duration sessionIdle,
        @DefaultValue("14d") Duration sessionLife,
        @DefaultValue("7d") Duration invitation,
        @DefaultValue("1h") Duration passwordLink,
        @DefaultValue("14d") Duration removalGrace,
        @DefaultValue("19MB") DataSize passwordMemory,
        @DefaultValue("2") int passwordPasses,
        @DefaultValue("6000") int keyRate,
        @DefaultValue("6000") int sessionRate) {
    /** @throws IllegalArgumentException when a rate is below zero */
    AgentSettings {
        if (keyRate < 0 || sessionRate < 0) {
            throw new IllegalArgumentException(
                    "havendesk.agents: a rate is a number of requests a minute, or 0 for no limit");
        }
    }
}
