package org.havendesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import org.havendesk.platform.Language;
import org.springframework.http.HttpHeaders;

/** The language of whoever asks: the one they chose in their profile, else the best of those their browser accepts. */
public final class RequestLanguage {
    private RequestLanguage() {}

    public static Language of(HttpServletRequest request) {
        return SignedIn.of(request)
                .map(SignedIn::language)
                .orElseGet(() -> Language.best(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)));
    }
}
