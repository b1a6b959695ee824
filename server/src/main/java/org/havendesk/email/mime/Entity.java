package org.havendesk.email.mime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A part of a mail, or the mail itself: its header fields, its place in the bytes, the parts in it. */
final class Entity {
    private final byte[] bytes;
    private final Headers headers;
    private final Parameters type;
    private final Parameters disposition;
    private final String mediaType;
    private final List<Entity> children = new ArrayList<>();
    private int bodyEnd;

    Entity(byte[] bytes, Headers headers, String typeWhenMissing) {
        this.bytes = bytes;
        this.headers = headers;
        this.type = Parameters.of(headers.value("content-type"));
        this.disposition = Parameters.of(headers.value("content-disposition"));
        this.mediaType = mediaType(type.main(), typeWhenMissing);
    }

    /** Senders write "text", "html" or nothing; all of it means text. */
    private static String mediaType(String written, String whenMissing) {
        if (written.isEmpty()) {
            return whenMissing;
        }
        var type = Texts.truncated(written, 150);

        return switch (type) {
            case "text", "plain", "text/" -> "text/plain";
            case "html", "text/x-html", "text/htm", "application/xhtml+xml" -> "text/html";
            case "multipart", "multipart/" -> "multipart/mixed";
            default -> type;
        };
    }

    Headers headers() {
        return headers;
    }

    String mediaType() {
        return mediaType;
    }

    boolean isMultipart() {
        return mediaType.startsWith("multipart/");
    }

    boolean isText() {
        return mediaType.startsWith("text/");
    }

    String parameter(String name) {
        return type.raw(name);
    }

    List<Entity> children() {
        return children;
    }

    byte[] bytes() {
        return bytes;
    }

    int bodyStart() {
        return headers.bodyStart();
    }

    int bodyEnd() {
        return bodyEnd;
    }

    void endsAt(int end) {
        bodyEnd = Math.max(headers.bodyStart(), end);
    }

    String encoding() {
        return Parameters.of(headers.value("content-transfer-encoding")).main();
    }

    boolean isAttached() {
        return disposition.main().equals("attachment");
    }

    boolean isInline() {
        return disposition.main().equals("inline");
    }

    Optional<String> fileName(Set<Warning> warnings) {
        return disposition
                .text("filename", warnings)
                .or(() -> type.text("name", warnings))
                .or(() -> disposition.text("name", warnings));
    }

    /** Without angle brackets. */
    Optional<String> contentId() {
        var id = headers.value("content-id");
        var open = id.indexOf('<');
        var close = id.indexOf('>', open + 1);
        var bare = (close > open ? id.substring(open + 1, close) : id).strip();

        return Optional.of(Texts.oneLine(bare, 500)).filter(found -> !found.isEmpty());
    }

    Optional<String> contentLocation() {
        return headers.first("content-location")
                .map(location -> location.replace(" ", ""))
                .filter(location -> !location.isEmpty() && location.length() < 2000);
    }

    Content content(Set<Warning> warnings) {
        return Transfer.decode(bytes, bodyStart(), bodyEnd, encoding(), warnings);
    }

    /** The text in the declared charset or the one that it looks like, cut to so many bytes; not cleaned. */
    String text(int limit, Set<Warning> warnings) {
        var content = content(warnings);
        if (content.size() > limit) {
            warnings.add(Warning.TRUNCATED_TEXT);
        }
        var charset = parameter("charset");
        var blank = charset.indexOf(' ');

        return content.text(
                limit, (blank > 0 ? charset.substring(0, blank) : charset).toLowerCase(Locale.ROOT), warnings);
    }
}
