package org.havendesk.agents;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an account asks of those who work in it.
 *
 * @param factorRoles the roles that need a second factor
 * @param factorFrom from when on they need it; before, they are only reminded
 */
record SecurityRules(Set<String> factorRoles, Optional<Instant> factorFrom) {
    static final SecurityRules NONE = new SecurityRules(Set.of(), Optional.empty());

    /** From when on somebody of this role needs a second factor; empty when they do not. */
    Optional<Instant> factorFrom(Role role) {
        return factorRoles.contains(role.key()) ? factorFrom : Optional.empty();
    }
}
