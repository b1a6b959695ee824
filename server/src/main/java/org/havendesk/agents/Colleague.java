package org.havendesk.agents;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.EmailAddress;

/**
 * Somebody who works in an account, as the others see them.
 *
 * @param active false until an invitation was accepted
 * @param online seen within the last two minutes
 * @param secondFactor whether they show a second proof when they sign in
 */
public record Colleague(
        AgentId id,
        String name,
        EmailAddress email,
        Role role,
        List<DepartmentId> departments,
        boolean active,
        Optional<Instant> lastSeenAt,
        boolean online,
        boolean secondFactor,
        Instant createdAt) {}
