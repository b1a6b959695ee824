package org.havendesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** The path of a request as it is served: decoded and without parameters, so that no spelling of it gets around a check. */
public final class RequestPath {
    private RequestPath() {}

    public static String of(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getServletPath(), "")
                + Objects.requireNonNullElse(request.getPathInfo(), "");
    }
}
