package org.havendesk.email;

import java.util.UUID;
import org.havendesk.platform.DepartmentId;
import org.havendesk.platform.EmailAddress;

/**
 * An address of a department: what is sent to it becomes a ticket there.
 *
 * @param builtIn given by us with the account; it cannot be removed
 */
record MailAddress(UUID id, EmailAddress address, String name, DepartmentId department, boolean builtIn) {}
