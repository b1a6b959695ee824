package org.havendesk.agents;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** From where somebody came, no more exactly than it takes to recognise it: the network, never the whole address. */
final class Place {
    private static final int IPV4_KEPT = 3;
    private static final int IPV6_KEPT = 6;

    private Place() {}

    /** {@code 192.0.2.0/24} or {@code 2001:db8:7:0:0:0:0:0/48}; the empty text when it is no address. */
    static String of(String ip) {
        try {
            var bytes = InetAddress.ofLiteral(ip).getAddress();
            var kept = InetAddress.ofLiteral(ip) instanceof Inet6Address ? IPV6_KEPT : IPV4_KEPT;
            Arrays.fill(bytes, kept, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + kept * Byte.SIZE;
        } catch (IllegalArgumentException | UnknownHostException e) {
            return "";
        }
    }
}
