package org.havendesk.stage;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive HTTP/1.1 connection to loopback that sends whatever Host it is told, and costs next to nothing: what is
 * measured is the other side. For one thread.
 */
public final class Http implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;
    private final String head;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    private Http(int port, String head) {
        this.port = port;
        this.head = head;
    }

    public static Http to(int port, String host, Map<String, String> headers) {
        var head = new StringBuilder("Host: " + host + ":" + port + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return new Http(port, head.toString());
    }

    /**
     * What came back.
     *
     * @param cookies that it set, as {@code name=value}
     */
    public record Answer(int status, byte[] body, List<String> cookies) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    public Answer get(String path) {
        return send("GET", path, "");
    }

    public Answer post(String path, String json) {
        return send("POST", path, json);
    }

    public Answer put(String path, String json) {
        return send("PUT", path, json);
    }

    /** @throws UncheckedIOException when the connection breaks; whether the other side acted is then not known */
    public Answer send(String method, String path, String json) {
        try {
            return exchange(method, path, json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            socket = null;
        }
    }

    private Answer exchange(String method, String path, byte[] body) throws IOException {
        var connection = socket == null ? connect() : socket;
        var request = new ByteArrayOutputStream(256 + body.length);
        request.writeBytes((method + " " + path + " HTTP/1.1\r\n" + head).getBytes(StandardCharsets.ISO_8859_1));
        if (!method.equals("GET")) {
            request.writeBytes(("Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
        }
        request.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        request.writeTo(connection.getOutputStream());
        return answer();
    }

    private Socket connect() throws IOException {
        var connection = new Socket();
        connection.setTcpNoDelay(true);
        connection.setSoTimeout(PATIENCE_MILLIS);
        connection.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        in = new BufferedInputStream(connection.getInputStream(), 32 * 1024);
        socket = connection;
        return connection;
    }

    private Answer answer() throws IOException {
        var status = Integer.parseInt(line().split(" ", 3)[1]);
        var headers = new HashMap<String, String>();
        var cookies = new ArrayList<String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            var name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            var value = line.substring(colon + 1).strip();
            headers.put(name, value);
            if (name.equals("set-cookie")) {
                cookies.add(value.split(";", 2)[0]);
            }
        }
        var body = headers.containsKey("transfer-encoding")
                ? chunks()
                : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        if ("close".equalsIgnoreCase(headers.get("connection"))) {
            close();
        }
        return new Answer(status, body, List.copyOf(cookies));
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream(16 * 1024);
        for (var size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.writeBytes(in.readNBytes(size));
            line();
        }
        line();
        return body.toByteArray();
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("The connection was closed");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
