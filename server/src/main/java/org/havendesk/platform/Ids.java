package org.havendesk.platform;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Makes and reads the identifiers of rows: UUIDs of version 7 (RFC 9562, 5.7), which sort by the time they were made. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A new identifier; later ones sort after earlier ones, to the millisecond. */
    public static UUID next() {
        long time = System.currentTimeMillis();
        long high = (time << 16) | 0x7000L | (RANDOM.nextInt() & 0x0fffL);
        long low = 0x8000000000000000L | (RANDOM.nextLong() & 0x3fffffffffffffffL);
        return new UUID(high, low);
    }

    /** What sorts before all identifiers made at an instant or later, and after those made before. */
    public static UUID firstOf(Instant instant) {
        return new UUID(instant.toEpochMilli() << 16, 0);
    }

    /**
     * Reads an identifier that came from outside.
     *
     * @throws NotFound when the text is no identifier: what cannot exist is not there
     */
    public static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new NotFound("id");
        }
    }
}
