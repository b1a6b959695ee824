package org.havendesk.email.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the raw bytes of a mail (RFC 5322, MIME). Whatever comes in, an answer comes out: it never throws, takes time
 * and memory in proportion to the bytes, and stops at the limits below.
 */
public final class MailParser {
    public static final int MAX_BYTES = 256 << 20;
    /** Parts within parts; what lies deeper stays together as one attachment. */
    public static final int MAX_DEPTH = 20;

    public static final int MAX_PARTS = 500;
    /** Fields per mail or part that are looked at. */
    public static final int MAX_HEADERS = 1000;

    public static final int MAX_HEADER_BYTES = 64 << 10;
    public static final int MAX_SUBJECT = 998;
    public static final int MAX_REFERENCES = 100;
    /** Of a text or HTML body; what is longer is cut. */
    public static final int MAX_TEXT = 2 << 20;
    /** A mail that passed more servers than this goes in circles. */
    public static final int MAX_HOPS = 30;
    /** Every mail that we send carries this field with the installation's id. */
    public static final String LOOP_HEADER = "X-Havendesk-Loop";
    /** So many equal marks in one mail are a loop. */
    public static final int LOOP_MARKS = 3;

    private static final int LONGEST_MESSAGE_ID = 998;
    private static final int LONGEST_TRACE = 2000;

    private final byte[] raw;
    private final Set<Warning> warnings = EnumSet.noneOf(Warning.class);

    private MailParser(byte[] raw) {
        this.raw = raw;
    }

    /** @param raw as it came over the wire; not kept after an answer that has no attachments, never written to */
    @SuppressWarnings("CatchAndPrintStackTrace")
    public static Parsed parse(byte[] raw) {
        if (raw.length > MAX_BYTES) {
            return new Parsed.Unreadable(Parsed.Reason.TOO_LARGE);
        }
        try {
            return new MailParser(LineEnds.usual(raw)).parse();
        } catch (RuntimeException | StackOverflowError unforeseen) {
            // A mail must never stop the intake; the raw bytes go into quarantine, where an admin sees them.
            return new Parsed.Unreadable(Parsed.Reason.PARSER_FAILED);
        }
    }

    private Parsed parse() {
        var start = skipBlank(0);
        if (start == raw.length) {
            return new Parsed.Unreadable(Parsed.Reason.EMPTY);
        }
        start = skipMboxLine(start);
        var root = Structure.of(raw, start, raw.length, warnings);
        if (!looksLikeMail(root.headers())) {
            return new Parsed.Unreadable(Parsed.Reason.NOT_A_MAIL);
        }

        return new Parsed.Understood(mail(root));
    }

    private int skipBlank(int from) {
        var i = from;
        if (raw.length > i + 2 && raw[i] == (byte) 0xEF && raw[i + 1] == (byte) 0xBB && raw[i + 2] == (byte) 0xBF) {
            i += 3;
        }
        while (i < raw.length && raw[i] >= 0 && raw[i] <= ' ') {
            i++;
        }

        return i;
    }

    /** Mailbox files put "From someone date" before a mail; some servers leave it there. */
    private int skipMboxLine(int start) {
        var from = raw[start] == '>' ? start + 1 : start;
        if (from + 5 > raw.length || !new String(raw, from, 5, ISO_8859_1).equals("From ")) {
            return start;
        }
        warnings.add(Warning.MBOX_LINE);
        var i = from;
        while (i < raw.length && raw[i] != '\n') {
            i++;
        }

        return Math.min(raw.length, i + 1);
    }

    private static boolean looksLikeMail(Headers headers) {
        return Stream.of(
                        "from",
                        "to",
                        "subject",
                        "date",
                        "message-id",
                        "received",
                        "return-path",
                        "sender",
                        "reply-to",
                        "mime-version",
                        "content-type",
                        "delivered-to",
                        "cc",
                        "x-mailer")
                .anyMatch(headers::has);
    }

