package org.havendesk.platform;

/** What somebody may do beyond reading and answering the tickets of their own departments. */
public enum Permission {
    /** Sees and works the tickets of every department. */
    ALL_DEPARTMENTS("departments.all"),
    /** Departments, addresses, mailboxes, servers, outbox, quarantine, account name. */
    MANAGE_SETTINGS("settings.manage"),
    /** Invites, moves and removes agents, but touches no admin and no owner. */
    MANAGE_AGENTS("agents.manage"),
    /** Grants and takes the admin role, and does to admins what {@link #MANAGE_AGENTS} does to agents. */
    MANAGE_ADMINS("admins.manage"),
    /** Grants and takes the owner role. */
    MANAGE_OWNERS("owners.manage"),
    /** What is asked of those who sign in: second factor, passwords, networks. */
    MANAGE_SECURITY("security.manage"),
    /** Reads who did what. */
    READ_AUDIT("audit.read"),
    /** Removes tickets for good. */
    PURGE_TICKETS("tickets.purge"),
    /** Plan and invoices; the end of the account. */
    MANAGE_BILLING("billing.manage"),
    /** API keys of one's own. */
    USE_API("api.use");

    private final String key;

    Permission(String key) {
        this.key = key;
    }

    /** The name by which the console and the texts know it. */
    public String key() {
        return key;
    }
}
