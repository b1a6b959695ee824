package org.havendesk.platform;

import java.util.Optional;

/**
 * Something was refused or went wrong, for the event log that is kept for thirty days. Published whether or not there is a
 * transaction; it is written down on its own a moment later, so that no answer takes longer because of it.
 *
 * @param kind a closed word, as {@code sign-in.refused}
 * @param agent whom it concerns
 * @param network from which it came, never a whole address; may be empty
 */
public record SystemEvent(TenantId tenant, String kind, Optional<AgentId> agent, String network) {}
