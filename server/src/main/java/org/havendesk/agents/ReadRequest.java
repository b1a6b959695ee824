package org.havendesk.agents;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.havendesk.platform.Tokens;

/**
 * A request whose body was read and can be read again. Uploads are not: they are told apart by their length, since two
 * browsers draw other boundaries around the same file.
 */
class ReadRequest extends HttpServletRequestWrapper {
    private final byte[] body;
    private final boolean upload;

    private ReadRequest(HttpServletRequest request, boolean upload, byte[] body) {
        super(request);
        this.upload = upload;
        this.body = body;
    }

    static ReadRequest of(HttpServletRequest request) throws IOException {
        var type = request.getContentType();
        var upload = type != null && type.startsWith("multipart/");
        return new ReadRequest(
                request, upload, upload ? new byte[0] : request.getInputStream().readAllBytes());
    }

    /** Equal for equal requests. */
    byte[] fingerprint() {
        var all = new ByteArrayOutputStream();
        var query = Objects.requireNonNullElse(getQueryString(), "");
        var line = getMethod() + " " + getRequestURI() + "?" + query + (upload ? " " + getContentLengthLong() : "");
        all.writeBytes(line.getBytes(StandardCharsets.UTF_8));
        all.write('\n');
        all.writeBytes(body);
        return Tokens.sha256(all.toByteArray());
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return upload ? super.getInputStream() : new Again(new ByteArrayInputStream(body));
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return upload
                ? super.getReader()
                : new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class Again extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        private Again(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return bytes.read(target, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("Nothing here is read asynchronously");
        }
    }
}
