package org.havendesk.platform;

import java.util.List;

/**
 * A refusal that the person who asked can act on. It is told as problem+json (RFC 9457) in that person's language:
 * {@code key} names the text, {@code arguments} fill it. Neither may carry a secret, an address or a message's words
 * into a log.
 */
public abstract class Problem extends RuntimeException {
    private final int status;
    private final String key;
    private final transient List<Object> arguments;

    protected Problem(int status, String key, Object... arguments) {
        super(key, null, false, true);
        this.status = status;
        this.key = key;
        this.arguments = List.of(arguments);
    }

    public int status() {
        return status;
    }

    public String key() {
        return key;
    }

    public List<Object> arguments() {
        return arguments;
    }
}
