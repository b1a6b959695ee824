package org.havendesk.email;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.SocketFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Guards where mail is fetched from and sent to. An account names its servers itself, so it must not be able to reach
 * the network that the installation stands in: the very address that a connection is made to is checked.
 */
@Component
class MailHosts {
    private final boolean allowPrivate;

    MailHosts(@Value("${havendesk.mail.allow-private-hosts:false}") boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
    }

    /** The host lies in a network that accounts may not reach. */
    static final class Refused extends IOException {
        private Refused() {
            super("The host is not in the public internet");
        }
    }

    /**
     * The address to connect to; it carries the host's name, for the check of a certificate.
     *
     * @throws UnknownHostException when there is no such host
     * @throws Refused when it is not in the public internet
     */
    InetAddress resolve(String host) throws IOException {
        var address = InetAddress.getByName(host);
        check(address);
        return address;
    }

    /** Sockets that refuse to connect to what accounts may not reach; for libraries that resolve names themselves. */
    SocketFactory sockets() {
        return new Guarded();
    }

    private void check(InetAddress address) throws Refused {
        if (!allowPrivate && !isPublic(address)) {
            throw new Refused();
        }
    }

    static boolean isPublic(InetAddress address) {
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

    private final class Guarded extends SocketFactory {
        @Override
        public Socket createSocket() {
            return new GuardedSocket();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return connected(new InetSocketAddress(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return connected(new InetSocketAddress(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return connected(new InetSocketAddress(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return connected(new InetSocketAddress(host, port));
        }

        private Socket connected(InetSocketAddress address) throws IOException {
            var socket = createSocket();
            socket.connect(address);
            return socket;
        }
    }

    private final class GuardedSocket extends Socket {
        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress address)) {
                throw new Refused();
            }
            if (address.isUnresolved()) {
                throw new UnknownHostException(address.getHostString());
            }
            check(address.getAddress());
            super.connect(endpoint, timeout);
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }
    }
}
