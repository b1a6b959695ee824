package org.havendesk.platform;

import java.util.UUID;

/** A team of an account with its own tickets and addresses. */
public record DepartmentId(UUID value) {
    public static DepartmentId of(String text) {
        return new DepartmentId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
