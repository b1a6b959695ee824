package org.havendesk.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do with the tickets of one department. Each may what the one before may. */
public enum DepartmentRole {
    /** Reads. */
    READER,
    /** Answers, assigns, resolves: what an agent usually does. */
    SOLVER,
    /** Removes tickets for good and hands out work. */
    SUPERVISOR,
    /** Decides who works in the department, and as what. */
    MANAGER;

    /** The name on the wire and in the database. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return empty when this is no such role */
    public static Optional<DepartmentRole> of(String key) {
        return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst();
    }
}
