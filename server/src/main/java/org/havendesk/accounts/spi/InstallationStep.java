package org.havendesk.accounts.spi;

/**
 * What one room puts into a new account before it opens. Every bean of this kind runs once for each new account, in the
 * order of {@link #order}; a step that was interrupted runs again from its beginning.
 */
public interface InstallationStep {
    /** A name that never changes, as {@code owner}. */
    String name();

    /** Lower ones run first. */
    int order();

    /**
     * Runs inside the account, outside a transaction, so that a step says itself what belongs together. When it has run
     * to its end, running it again changes nothing.
     */
    void install(Installation installation);
}
