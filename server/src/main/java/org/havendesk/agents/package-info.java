/** Who works in an account: roles, sign-in, sessions, invitations, keys. The door is {@link org.havendesk.agents.Agents}. */
@NullMarked
package org.havendesk.agents;

import org.jspecify.annotations.NullMarked;
