package org.havendesk.platform;

import java.util.UUID;

/** An account: the wall that every row stands behind. */
public record TenantId(UUID value) {
    public static TenantId of(String text) {
        return new TenantId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
