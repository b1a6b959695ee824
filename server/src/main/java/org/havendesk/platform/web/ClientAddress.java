package org.havendesk.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Where a request comes from. */
public final class ClientAddress {
    static final String OWN_PROXY = ClientAddress.class.getName() + ".ownProxy";

    private static final int IPV6_SITE = 8;

    private ClientAddress() {}

    /** The address as text; an IPv4 address written as IPv6 (RFC 4291, 2.5.5.2) comes as IPv4. */
    public static String of(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        return isLiteral(address) ? InetAddress.ofLiteral(address).getHostAddress() : "unknown";
    }

    /** What one client can hardly change at will: an IPv4 address, or the /64 of an IPv6 address. For limits. */
    public static String network(HttpServletRequest request) {
        var address = of(request);
        return isLiteral(address) && InetAddress.ofLiteral(address) instanceof Inet6Address six
                ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), IPV6_SITE))
                : address;
    }

    /** Whether a proxy that we named asks for itself, and hands on no client's request. */
    public static boolean isOwnProxy(HttpServletRequest request) {
        return request.getAttribute(OWN_PROXY) != null;
    }

    static boolean isLiteral(String text) {
        try {
            return !InetAddress.ofLiteral(text).getHostAddress().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
