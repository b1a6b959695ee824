package org.havendesk.platform;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Which addresses we may connect to on behalf of somebody else. An address that an account or a stranger names must not
 * lead into the network that the installation stands in.
 */
public final class PublicInternet {
    private PublicInternet() {}

    /** Whether an address lies in the public internet: neither private nor local nor special, nor a disguise of such a one. */
    public static boolean has(InetAddress address) {
        var bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    /** What is left of IPv4 without the registry of special addresses (RFC 6890 and its updates). */
    private static boolean isPublic4(byte[] bytes) {
        int a = bytes[0] & 0xff;
        int b = bytes[1] & 0xff;
        int c = bytes[2] & 0xff;
        return switch (a) {
            case 0, 10, 127 -> false;
            case 100 -> b < 64 || b > 127;
            case 169 -> b != 254;
            case 172 -> b < 16 || b > 31;
            case 192 -> b != 168 && !(b == 0 && (c == 0 || c == 2)) && !(b == 88 && c == 99);
            case 198 -> b != 18 && b != 19 && !(b == 51 && c == 100);
            case 203 -> !(b == 0 && c == 113);
            default -> a < 224;
        };
    }

    /** Global unicast only, and of what embeds an IPv4 address (NAT64, 6to4) only what leads to a public one. */
    private static boolean isPublic6(byte[] bytes) {
        var high = ByteBuffer.wrap(bytes);
        int first = high.getInt();
        if (first == 0x0064ff9b && high.getLong() == 0) {
            return isPublic4(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (first >>> 16 == 0x2002) {
            return isPublic4(Arrays.copyOfRange(bytes, 2, 6));
        }
        boolean reserved = first >>> 9 == 0x20010000 >>> 9 || first == 0x20010db8 || first >>> 12 == 0x3fff0;
        return first >>> 29 == 1 && !reserved;
    }
}