    private Mail mail(Entity root) {
        var headers = root.headers();
        var hint = charsetOfText(root);
        var subject = Texts.oneLine(EncodedWords.decode(headers.value("subject"), hint, warnings), MAX_SUBJECT);
        var parts = new Gathering(warnings, hint, QuoteWords.isForward(subject)).of(root);
        var body = parts.body();
        var from = from(headers, hint);
        var trace = trace(headers);
        var kind = new Kinds(root, trace, from, subject, body.text(), warnings).kind();
        var answerable =
                kind instanceof Kind.Message && from.isPresent() && Kinds.isAnswerable(headers, trace, from.get());
        var inReplyTo = messageIds(headers.all("in-reply-to"));
        var date = date(headers);

        return new Mail(
                from,
                Addresses.of(headers.value("sender"), hint, warnings).stream().findFirst(),
                Addresses.of(headers.all("reply-to"), hint, warnings),
                Addresses.of(headers.all("to"), hint, warnings),
                Addresses.of(headers.all("cc"), hint, warnings),
                Addresses.of(headers.all("bcc"), hint, warnings),
                subject,
                messageIds(headers.all("message-id")).stream().findFirst(),
                inReplyTo.stream().findFirst(),
                references(headers),
                date,
                body,
                parts.attachments(),
                parts.invitations(),
                kind,
                answerable,
                trace,
                List.copyOf(warnings));
    }

    /** What raw 8-bit header fields are probably written in: the charset of the first text. */
    private static String charsetOfText(Entity entity) {
        for (var child : entity.children()) {
            var found = charsetOfText(child);
            if (!found.isEmpty()) {
                return found;
            }
        }

        return entity.isText() ? entity.parameter("charset") : "";
    }

    private Optional<Address> from(Headers headers, String hint) {
        var authors = Addresses.of(headers.all("from"), hint, warnings);
        if (authors.size() > 1) {
            warnings.add(Warning.SEVERAL_FROM);
        }
        if (!authors.isEmpty()) {
            return Optional.of(authors.getFirst());
        }
        warnings.add(Warning.MISSING_FROM);

        return Stream.of("sender", "return-path", "reply-to")
                .flatMap(name -> Addresses.of(headers.value(name), hint, warnings).stream())
                .findFirst();
    }

    private Optional<Instant> date(Headers headers) {
        var written = headers.value("date");
        var date = Dates.read(written);
        if (date.isEmpty()) {
            warnings.add(written.isEmpty() ? Warning.MISSING_DATE : Warning.BROKEN_DATE);
        }

        return date;
    }

    /** The first one and the newest ones: the first names the conversation, the newest the mail that is answered. */
    private static List<String> references(Headers headers) {
        var all = messageIds(headers.all("references"));
        if (all.size() <= MAX_REFERENCES) {
            return all;
        }
        var some = new ArrayList<String>(MAX_REFERENCES);
        some.add(all.getFirst());
        some.addAll(all.subList(all.size() - MAX_REFERENCES + 1, all.size()));

        return some;
    }

    /** All ids in these fields, each once, also those without angle brackets or with blanks in them. */
    static List<String> messageIds(List<String> fields) {
        var ids = new LinkedHashSet<String>();
        for (var field : fields) {
            var at = 0;
            for (var open = field.indexOf('<'); open >= 0; open = field.indexOf('<', at)) {
                var close = field.indexOf('>', open);
                var end = close < 0 ? field.length() : close;
                addMessageId(field.substring(open + 1, end), ids);
                at = end;
            }
            if (at == 0) {
                for (var word : field.split("[ ,]", 1000)) {
                    if (word.indexOf('@') > 0) {
                        addMessageId(word, ids);
                    }
                }
            }
        }

        return List.copyOf(ids);
    }

    private static void addMessageId(String written, Set<String> ids) {
        var id = Texts.oneLine(written, LONGEST_MESSAGE_ID).replace(" ", "").replace("<", "");
        if (!id.isEmpty()) {
            ids.add("<" + id + ">");
        }
    }

    private static Trace trace(Headers headers) {
        return new Trace(
                shortened(headers.all("authentication-results")),
                Stream.of("delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
                        .flatMap(name -> shortened(headers.all(name)).stream())
                        .distinct()
                        .toList(),
                headers.first("return-path").map(MailParser::envelopeAddress),
                shortened(headers, "list-id"),
                shortened(headers, "auto-submitted"),
                shortened(headers, "precedence"),
                shortened(headers, "x-auto-response-suppress"),
                shortened(headers, "thread-index"),
                shortened(headers, "feedback-id"),
                shortened(headers.all("x-havendesk-loop")),
                headers.received());
    }

    private static String envelopeAddress(String written) {
        return Addresses.of(written, "", EnumSet.noneOf(Warning.class)).stream()
                .findFirst()
                .map(Address::email)
                .orElse("");
    }

    private static Optional<String> shortened(Headers headers, String name) {
        return headers.first(name).map(value -> Texts.oneLine(value, LONGEST_TRACE));
    }

    private static List<String> shortened(List<String> values) {
        return values.stream()
                .limit(50)
                .map(value -> Texts.oneLine(value, LONGEST_TRACE))
                .toList();
    }
}
