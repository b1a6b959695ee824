package org.havendesk.email.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The head of a mail as it came, byte for byte, and where its body begins. It is read by the same rules as
 * {@code MailParser} reads it, so that both see the same fields.
 *
 * @param fields from the top
 * @param complete false when there are more fields, or larger ones, than anybody needs
 */
record HeaderFields(byte[] mail, List<Field> fields, int bodyStart, boolean complete) {
    private static final int MOST_FIELDS = 1_000;
    private static final int MOST_BYTES = 512 * 1024;
    private static final int LONGEST_NAME = 200;

    /**
     * A field.
     *
     * @param name in lower case
     * @param raw one character a byte, name and colon included, folded as it was, without its last line end
     */
    record Field(String name, String raw) {
        String value() {
            return raw.substring(raw.indexOf(':') + 1);
        }

        /** On one line, without white space at its ends. */
        String unfolded() {
            return value().replace("\r", "").replace("\n", "").strip();
        }
    }

    static HeaderFields of(byte[] mail) {
        return new Reading(mail).read();
    }

    List<Field> all(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).toList();
    }

    long count(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).count();
    }

    private static final class Reading {
        private final byte[] mail;
        private final List<Field> fields = new ArrayList<>();
        private boolean complete = true;

        private Reading(byte[] mail) {
            this.mail = mail;
        }

        HeaderFields read() {
            int line = 0;
            while (line < mail.length) {
                int stop = endOfLine(line);
                int next = Math.min(mail.length, stop + 1);
                if (isBlank(line, stop)) {
                    return result(next);
                }
                if (colon(line, stop) < 0) {
                    if (!isNoise(line, stop, next)) {
                        return result(line);
                    }
                    line = next;
                    continue;
                }
                while (continues(next)) {
                    stop = endOfLine(next);
                    next = Math.min(mail.length, stop + 1);
                }
                add(line, stop);
                line = next;
            }
            return result(mail.length);
        }

        private HeaderFields result(int bodyStart) {
            return new HeaderFields(mail, List.copyOf(fields), bodyStart, complete);
        }

        private void add(int from, int to) {
            if (fields.size() == MOST_FIELDS || to > MOST_BYTES) {
                complete = false;
                return;
            }
            int end = to > from && mail[to - 1] == '\r' ? to - 1 : to;
            var raw = new String(mail, from, end - from, ISO_8859_1);
            fields.add(
                    new Field(raw.substring(0, raw.indexOf(':')).stripTrailing().toLowerCase(Locale.ROOT), raw));
        }

        private int endOfLine(int from) {
            int i = from;
            while (i < mail.length && mail[i] != '\n') {
                i++;
            }
            return i;
        }

        private boolean isBlank(int from, int to) {
            for (int i = from; i < to; i++) {
                if (mail[i] != ' ' && mail[i] != '\t' && mail[i] != '\r') {
                    return false;
                }
            }
            return true;
        }

        private boolean continues(int line) {
            return line < mail.length && (mail[line] == ' ' || mail[line] == '\t') && !isBlank(line, endOfLine(line));
        }

        private boolean isNoise(int line, int stop, int next) {
            if (stop - line > 1 && mail[line] == '-' && mail[line + 1] == '-') {
                return false;
            }
            return fields.isEmpty() || next < mail.length && (colon(next, endOfLine(next)) >= 0 || continues(next));
        }

        private int colon(int from, int to) {
            int i = from;
            while (i < to && mail[i] > ' ' && mail[i] != ':') {
                i++;
            }
            int nameEnd = i;
            while (i < to && (mail[i] == ' ' || mail[i] == '\t')) {
                i++;
            }
            return nameEnd > from && nameEnd - from < LONGEST_NAME && i < to && mail[i] == ':' ? i : -1;
        }
    }
}
