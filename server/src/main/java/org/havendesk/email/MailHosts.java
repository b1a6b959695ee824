package org.havendesk.email;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import javax.net.SocketFactory;
import org.havendesk.platform.PublicInternet;
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
        var address = named(host);
        check(address);
        return address;
    }

    /** A certificate is compared with the name that was asked for, not with what a reverse lookup claims. */
    static InetAddress named(String host) throws UnknownHostException {
        return InetAddress.getByAddress(host, InetAddress.getByName(host).getAddress());
    }

    /** Sockets that refuse to connect to what accounts may not reach; for libraries that resolve names themselves. */
    SocketFactory sockets() {
        return new Guarded();
    }

    private void check(InetAddress address) throws Refused {
        if (!allowPrivate && !PublicInternet.has(address)) {
            throw new Refused();
        }
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
