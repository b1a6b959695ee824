package org.havendesk.email.mime;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Walks the parts of a mail in their order and sorts them: what is text goes into the body, the rest is attached. An
 * alternative gives its plain and its HTML form; a mail in a mail stays closed.
 */
final class Gathering {
    private static final Set<String> BODY_TYPES =
            Set.of("text/plain", "text/html", "text/markdown", "text/enriched", "text/richtext", "text/x-markdown");
    /** Further forms of the same text, for devices that are not ours. */
    private static final Set<String> IGNORED_TYPES =
            Set.of("text/x-amp-html", "text/watch-html", "text/x-watch-html", "application/applefile");

    private final Set<Warning> warnings;
    private final String hint;
    private final boolean forwarded;
    private final List<Segment> segments = new ArrayList<>();
    private final List<FoundFile> files;
    private final List<Invitation> invitations;

    /** @param forwarded whether the mail passes another one on, so that what it quotes is what it says */
    Gathering(Set<Warning> warnings, String hint, boolean forwarded) {
        this(warnings, hint, forwarded, new ArrayList<>(), new ArrayList<>());
    }

    private Gathering(
            Set<Warning> warnings,
            String hint,
            boolean forwarded,
            List<FoundFile> files,
            List<Invitation> invitations) {
        this.warnings = warnings;
        this.hint = hint;
        this.forwarded = forwarded;
        this.files = files;
        this.invitations = invitations;
    }

    /** A piece of the body, in the order of the mail. */
    private sealed interface Segment {
        record Plain(String text) implements Segment {}

        record Html(String html) implements Segment {}

        record Both(String text, String html) implements Segment {}

        record Image(FoundFile file) implements Segment {}
    }

    Gathered of(Entity root) {
        visit(root, true);
        if (!hasText() && !invitations.isEmpty()) {
            segments.add(new Segment.Plain(invitations.getFirst().text()));
        }

        var body = body();

        return new Gathered(body, attachments(body), invitations);
    }

    private void visit(Entity entity, boolean root) {
        switch (entity.mediaType()) {
            case "multipart/alternative" -> alternative(entity);
            case "multipart/related" -> related(entity);
            case "multipart/encrypted" -> {
                warnings.add(Warning.ENCRYPTED);
                entity.children().forEach(child -> visit(child, false));
            }
            default -> {
                if (!entity.isMultipart()) {
                    leaf(entity, root);
                } else if (entity.children().isEmpty()) {
                    undivided(entity);
                } else {
                    entity.children().forEach(child -> visit(child, false));
                }
            }
        }
    }

    /** A multipart in which no boundary was found: what it holds is shown as it is. */
    private void undivided(Entity entity) {
        if (entity.bodyEnd() > entity.bodyStart()) {
            addText(entity.text(MailParser.MAX_TEXT, warnings));
        }
    }

    /** The last plain and the last HTML form (RFC 2046, 5.1.4); attachments of all of them. */
    private void alternative(Entity entity) {
        if (entity.children().isEmpty()) {
            undivided(entity);
            return;
        }
        var plain = Optional.<String>empty();
        var html = Optional.<String>empty();
        var images = new ArrayList<Segment>();
        for (var child : entity.children()) {
            var form = new Gathering(warnings, hint, forwarded, files, invitations);
            form.visit(child, false);
            if (form.hasHtml()) {
                html = Optional.of(form.html());
            } else if (form.hasText()) {
                plain = Optional.of(form.plain());
            } else {
                images.addAll(form.segments);
            }
        }
        if (html.isPresent() && plain.isPresent()) {
            segments.add(new Segment.Both(plain.get(), html.get()));
        } else {
            plain.ifPresent(text -> segments.add(new Segment.Plain(text)));
            html.ifPresent(text -> segments.add(new Segment.Html(text)));
        }
        segments.addAll(images);
    }

    /** The root, and files that it refers to (RFC 2387): those must not be put between its text a second time. */
    private void related(Entity entity) {
        if (entity.children().isEmpty()) {
            undivided(entity);
            return;
        }
        var start = entity.parameter("start").replaceAll("[<> ]", "");
        var root = entity.children().stream()
                .filter(child -> !start.isEmpty()
                        && child.contentId().filter(start::equals).isPresent())
                .findFirst()
                .orElse(entity.children().getFirst());
        visit(root, false);
        for (var child : entity.children()) {
            if (child == root) {
                continue;
            }
            if (child.isMultipart()) {
                visit(child, false);
            } else {
                attach(child, false);
            }
        }
    }

