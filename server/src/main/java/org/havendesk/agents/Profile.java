package org.havendesk.agents;

import org.havendesk.platform.AgentId;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Language;

/**
 * What an agent says about themselves and how they like to work.
 *
 * @param signature safe HTML, below their answers
 */
public record Profile(
        AgentId id,
        String name,
        EmailAddress email,
        Role role,
        Language language,
        String theme,
        String timezone,
        String signature,
        String density) {}
