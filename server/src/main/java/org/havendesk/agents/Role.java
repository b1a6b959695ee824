package org.havendesk.agents;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.havendesk.platform.Permission;

/** What somebody is in an account. The one place that says what each role may do. */
public enum Role {
    /** Everything, the bill included. There is always at least one. */
    OWNER(EnumSet.allOf(Permission.class)),

    /** Everything but the bill and the owners. */
    ADMIN(EnumSet.complementOf(EnumSet.of(Permission.MANAGE_OWNERS, Permission.MANAGE_BILLING))),

    /** The tickets and contacts of their own departments. */
    AGENT(EnumSet.of(Permission.USE_API));

    /** What a role of an account's own can be given: nothing that decides about admins, owners or who gets in. */
    static final Set<Permission> GRANTABLE = Collections.unmodifiableSet(EnumSet.of(
            Permission.ALL_DEPARTMENTS,
            Permission.MANAGE_SETTINGS,
            Permission.MANAGE_AGENTS,
            Permission.READ_AUDIT,
            Permission.PURGE_TICKETS,
            Permission.USE_API));

    private final Set<Permission> permissions;

    Role(EnumSet<Permission> permissions) {
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    /** The name on the wire and in the database. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return empty when this is no role */
    public static Optional<Role> of(String key) {
        return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst();
    }

    /** What it takes to make somebody this, or to do anything to somebody who is. */
    Permission toTouch() {
        return switch (this) {
            case OWNER -> Permission.MANAGE_OWNERS;
            case ADMIN -> Permission.MANAGE_ADMINS;
            case AGENT -> Permission.MANAGE_AGENTS;
        };
    }
}
