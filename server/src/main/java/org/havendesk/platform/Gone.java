package org.havendesk.platform;

/** A link or code that worked once and does no more. */
public final class Gone extends Problem {
    public Gone(String key) {
        super(410, "problem.gone." + key);
    }
}
