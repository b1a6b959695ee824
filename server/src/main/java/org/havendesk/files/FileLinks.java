package org.havendesk.files;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.havendesk.platform.Keys;
import org.havendesk.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * Addresses under which files are fetched without a cookie: made for one viewer, signed with the account's key, and good
 * for one to two hours. An address made within the same hour is the same, so that browsers can keep what they fetched.
 */
@Component
public class FileLinks {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int MAC_BYTES = 16;
    private static final int TOKEN_BYTES = 4 + 16 + MAC_BYTES;
    private static final String PURPOSE = "file-link";

    private final Keys keys;
    private final Clock clock;

    FileLinks(Keys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** A path on the account's host. */
    public String path(TenantId tenant, UUID viewer, FileId file, String name) {
        var hours = (int) (clock.instant().getEpochSecond() / LIFE.toSeconds()) + 2;
        var mac = mac(tenant, viewer, file, hours);
        var token = ByteBuffer.allocate(TOKEN_BYTES)
                .putInt(hours)
                .putLong(viewer.getMostSignificantBits())
                .putLong(viewer.getLeastSignificantBits())
                .put(mac);
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return "/f/" + file + "/" + Base64.getUrlEncoder().withoutPadding().encodeToString(token.array()) + "/"
                + encoded;
    }

    /** Whether a token was made by us for this file and has not run out. */
    boolean isGood(TenantId tenant, FileId file, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (bytes.length != TOKEN_BYTES) {
            return false;
        }
        var buffer = ByteBuffer.wrap(bytes);
        var hours = buffer.getInt();
        var viewer = new UUID(buffer.getLong(), buffer.getLong());
        var given = Arrays.copyOfRange(bytes, TOKEN_BYTES - MAC_BYTES, TOKEN_BYTES);
        return clock.instant().getEpochSecond() < hours * LIFE.toSeconds()
                && MessageDigest.isEqual(mac(tenant, viewer, file, hours), given);
    }

    private byte[] mac(TenantId tenant, UUID viewer, FileId file, int hours) {
        var message = (file + "|" + viewer + "|" + hours).getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(keys.sign(tenant, PURPOSE, message), MAC_BYTES);
    }
}
