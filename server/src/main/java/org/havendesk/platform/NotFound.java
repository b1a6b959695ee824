package org.havendesk.platform;

/** There is no such thing, or it is not for whoever asks: the same answer to both, so that nobody can probe. */
public final class NotFound extends Problem {
    /** @param thing what was looked for, as the key of its name in the texts: {@code ticket}, {@code agent}, ... */
    public NotFound(String thing) {
        super(404, "problem.notFound." + thing);
    }
}
