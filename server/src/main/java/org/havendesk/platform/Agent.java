package org.havendesk.platform;

import java.util.Set;

/**
 * Who is asking: an agent who has signed in or whose key was shown. Passed as the first argument to every door that acts
 * for a person.
 *
 * @param name how colleagues see this agent
 * @param departments the departments this agent works in; whoever holds {@link Permission#ALL_DEPARTMENTS} sees all
 */
public record Agent(
        TenantId tenant, AgentId id, String name, Set<Permission> permissions, Set<DepartmentId> departments) {

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** @throws Forbidden when this agent may not */
    public void require(Permission permission) {
        if (!may(permission)) {
            throw new Forbidden(permission);
        }
    }

    /** Whether the tickets of this department are theirs to see. */
    public boolean worksIn(DepartmentId department) {
        return may(Permission.ALL_DEPARTMENTS) || departments.contains(department);
    }
}
