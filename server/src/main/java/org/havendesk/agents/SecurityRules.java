package org.havendesk.agents;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What an account asks of those who work in it.
 *
 * @param factorRoles the roles that need a second factor: keys of {@link Role}, and ids of the account's own roles
 * @param factorFrom from when on they need it; before, they are only reminded
 * @param password what is asked of passwords
 */
record SecurityRules(Set<String> factorRoles, Optional<Instant> factorFrom, Password password) {
    static final SecurityRules NONE = new SecurityRules(Set.of(), Optional.empty(), Password.USUAL);

    /**
     * What is asked of new passwords.
     *
     * @param min characters, 8 to 64
     * @param strength of the estimator's scale: 2 resists some tries, 3 a stolen slow hash, 4 more
     * @param days after which another one is due at the next sign-in, 1 to 3650
     * @param leakedOnline whether a service of leaked passwords is asked as well
     */
    record Password(int min, int strength, Optional<Integer> days, boolean leakedOnline) {
        static final Password USUAL = new Password(10, 3, Optional.empty(), false);
    }

    /** From when on somebody needs a second factor; empty when none of what they are asks for it. */
    Optional<Instant> factorFrom(Colleague colleague) {
        var own = colleague.customRole().map(CustomRole::id).map(UUID::toString);
        return Stream.concat(Stream.of(colleague.role().key()), own.stream()).anyMatch(factorRoles::contains)
                ? factorFrom
                : Optional.empty();
    }

    SecurityRules with(Password rule) {
        return new SecurityRules(factorRoles, factorFrom, rule);
    }

    SecurityRules withFactor(Set<String> roles, Optional<Instant> from) {
        return new SecurityRules(roles, from, password);
    }
}
