package org.havendesk.spam;

import java.util.UUID;
import org.havendesk.platform.Keys;
import org.havendesk.platform.TenantId;

/** How fingerprints lie in the database: encrypted, each bound to its message. */
final class Prints {
    private Prints() {}

    static byte[] seal(Keys keys, TenantId tenant, UUID message, Fingerprint print) {
        return keys.encrypt(tenant, print.toBytes(), context(message));
    }

    static Fingerprint open(Keys keys, TenantId tenant, UUID message, byte[] cipher) {
        return Fingerprint.fromBytes(keys.decrypt(tenant, cipher, context(message)));
    }

    private static String context(UUID message) {
        return "spam-print:" + message;
    }
}
