package org.havendesk.tickets;

import java.util.List;
import org.havendesk.platform.Actor;
import org.havendesk.platform.TenantId;

/**
 * An agent has answered. Published inside the transaction: the channel of the ticket writes down in it what is to leave.
 *
 * @param html as the agent wrote it, sanitised
 * @param opening whether it is the first message of a conversation that we began
 */
public record AgentReplied(
        TenantId tenant,
        Ticket ticket,
        MessageId message,
        Actor actor,
        String authorName,
        String html,
        Recipients recipients,
        List<Attached> files,
        boolean opening) {}
