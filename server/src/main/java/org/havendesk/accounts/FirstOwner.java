package org.havendesk.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.havendesk.platform.Gone;
import org.havendesk.platform.Tokens;
import org.springframework.stereotype.Component;

/**
 * The one-time link by which whoever started the installation opens its first account, even where strangers may open
 * none. A new one at each start; the first account closes it for good.
 */
@Component
public class FirstOwner {
    private final AccountRows rows;
    private final String token = Tokens.next();

    FirstOwner(AccountRows rows) {
        this.rows = rows;
    }

    /** The secret of the link; empty once there is any account. */
    public Optional<String> token() {
        return rows.any() ? Optional.empty() : Optional.of(token);
    }

    boolean opens(String shown) {
        return MessageDigest.isEqual(bytes(shown), bytes(token)) && !rows.any();
    }

    /** @throws Gone when this is not the link's secret, or the link was used */
    void require(String shown) {
        if (!opens(shown)) {
            throw new Gone("firstOwner");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
