/** Tickets, their messages and departments: the heart. The door is {@link org.havendesk.tickets.Tickets}. */
@NullMarked
package org.havendesk.tickets;

import org.jspecify.annotations.NullMarked;
