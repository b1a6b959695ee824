package org.havendesk.platform;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Something was refused or went wrong, for the event log that is kept for thirty days. Published whether or not there is a
 * transaction; it is written down on its own a moment later, so that no answer takes longer because of it.
 *
 * @param kind a closed word, as {@code sign-in.refused}
 * @param agent whom it concerns
 * @param object what it concerns otherwise: a mailbox, a server
 * @param network from which it came, never a whole address; may be empty
 * @param detail a closed word that says more, never what somebody wrote; may be empty
 */
public record SystemEvent(
        TenantId tenant, String kind, Optional<AgentId> agent, Optional<UUID> object, String network, String detail) {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9.$-]{0,80}");

    /** @throws IllegalArgumentException when kind or detail are more than a word */
    public SystemEvent {
        if (!WORD.matcher(kind).matches() || !WORD.matcher(detail).matches()) {
            throw new IllegalArgumentException("An event is told in closed words");
        }
    }

    /** Somebody was refused at a door. */
    public static SystemEvent refused(TenantId tenant, String kind, Optional<AgentId> agent, String network) {
        return new SystemEvent(tenant, kind, agent, Optional.empty(), network, "");
    }

    /** Something does not work as it should. */
    public static SystemEvent failed(TenantId tenant, String kind, Optional<UUID> object, String detail) {
        return new SystemEvent(tenant, kind, Optional.empty(), object, "", detail);
    }
}
