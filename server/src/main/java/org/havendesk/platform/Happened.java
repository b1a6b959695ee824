package org.havendesk.platform;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of state, for the audit. Published in the transaction that makes the change.
 *
 * @param action what was done, as {@code ticket.assigned}
 * @param objectId what it was done to
 * @param detail a closed word that says how (a role, a status), never a value that a person wrote
 */
public record Happened(
        TenantId tenant,
        Actor actor,
        String action,
        String objectType,
        @Nullable UUID objectId,
        String detail) {

    public static Happened by(Agent agent, String action, String objectType, @Nullable UUID objectId) {
        return new Happened(agent.tenant(), Actor.of(agent), action, objectType, objectId, "");
    }

    public static Happened by(Agent agent, String action, String objectType, @Nullable UUID objectId, String detail) {
        return new Happened(agent.tenant(), Actor.of(agent), action, objectType, objectId, detail);
    }
}
