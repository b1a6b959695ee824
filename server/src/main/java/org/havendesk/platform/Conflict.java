package org.havendesk.platform;

/** The request is sound but not possible in the state that the thing is in. */
public final class Conflict extends Problem {
    public Conflict(String key, Object... arguments) {
        super(409, "problem.conflict." + key, arguments);
    }
}
