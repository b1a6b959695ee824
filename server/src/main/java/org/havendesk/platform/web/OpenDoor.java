package org.havendesk.platform.web;

import org.springframework.http.HttpMethod;

/**
 * A route that somebody may use without being signed in. A bean of the room that serves it; every
 * other route under {@code /rest} answers 401 to strangers.
 *
 * @param forPrograms whether it neither reads nor gives a cookie, so that no token against forged requests is needed
 */
public record OpenDoor(HttpMethod method, String pattern, boolean forPrograms) {
    public OpenDoor(HttpMethod method, String pattern) {
        this(method, pattern, false);
    }
}
