package org.havendesk.platform;

/** The asker is known, the thing may be seen, but this is not theirs to do. */
public final class Forbidden extends Problem {
    public Forbidden(Permission permission) {
        super(403, "problem.forbidden." + permission.key());
    }

    public Forbidden(DepartmentRole role) {
        super(403, "problem.forbidden.department." + role.key());
    }
}