    private void leaf(Entity entity, boolean root) {
        var type = entity.mediaType();
        if (IGNORED_TYPES.contains(type)) {
            return;
        }
        if (type.equals("text/calendar")) {
            invitation(entity);
        } else if (isBody(entity, root)) {
            text(entity);
        } else if (isTnef(entity)) {
            tnef(entity);
        } else {
            if (type.equals("message/partial")) {
                warnings.add(Warning.PARTIAL);
            }
            if (type.endsWith("/pkcs7-mime") || type.endsWith("/x-pkcs7-mime")) {
                warnings.add(Warning.ENCRYPTED);
            }
            attach(entity, true);
        }
    }

    private boolean isBody(Entity entity, boolean root) {
        if (entity.isAttached()) {
            return false;
        }
        if (!BODY_TYPES.contains(entity.mediaType())) {
            return root && entity.isText() && entity.fileName(warnings).isEmpty();
        }

        return entity.fileName(warnings).isEmpty() || !hasText();
    }

    private void text(Entity entity) {
        var text = entity.text(MailParser.MAX_TEXT, warnings);
        switch (entity.mediaType()) {
            case "text/html" -> addHtml(html(entity, text));
            case "text/enriched", "text/richtext" -> addText(MailHtml.toText(text));
            default -> {
                var clean = clean(text);
                addText(
                        entity.parameter("format").equalsIgnoreCase("flowed")
                                ? Flowed.join(clean, entity.parameter("delsp").equalsIgnoreCase("yes"))
                                : clean);
            }
        }
    }

    /** HTML may name its charset in itself; that counts when the header field names none. */
    private String html(Entity entity, String text) {
        if (!entity.parameter("charset").isEmpty()) {
            return text;
        }
        var head = text.substring(0, Math.min(text.length(), 2048));
        var meta = head.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (meta < 0) {
            return text;
        }
        var name = head.substring(meta + 8).replaceFirst("^[\"' ]+", "").split("[\"' ;/>]", 2)[0];

        return Charsets.named(name).isEmpty()
                ? text
                : entity.content(warnings).text(MailParser.MAX_TEXT, name, warnings);
    }

    private void addText(String text) {
        var clean = clean(text);
        var rest = Uuencoded.extract(clean, (name, bytes) -> addFile(name, "application/octet-stream", bytes));
        segments.add(new Segment.Plain(rest));
    }

    private void addHtml(String html) {
        segments.add(new Segment.Html(clean(html)));
    }

    private String clean(String text) {
        if (text.indexOf('\0') >= 0) {
            warnings.add(Warning.NUL_BYTES);
        }

        return Texts.lines(text);
    }

    private void invitation(Entity entity) {
        var calendar = clean(entity.text(MailParser.MAX_TEXT, warnings));
        Calendars.read(calendar, entity.parameter("method")).ifPresent(invitations::add);
        attach(entity, false);
    }

    private boolean isTnef(Entity entity) {
        return entity.mediaType().equals("application/ms-tnef")
                || entity.mediaType().equals("application/vnd.ms-tnef")
                || entity.fileName(warnings)
                        .filter(name -> name.equalsIgnoreCase("winmail.dat"))
                        .isPresent();
    }

    private void tnef(Entity entity) {
        var tnef = Tnef.read(entity.content(warnings));
        if (tnef.isEmpty()) {
            warnings.add(Warning.BROKEN_TNEF);
            attach(entity, false);
            return;
        }
        if (!hasText()) {
            tnef.get()
                    .html()
                    .ifPresentOrElse(this::addHtml, () -> tnef.get().text().ifPresent(this::addText));
        }
        tnef.get().files().forEach(file -> addFile(file.name(), file.type(), file.content(), file.contentId()));
    }

