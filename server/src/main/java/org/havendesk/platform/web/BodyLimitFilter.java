package org.havendesk.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads at most so many bytes of a request, said or unsaid. Uploads have a limit of their own. */
class BodyLimitFilter extends OncePerRequestFilter {
    static final int MAX = 4 * 1024 * 1024;

    private final Problems problems;

    BodyLimitFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MAX) {
            problems.tell(request, response, HttpStatus.CONTENT_TOO_LARGE);
            return;
        }
        try {
            chain.doFilter(request.getContentLengthLong() < 0 ? new Bounded(request) : request, response);
        } catch (TooLarge e) {
            problems.tell(request, response, HttpStatus.CONTENT_TOO_LARGE);
        }
    }

    private static final class Bounded extends HttpServletRequestWrapper {
        private Bounded(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counting(super.getInputStream());
        }

        @Override
        public BufferedReader getReader() throws IOException {
            var name = getCharacterEncoding();
            var charset = name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
            return new BufferedReader(new InputStreamReader(getInputStream(), charset));
        }
    }

    private static final class Counting extends ServletInputStream {
        private final ServletInputStream stream;
        private int left = MAX;

        private Counting(ServletInputStream stream) {
            this.stream = stream;
        }

        @Override
        public int read() throws IOException {
            var read = stream.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var read = stream.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws TooLarge {
            left -= read;
            if (left < 0) {
                throw new TooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return stream.isFinished();
        }

        @Override
        public boolean isReady() {
            return stream.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            stream.setReadListener(listener);
        }
    }
}
