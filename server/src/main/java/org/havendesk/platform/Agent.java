package org.havendesk.platform;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who is asking: an agent who has signed in or whose key was shown. Passed as the first argument to every door that acts
 * for a person.
 *
 * @param name how colleagues see this agent
 * @param departmentRoles the departments this agent works in, and as what; whoever holds
 *     {@link Permission#ALL_DEPARTMENTS} sees all and is limited in none
 */
public record Agent(
        TenantId tenant,
        AgentId id,
        String name,
        Set<Permission> permissions,
        Map<DepartmentId, DepartmentRole> departmentRoles) {

    /** Somebody who solves tickets in all of these departments. */
    public Agent(TenantId tenant, AgentId id, String name, Set<Permission> permissions, Set<DepartmentId> departments) {
        this(
                tenant,
                id,
                name,
                permissions,
                departments.stream()
                        .collect(Collectors.toUnmodifiableMap(
                                Function.identity(), department -> DepartmentRole.SOLVER)));
    }

    public Set<DepartmentId> departments() {
        return departmentRoles.keySet();
    }

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
        return may(Permission.ALL_DEPARTMENTS) || departmentRoles.containsKey(department);
    }

    /** Whether they are this, or more, in a department. */
    public boolean is(DepartmentRole role, DepartmentId department) {
        var own = departmentRoles.get(department);
        return may(Permission.ALL_DEPARTMENTS) || (own != null && own.compareTo(role) >= 0);
    }

    /** @throws Forbidden when this agent is less than that in the department */
    public void require(DepartmentRole role, DepartmentId department) {
        if (!is(role, department)) {
            throw new Forbidden(role);
        }
    }
}
