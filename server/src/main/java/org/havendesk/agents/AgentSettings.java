package org.havendesk.agents;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long things last.
 *
 * @param sessionIdle a session ends when it was not used for so long
 * @param sessionLife a session ends after so long, used or not
 * @param invitation an invitation can be accepted for so long
 * @param passwordLink a link to set a new password works for so long
 * @param removalGrace a removed agent can be brought back for so long
 * @param passwordMemory that it takes to hash a password; a change reaches each hash when its password is shown next
 * @param passwordPasses over that memory
 */
@ConfigurationProperties("havendesk.agents")
record AgentSettings(
        @DefaultValue("12h") Duration sessionIdle,
        @DefaultValue("14d") Duration sessionLife,
        @DefaultValue("7d") Duration invitation,
        @DefaultValue("1h") Duration passwordLink,
        @DefaultValue("14d") Duration removalGrace,
        @DefaultValue("19MB") DataSize passwordMemory,
        @DefaultValue("2") int passwordPasses) {}
