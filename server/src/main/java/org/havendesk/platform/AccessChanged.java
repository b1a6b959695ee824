package org.havendesk.platform;

/**
 * What an agent may see or do has changed, or they were signed out or removed. Published in the transaction; whoever
 * holds something open for them (a socket, a cached answer) lets go of it after the commit.
 */
public record AccessChanged(TenantId tenant, AgentId agent) {}