    private void attach(Entity entity, boolean mayBeShownInText) {
        var content = entity.content(warnings);
        var name = entity.fileName(warnings);
        if (content.size() == 0 && name.isEmpty()) {
            return;
        }
        if (files.size() >= MailParser.MAX_PARTS) {
            return;
        }
        var type = FileTypes.declared(entity.mediaType());
        var number = files.size() + 1;
        var file = new FoundFile(
                FileNames.safe(name.orElseGet(() -> nameOfMail(entity)), type, number),
                type,
                entity.contentId(),
                entity.contentLocation(),
                "part-" + number + "@mail",
                content);
        files.add(file);
        if (mayBeShownInText && entity.isInline() && type.startsWith("image/") && !type.equals("image/tiff")) {
            segments.add(new Segment.Image(file));
        }
    }

    private void addFile(String name, String type, Content content) {
        addFile(name, type, content, Optional.empty());
    }

    private void addFile(String name, String type, Content content, Optional<String> contentId) {
        if (files.size() < MailParser.MAX_PARTS) {
            var number = files.size() + 1;
            files.add(new FoundFile(
                    FileNames.safe(name, type, number),
                    FileTypes.declared(type),
                    contentId,
                    Optional.empty(),
                    "part-" + number + "@mail",
                    content));
        }
    }

    /** A mail in a mail is named by its subject. */
    private String nameOfMail(Entity entity) {
        if (!entity.mediaType().equals("message/rfc822") && !entity.mediaType().equals("message/global")) {
            return "";
        }
        var subject = mailIn(entity).headers().value("subject");
        var name = Texts.oneLine(EncodedWords.decode(subject, hint, warnings), 100)
                .replace('/', '-')
                .replace('\\', '-');

        return name.isEmpty() ? "" : name + ".eml";
    }

    /** The mail that a message/rfc822 part holds. */
    static Entity mailIn(Entity entity) {
        var ignored = EnumSet.noneOf(Warning.class);
        var content = entity.content(ignored);
        var bytes = content.bytes();

        return new Entity(bytes, Headers.ofMail(bytes, 0, bytes.length, ignored), "text/plain");
    }

    private boolean hasText() {
        return segments.stream().anyMatch(segment -> switch (segment) {
            case Segment.Plain plain -> !plain.text().isBlank();
            case Segment.Html html -> !html.html().isBlank();
            case Segment.Both both -> true;
            case Segment.Image image -> false;
        });
    }

    private boolean hasHtml() {
        return segments.stream()
                .anyMatch(segment -> segment instanceof Segment.Html || segment instanceof Segment.Both);
    }

    private String plain() {
        return segments.stream()
                .map(segment -> switch (segment) {
                    case Segment.Plain plain -> plain.text();
                    case Segment.Html html -> MailHtml.toText(html.html());
                    case Segment.Both both -> both.text().isBlank() ? MailHtml.toText(both.html()) : both.text();
                    case Segment.Image image -> "";
                })
                .filter(text -> !text.isBlank())
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n\n"));
    }

    private String html() {
        return segments.stream()
                .map(segment -> switch (segment) {
                    case Segment.Plain plain -> plain.text().isBlank() ? "" : MailHtml.fromText(plain.text());
                    case Segment.Html html -> html.html();
                    case Segment.Both both -> both.html();
                    case Segment.Image image ->
                        "<div><img src=\"cid:" + image.file().linkedId() + "\"></div>";
                })
                .collect(Collectors.joining("\n"));
    }

    private Body body() {
        if (!hasHtml()) {
            return Bodies.ofText(Texts.truncated(plain(), MailParser.MAX_TEXT), forwarded);
        }
        var html = html();
        if (html.length() > MailParser.MAX_TEXT) {
            warnings.add(Warning.TRUNCATED_TEXT);
            html = Texts.truncated(html, MailParser.MAX_TEXT);
        }
        var onlyHtml = segments.stream()
                .noneMatch(segment -> segment instanceof Segment.Both
                        || segment instanceof Segment.Plain plain
                                && !plain.text().isBlank());

        return onlyHtml
                ? Bodies.ofHtml(html, files, forwarded)
                : Bodies.ofBoth(Texts.truncated(plain(), MailParser.MAX_TEXT), html, files, forwarded);
    }

    private List<Attachment> attachments(Body body) {
        var shown = Bodies.linkedIds(
                body.visibleHtml().orElse("") + body.quotedHtml().orElse(""));

        return files.stream().map(file -> file.attachment(shown)).toList();
    }
}
