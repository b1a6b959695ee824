package org.havendesk.agents;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.DepartmentRole;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Permission;

/**
 * Somebody who works in an account, as the others see them.
 *
 * @param customRole the role of the account's own that an agent has, if any
 * @param state {@code invited} until an invitation was accepted, {@code active}, or {@code removed}
 * @param online seen within the last two minutes
 * @param secondFactor whether they show a second proof when they sign in
 */
public record Colleague(
        AgentId id,
        String name,
        EmailAddress email,
        Role role,
        Optional<CustomRole> customRole,
        Map<DepartmentId, DepartmentRole> departmentRoles,
        String state,
        Optional<Instant> removedAt,
        Optional<Instant> lastSeenAt,
        boolean online,
        boolean secondFactor,
        Instant createdAt) {

    public boolean active() {
        return state.equals("active");
    }

    public List<DepartmentId> departments() {
        return departmentRoles.keySet().stream()
                .sorted(Comparator.comparing(DepartmentId::toString))
                .toList();
    }

    /** What they may do right now. */
    Set<Permission> permissions() {
        return customRole.map(CustomRole::permissions).orElseGet(role::permissions);
    }
}
