package org.havendesk.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocketFactory;

/** A conversation with the mail listener, word by word. */
final class SmtpTalk implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;

    private Socket socket;
    private BufferedReader in;
    private OutputStream out;

    SmtpTalk(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        open();
        expect("220");
    }

    private void open() throws IOException {
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = socket.getOutputStream();
    }

    /** Says a line and reads the answer to its last line. */
    String say(String line) throws IOException {
        send((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return answer();
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    String answer() throws IOException {
        var all = new StringBuilder();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            all.append(line).append('\n');
            if (line.length() < 4 || line.charAt(3) != '-') {
                break;
            }
        }
        return all.toString().strip();
    }

    void expect(String code) throws IOException {
        var answer = answer();
        if (!answer.startsWith(code)) {
            throw new AssertionError("Expected " + code + ", got: " + answer);
        }
    }

    /** Begins to encrypt; any certificate will do, as for mail servers. */
    void encrypt(SSLSocketFactory factory) throws IOException {
        socket = factory.createSocket(socket, "localhost", socket.getPort(), true);
        open();
    }

    /** Hands over a whole mail and gives the last answer; an address that is refused gives its answer. */
    String deliver(String from, byte[] mail, String... recipients) throws IOException {
        say("MAIL FROM:<" + from + ">");
        for (var recipient : recipients) {
            var answer = say("RCPT TO:<" + recipient + ">");
            if (!answer.startsWith("250")) {
                return answer;
            }
        }
        say("DATA");
        send(stuffed(mail));
        send("\r\n.\r\n".getBytes(StandardCharsets.US_ASCII));
        return answer();
    }

    private static byte[] stuffed(byte[] mail) {
        var text = new String(mail, StandardCharsets.ISO_8859_1);
        var dotted = text.replace("\r\n.", "\r\n..");
        return (dotted.startsWith(".") ? "." + dotted : dotted).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
