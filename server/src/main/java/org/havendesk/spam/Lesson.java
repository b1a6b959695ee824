package org.havendesk.spam;

import java.util.Optional;
import org.havendesk.platform.AgentId;
import org.havendesk.platform.ContactId;

/**
 * What somebody says about a message.
 *
 * @param message the message's id; a later lesson about the same message replaces an earlier one
 * @param contact whom the message is from, so that the lesson goes when they are forgotten
 * @param by who says so; empty when it follows from what they did
 */
public record Lesson(
        String message,
        Optional<ContactId> contact,
        Optional<AgentId> by,
        boolean spam,
        LedgerRow.Strength strength,
        Evidence evidence) {}
