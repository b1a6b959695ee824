package org.havendesk.platform;

import java.util.UUID;

/** Somebody who works in an account. */
public record AgentId(UUID value) {
    public static AgentId of(String text) {
        return new AgentId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
