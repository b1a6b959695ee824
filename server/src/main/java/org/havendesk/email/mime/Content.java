package org.havendesk.email.mime;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;

/** The bytes of an attachment, decoded. A slice of a larger array, so that nothing is copied until somebody asks. */
public final class Content {
    private final byte[] bytes;
    private final int start;
    private final int end;

    Content(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
    }

    static Content of(byte[] bytes) {
        return new Content(bytes, 0, bytes.length);
    }

    public long size() {
        return end - start;
    }

    /** A copy of all bytes. */
    public byte[] bytes() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    /** A new stream over the bytes; closing it is not needed. */
    public InputStream open() {
        return new ByteArrayInputStream(bytes, start, end - start);
    }

    boolean isSliceOf(byte[] other) {
        return bytes == other;
    }

    byte[] firstBytes(int limit) {
        return Arrays.copyOfRange(bytes, start, (int) Math.min(end, (long) start + limit));
    }

    String text(int limit, String charset, Set<Warning> warnings) {
        return Charsets.decode(bytes, start, (int) Math.min(end, (long) start + limit), charset, warnings);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content that && Arrays.equals(bytes, start, end, that.bytes, that.start, that.end);
    }

    @Override
    public int hashCode() {
        return 31 * (end - start) + (end > start ? bytes[start] : 0);
    }

    @Override
    public String toString() {
        return size() + " bytes";
    }
}
