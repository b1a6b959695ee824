package org.havendesk.agents;

import java.util.Set;
import java.util.UUID;
import org.havendesk.platform.Permission;

/** A role that an account made for itself. */
public record CustomRole(UUID id, String name, Set<Permission> permissions) {}
