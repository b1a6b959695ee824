package org.havendesk.email.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.havendesk.email.auth.HeaderFields.Field;

/** The form of a mail in which it is signed, so that harmless changes on the way do no harm (RFC 6376, 3.4). */
enum Canonical {
    SIMPLE,
    RELAXED;

    private static final Pattern BARE_LF = Pattern.compile("(?<!\r)\n");
    private static final Pattern LINE_END = Pattern.compile("\r?\n");
    private static final Pattern WHITE = Pattern.compile("[ \t]+");
    private static final Pattern SIGNATURE_TAG = Pattern.compile("(^|;)([ \t\r\n]*b[ \t\r\n]*=)[^;]*");

    /** A field without its line end. */
    String field(Field field) {
        if (this == SIMPLE) {
            return BARE_LF.matcher(field.raw()).replaceAll("\r\n");
        }
        var value = LINE_END.matcher(field.value()).replaceAll("");
        return field.name() + ":" + stripped(WHITE.matcher(value).replaceAll(" "));
    }

    /** A signature's own field, as if it held no signature yet. */
    String unsigned(Field field) {
        var value = SIGNATURE_TAG.matcher(field.value()).replaceFirst("$1$2");
        return field(new Field(
                field.name(), field.raw().substring(0, field.raw().indexOf(':') + 1) + value));
    }

    private static String stripped(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == ' ') {
            to--;
        }
        return text.substring(from, to);
    }

    /**
     * Feeds a body to a digest.
     *
     * @return how many octets these were
     */
    long body(byte[] mail, int from, MessageDigest digest) {
        var out = new Out(digest);
        int emptyLines = 0;
        int line = from;
        while (line < mail.length) {
            int stop = line;
            while (stop < mail.length && mail[stop] != '\n') {
                stop++;
            }
            int end = stop > line && stop < mail.length && mail[stop - 1] == '\r' ? stop - 1 : stop;
            int content = this == RELAXED ? withoutWhiteEnd(mail, line, end) : end;
            if (content == line) {
                emptyLines++;
            } else {
                for (; emptyLines > 0; emptyLines--) {
                    out.lineEnd();
                }
                line(mail, line, content, out);
                out.lineEnd();
            }
            line = stop + 1;
        }
        if (this == SIMPLE && out.written == 0) {
            out.lineEnd();
        }
        out.flush();
        return out.written;
    }

    private void line(byte[] mail, int from, int to, Out out) {
        if (this == SIMPLE) {
            for (int i = from; i < to; i++) {
                out.put(mail[i]);
            }
            return;
        }
        boolean white = false;
        for (int i = from; i < to; i++) {
            if (mail[i] == ' ' || mail[i] == '\t') {
                white = true;
            } else {
                if (white) {
                    out.put((byte) ' ');
                }
                white = false;
                out.put(mail[i]);
            }
        }
    }

    private static int withoutWhiteEnd(byte[] mail, int from, int to) {
        int end = to;
        while (end > from && (mail[end - 1] == ' ' || mail[end - 1] == '\t')) {
            end--;
        }
        return end;
    }

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static final class Out {
        private final MessageDigest digest;
        private final byte[] buffer = new byte[8 * 1024];
        private int length;
        private long written;

        private Out(MessageDigest digest) {
            this.digest = digest;
        }

        void lineEnd() {
            put((byte) '\r');
            put((byte) '\n');
        }

        void put(byte b) {
            if (length == buffer.length) {
                flush();
            }
            buffer[length++] = b;
            written++;
        }

        void flush() {
            digest.update(buffer, 0, length);
            length = 0;
        }
    }
}
