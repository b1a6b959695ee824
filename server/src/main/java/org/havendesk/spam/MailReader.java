package org.havendesk.spam;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a mail for the filter: bounded in depth, in parts and in bytes, and never fails. It is not the parser that
 * agents' tickets are made with, and does not need to be right about a message to learn from it.
 */
final class MailReader {
    /** How much decoded text of a message is looked at, in characters. */
    static final int DECODED = 20 * 1024;

    /** What lies beyond this many bytes of a message is not looked at. */
    private static final int REACH = 512 * 1024;

    private static final int DEEPEST = 8;
    private static final int MOST_PARTS = 40;

    /** A message with none of these did not come by mail; what header it has was put there by a gateway. */
    private static final String[] SIGNS_OF_MAIL = {"received", "from", "to", "date", "message-id", "subject"};

    private static final Set<String> ADDRESSES =
            Set.of("from", "to", "cc", "reply-to", "return-path", "sender", "delivered-to", "errors-to");

    private final byte[] raw;
    private final Words words = new Words();
    private int decoded = DECODED;
    private int parts = MOST_PARTS;

    MailReader(byte[] raw) {
        this.raw = raw.length > REACH ? Arrays.copyOf(raw, REACH) : raw;
    }

    Evidence read() {
        var headers = Headers.read(raw, 0, raw.length);
        boolean mail = headers.hasAny(SIGNS_OF_MAIL);
        if (mail)
            headers.fields().stream().filter(field -> !isMark(field.name())).forEach(this::header);
        part(headers, raw.length, 0, "text/plain");

        return new Evidence(mail ? headOf(headers) : bytes(headers.body()), words.list(), RelayWord.of(headers));
    }

    /** Marks that filters leave, ours among them: learning from those would be learning from ourselves. */
    static boolean isMark(String name) {
        return name.startsWith("x-havendesk") || name.startsWith("x-spam");
    }

    private byte[] headOf(Headers headers) {
        if (headers.fields().stream().noneMatch(field -> isMark(field.name()))) return bytes(0);
        var head = new byte[Math.min(Evidence.HEAD, raw.length)];
        int filled = 0;
        int from = 0;
        for (var field : headers.fields()) {
            if (!isMark(field.name())) continue;
            filled += copy(from, field.from(), head, filled);
            from = field.to();
        }
        filled += copy(from, raw.length, head, filled);
        return Arrays.copyOf(head, filled);
    }

    private int copy(int from, int to, byte[] into, int at) {
        int length = Math.min(to - from, into.length - at);
        System.arraycopy(raw, from, into, at, length);
        return length;
    }

    private byte[] bytes(int from) {
        return Arrays.copyOfRange(raw, from, Math.min(raw.length, from + Evidence.HEAD));
    }

    private void header(Headers.Field field) {
        words.place("");
        words.add("h:" + field.name());
        words.place(field.name() + ":");
        var value = Decoding.header(field.value());
        if (ADDRESSES.contains(field.name()) || field.name().equals("message-id")) {
            addresses(value);
        } else if (field.name().equals("received")) {
            hosts(value);
        } else {
            words.text(value.length() > 500 ? value.substring(0, 500) : value);
        }
    }

    private void addresses(String value) {
        for (var word : value.split("[\\s<>,;\"()]+", 40)) {
            int at = word.indexOf('@');
            if (at >= 0) {
                words.text(word.substring(0, at));
                domain(word.substring(at + 1));
            } else {
                words.text(word);
            }
        }
    }

    private void hosts(String value) {
        for (var word : value.split("[\\s<>;\"()\\[\\]]+", 40)) {
            if (word.indexOf('.') > 0) {
                domain(word.substring(word.indexOf('@') + 1));
            } else if (!word.isEmpty()) {
                words.text(word);
            }
        }
    }

    /** A host and the domains above it; a number and the networks above it. */
    private void domain(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        boolean number = !name.isEmpty() && name.chars().allMatch(c -> c == '.' || Character.isDigit(c));
        words.add(name);
        for (int i = 0; i < 4; i++) {
            int dot = number ? name.lastIndexOf('.') : name.indexOf('.');
            if (dot < 0) return;
            name = number ? name.substring(0, dot) : name.substring(dot + 1);
            words.add(number ? name + "." : "." + name);
        }
    }

    private void part(Headers headers, int end, int depth, String otherwise) {
        if (parts-- <= 0 || decoded <= 0 || words.full()) return;
        var content = ContentType.of(headers.first("content-type").orElse(otherwise));
        if (depth > 0) {
            words.place("part:");
            words.add(content.type());
        }
        if (content.type().startsWith("multipart/")
                && depth < DEEPEST
                && !content.boundary().isEmpty()) {
            multipart(headers.body(), end, depth, content);
        } else if (content.type().equals("message/rfc822") && depth < DEEPEST) {
            var inner = Headers.read(raw, headers.body(), end);
            inner.first("subject").ifPresent(subject -> {
                words.place("inner:");
                words.text(Decoding.header(subject));
            });
            part(inner, end, depth + 1, "text/plain");
        } else if (content.type().startsWith("text/") || content.type().startsWith("multipart/")) {
            text(headers, end, content);
        } else {
            attachment(headers, content);
        }
    }

    private void multipart(int from, int end, int depth, ContentType content) {
        var mark = "--" + content.boundary();
        var otherwise = content.type().equals("multipart/digest") ? "message/rfc822" : "text/plain";
        int start = -1;
        int at = from;
        while (at < end) {
            int next = Headers.lineEnd(raw, at, end);
            if (Headers.startsWith(raw, at, end, mark)) {
                if (start >= 0) part(Headers.read(raw, start, at), at, depth + 1, otherwise);
                start = next;
                if (Headers.startsWith(raw, at + mark.length(), end, "--")) return;
            }
            at = next;
        }
        if (start >= 0 && start < end) part(Headers.read(raw, start, end), end, depth + 1, otherwise);
    }

    private void text(Headers headers, int end, ContentType content) {
        var encoding = headers.first("content-transfer-encoding")
                .map(value -> value.toLowerCase(Locale.ROOT).trim())
                .orElse("");
        boolean html = content.type().equals("text/html");
        var bytes = Decoding.transfer(encoding, raw, headers.body(), end, html ? 2 * decoded : decoded);
        var text = Decoding.text(bytes, content.charset());
        if (text.length() > decoded && !html) text = text.substring(0, decoded);
        decoded -= Math.min(decoded, text.length());

        words.place("");
        if (html || looksLikeHtml(text)) {
            new HtmlWords(words).read(text);
        } else {
            new LinkWords(words).read(text);
        }
    }

    private static boolean looksLikeHtml(String text) {
        var start = text.substring(0, Math.min(400, text.length())).toLowerCase(Locale.ROOT);
        return start.contains("<html") || start.contains("<body") || start.contains("<!doctype html");
    }

    private void attachment(Headers headers, ContentType content) {
        var name = content.name().isEmpty()
                ? ContentType.of(headers.first("content-disposition").orElse(""))
                        .name()
                : content.name();
        words.place("file:");
        words.text(Decoding.header(name));
        int dot = name.lastIndexOf('.');
        if (dot >= 0) words.add(name.substring(dot).toLowerCase(Locale.ROOT));
    }
}
