package org.havendesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The headers by which a browser keeps our pages to themselves. Every answer has those of a page unless told otherwise. */
public final class Guards {
    private static final String CSP = "Content-Security-Policy";
    private static final String SELF = "'self'";

    private Guards() {}

    static void page(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(CSP, policy("style-src 'self'", "connect-src 'self'", "frame-ancestors 'none'", SELF));
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader(
                "Permissions-Policy",
                "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=(), browsing-topics=()");
        response.setHeader("Cache-Control", "no-store");
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
    }

    /**
     * For the console: styles made at run time carry this answer's nonce, and live news come by WebSocket from the same
     * host.
     */
    static void console(HttpServletRequest request, HttpServletResponse response, String nonce) {
        var socket = (request.isSecure() ? "wss://" : "ws://") + request.getHeader("Host");
        response.setHeader(
                CSP,
                policy(
                        "style-src 'self' 'nonce-" + nonce + "'",
                        "connect-src 'self' " + socket,
                        "frame-ancestors 'none'",
                        SELF));
    }

    /**
     * For a page whose form ends in a redirect to somebody else, since browsers hold the policy against that, too.
     *
     * @param origin a source as CSP writes it: {@code https://app.example} or {@code com.example.app:}
     */
    public static void sendingTo(HttpServletRequest request, HttpServletResponse response, String origin) {
        page(request, response);
        response.setHeader(
                CSP, policy("style-src 'self'", "connect-src 'self'", "frame-ancestors 'none'", SELF + " " + origin));
    }

    /**
     * For HTML that strangers wrote, shown in a frame of our own pages: no script, no form, nothing from elsewhere.
     * Replaces the guards of a page.
     */
    public static void frame(HttpServletResponse response) {
        response.setHeader(
                CSP,
                "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; font-src 'none'; base-uri 'none'; "
                        + "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin allow-popups "
                        + "allow-popups-to-escape-sandbox");
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    private static String policy(String styles, String connections, String ancestors, String forms) {
        return String.join(
                "; ",
                "default-src 'self'",
                "script-src 'self'",
                styles,
                "img-src 'self' data: blob:",
                connections,
                "object-src 'none'",
                ancestors,
                "base-uri 'none'",
                "form-action " + forms);
    }
}
