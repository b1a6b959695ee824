package org.havendesk.agents;

import java.util.Optional;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.TenantId;

/**
 * Something happened to how an agent gets in. Published in the transaction that does it.
 *
 * @param client from where; empty when a colleague or the operator did it
 */
record Noticed(TenantId tenant, AgentId agent, Notice notice, Optional<Client> client) {}
