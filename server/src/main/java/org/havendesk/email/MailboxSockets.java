package org.havendesk.email;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The sockets of one connection to one host. Each encrypted one checks that the certificate is that host's, although it is
 * connected to an address that was resolved and checked before.
 */
final class MailboxSockets extends SSLSocketFactory {
    private static final String ADDRESS = "[0-9.]+|.*:.*";

    private final SSLSocketFactory trusted;
    private final String host;
    private final boolean encrypted;
    private final List<Socket> made = new CopyOnWriteArrayList<>();

    /** @param encrypted from the first byte; else only what is wrapped later */
    MailboxSockets(SSLSocketFactory trusted, String host, boolean encrypted) {
        this.trusted = trusted;
        this.host = host;
        this.encrypted = encrypted;
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

    @Override
    public Socket createSocket() throws IOException {
        return remembered(encrypted ? checked(trusted.createSocket()) : new Socket());
    }

    @Override
    public Socket createSocket(Socket plain, String name, int port, boolean autoClose) throws IOException {
        return remembered(checked(trusted.createSocket(plain, host, port, autoClose)));
    }

    @Override
    public Socket createSocket(String name, int port) throws IOException {
        throw new IOException("Only the address that was checked is connected to");
    }

    @Override
    public Socket createSocket(String name, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(name, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return createSocket(address.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(address.getHostAddress(), port);
    }

    private Socket checked(Socket socket) {
        var encrypting = (SSLSocket) socket;
        var parameters = encrypting.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!host.matches(ADDRESS)) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        encrypting.setSSLParameters(parameters);
        return encrypting;
    }

    private Socket remembered(Socket socket) {
        made.add(socket);
        return socket;
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
