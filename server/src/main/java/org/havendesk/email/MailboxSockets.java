package org.havendesk.email;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.SocketFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The sockets of one connection to one host, whose address was resolved and checked before. Each encrypted one checks that
 * the certificate is that host's, although it is connected to an address.
 */
final class MailboxSockets {
    private static final String ADDRESS = "[0-9.]+|.*:.*";

    private final SSLSocketFactory trusted;
    private final String host;
    private final List<Socket> made = new CopyOnWriteArrayList<>();

    MailboxSockets(SSLSocketFactory trusted, String host) {
        this.trusted = trusted;
        this.host = host;
    }

    SocketFactory plain() {
        return new Plain();
    }

    SSLSocketFactory encrypted() {
        return new Encrypted();
    }

    /** Breaks the connection off, whoever is waiting in it. */
    void abort() {
        for (var socket : made) {
            try {
                socket.close();
            } catch (IOException e) {
                // it is gone
            }
        }
    }

    private Socket checked(Socket socket) {
        var encrypting = (SSLSocket) socket;
        var parameters = encrypting.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!host.matches(ADDRESS)) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        encrypting.setSSLParameters(parameters);
        return remembered(encrypting);
    }

    private Socket remembered(Socket socket) {
        made.add(socket);
        return socket;
    }

    private static IOException refused() {
        return new IOException("Only the address that was checked is connected to");
    }

    private final class Plain extends SocketFactory {
        @Override
        public Socket createSocket() {
            return remembered(new Socket());
        }

        @Override
        public Socket createSocket(String name, int port) throws IOException {
            throw refused();
        }

        @Override
        public Socket createSocket(String name, int port, InetAddress local, int localPort) throws IOException {
            throw refused();
        }

        @Override
        public Socket createSocket(InetAddress address, int port) throws IOException {
            throw refused();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
            throw refused();
        }
    }

    private final class Encrypted extends SSLSocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            return checked(trusted.createSocket());
        }

        @Override
        public Socket createSocket(Socket plain, String name, int port, boolean autoClose) throws IOException {
            return checked(trusted.createSocket(plain, host, port, autoClose));
        }

        @Override
        public Socket createSocket(String name, int port) throws IOException {
            throw refused();
        }

        @Override
        public Socket createSocket(String name, int port, InetAddress local, int localPort) throws IOException {
            throw refused();
        }

        @Override
        public Socket createSocket(InetAddress address, int port) throws IOException {
            throw refused();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
            throw refused();
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return trusted.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return trusted.getSupportedCipherSuites();
        }
    }
}
