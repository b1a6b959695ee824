package org.havendesk.stage;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection of a mail server that delivers to ours. What was not acknowledged, it must bring again. */
public final class SmtpClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    public SmtpClient(int port) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
        try {
            require(220, reply());
            say("EHLO mx.example.org", 250);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Delivers a mail. When this returns, it was acknowledged.
     *
     * @param mail with CRLF line ends
     * @throws IOException when it was refused or the connection broke; then nobody is responsible for it but the caller
     */
    public void deliver(String from, String to, byte[] mail) throws IOException {
        say("MAIL FROM:<" + from + ">", 250);
        say("RCPT TO:<" + to + ">", 250);
        say("DATA", 354);
        out.write(stuffed(mail));
        out.flush();
        require(250, reply());
    }

    @Override
    public void close() throws IOException {
        try {
            out.write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
        } finally {
            socket.close();
        }
    }

    private void say(String command, int expected) throws IOException {
        out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        require(expected, reply());
    }

    private static void require(int expected, String reply) throws IOException {
        if (!reply.startsWith(String.valueOf(expected))) {
            throw new IOException("Refused: " + reply);
        }
    }

    /** A line that begins with a dot gets another, and a dot alone ends the mail (RFC 5321, 4.5.2). */
    private static byte[] stuffed(byte[] mail) {
        var stuffed = new ByteArrayOutputStream(mail.length + 64);
        int written = 0;
        for (int i = 0; i < mail.length; i++) {
            if (mail[i] == '.' && (i == 0 || mail[i - 1] == '\n')) {
                stuffed.write(mail, written, i - written);
                stuffed.write('.');
                written = i;
            }
        }
        stuffed.write(mail, written, mail.length - written);
        var atStart = mail.length == 0 || mail[mail.length - 1] == '\n';
        stuffed.writeBytes((atStart ? ".\r\n" : "\r\n.\r\n").getBytes(StandardCharsets.US_ASCII));
        return stuffed.toByteArray();
    }

    private String reply() throws IOException {
        while (true) {
            var line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new EOFException("The connection was closed");
                }
                line.append((char) next);
            }
            if (line.length() < 4 || line.charAt(3) != '-') {
                return line.toString().strip();
            }
        }
    }
}
