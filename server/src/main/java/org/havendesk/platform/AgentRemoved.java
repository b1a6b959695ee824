package org.havendesk.platform;

/**
 * Somebody works here no more. Published in the transaction that removes them; whoever holds work for them lets go of it by
 * a job.
 */
public record AgentRemoved(TenantId tenant, AgentId agent) {}
