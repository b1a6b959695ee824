package org.havendesk.platform;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place in a list that is ordered by time and id. Clients hand it back as they got it. */
public record Cursor(Instant at, UUID id) {
    /** Before everything in a list that runs from the newest to the oldest. */
    public static final Cursor START = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    private static final int BYTES = 8 + 4 + 16;

    public String encode() {
        var bytes = ByteBuffer.allocate(BYTES)
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws Invalid when the text is no cursor */
    public static Optional<Cursor> decode(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length != BYTES) {
                throw Invalid.field("cursor", "cursor");
            }
            var buffer = ByteBuffer.wrap(bytes);
            var at = Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
            if (at.isBefore(Instant.EPOCH) || at.isAfter(START.at)) {
                throw Invalid.field("cursor", "cursor");
            }
            return Optional.of(new Cursor(at, new UUID(buffer.getLong(), buffer.getLong())));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw Invalid.field("cursor", "cursor");
        }
    }
}
