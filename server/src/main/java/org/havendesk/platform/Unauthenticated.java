package org.havendesk.platform;

/** Nobody is signed in, or the name and password do not belong together: one answer to every reason. */
public final class Unauthenticated extends Problem {
    public Unauthenticated(String key) {
        super(401, "problem.unauthenticated." + key);
    }
}
