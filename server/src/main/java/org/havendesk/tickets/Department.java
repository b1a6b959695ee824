package org.havendesk.tickets;

import org.havendesk.platform.DepartmentId;

/** A team with its own tickets. */
public record Department(DepartmentId id, String name, int position) {}
