package org.havendesk.email.mime;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads reports about mails that were not delivered: those of RFC 3464, and the prose that other servers write. */
final class Bounces {
    private static final int LONGEST_DIAGNOSTIC = 1000;
    private static final int LOOKED_AT = 64 << 10;
    private static final int MOST_RECIPIENTS = 100;
    private static final Set<String> DAEMONS = Set.of(
            "mailer-daemon",
            "postmaster",
            "mail-daemon",
            "mailerdaemon",
            "mail.daemon",
            "mdaemon",
            "daemon",
            "mmdf",
            "mailer_daemon",
            "bounce",
            "bounces",
            "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e");
    private static final List<String> SUBJECTS = List.of(
            "undeliver",
            "delivery status notification",
            "delivery failure",
            "delivery failed",
            "delivery has failed",
            "mail delivery",
            "failure notice",
            "returned mail",
            "mail system error",
            "nondeliverable",
            "non-deliverable",
            "warning: message",
            "delivery delayed",
            "delayed mail",
            "unzustellbar",
            "nicht zustellbar",
            "rückläufer",
            "non remis",
            "non distribu",
            "échec de la remise",
            "echec de la remise",
            "échec de remise",
            "non délivr",
            "недостав",
            "неуспешн",
            "не е достав",
            "не доставлено",
            "no se puede entregar",
            "no entregado",
            "devuelto",
            "mancata consegna",
            "non recapitabile",
            "onbestelbaar",
            "niet bezorgd",
            "niedostarcz",
            "nedoruč",
            "não entregue",
            "não foi possível entregar",
            "kan inte levereras",
            "kunne ikke leveres",
            "toimittaminen epäonnistui",
            "kézbesítetlen",
            "iletilemedi",
            "nelivrat",
            "message you sent blocked");
    private static final List<String> WORDS = List.of(
            "this is the qmail-send program",
            "could not be delivered",
            "couldn't be delivered",
            "wasn't delivered",
            "was not delivered",
            "delivery has failed",
            "delivery to the following",
            "undeliverable",
            "permanent fatal errors",
            "permanent error",
            "user unknown",
            "unknown user",
            "no such user",
            "mailbox unavailable",
            "mailbox full",
            "over quota",
            "address not found",
            "recipient address rejected",
            "does not exist",
            "returned to sender",
            "non-delivery report",
            "konnte nicht zugestellt",
            "nicht zugestellt",
            "n'a pas pu être",
            "n'a pas été remis",
            "adresse introuvable",
            "не можа да бъде достав",
            "не може да бъде достав",
            "не беше достав",
            "не удалось достав",
            "no se pudo entregar",
            "impossibile recapitare",
            "kon niet worden",
            "transient non-fatal",
            "delivery is delayed",
            "has been delayed",
            "will keep trying");
    private static final List<String> LATE = List.of(
            "delayed",
            "warning: message",
            "will keep trying",
            "will be retried",
            "still being retried",
            "verzögert",
            "retard",
            "забавен",
            "transient non-fatal");

    private final Entity root;
    private final Trace trace;
    private final Optional<Address> from;
    private final String subject;
    private final String text;
    private final Set<Warning> warnings;
    private final List<Entity> parts = new ArrayList<>();

    Bounces(Entity root, Trace trace, Optional<Address> from, String subject, String text, Set<Warning> warnings) {
        this.root = root;
        this.trace = trace;
        this.from = from;
        this.subject = subject;
        this.text = text;
        this.warnings = warnings;
    }

    Optional<Kind> read() {
        collect(root);
        var status = firstOf("message/delivery-status", "message/global-delivery-status");
        if (status.isPresent()) {
            return Optional.of(standard(status.get()));
        }

        return isProse() ? Optional.of(prose()) : Optional.empty();
    }

    private void collect(Entity entity) {
        parts.add(entity);
        entity.children().forEach(this::collect);
    }

    private Optional<Entity> firstOf(String... types) {
        return parts.stream()
                .filter(part -> List.of(types).contains(part.mediaType()))
                .findFirst();
    }

    /** The fields of each recipient stand in a block of their own; the first block is about the whole (RFC 3464, 2.1). */
    private Kind standard(Entity status) {
        var recipients = new ArrayList<Map<String, String>>();
        for (var block : blocks(status.text(LOOKED_AT, warnings))) {
            if (recipients.size() < MOST_RECIPIENTS
                    && (block.containsKey("final-recipient") || block.containsKey("original-recipient"))) {
                recipients.add(block);
            }
        }
        var bad = recipients.stream()
                .filter(block -> isAction(block, "failed"))
                .findFirst()
                .or(() -> recipients.stream()
                        .filter(block -> isAction(block, "delayed"))
                        .findFirst());
        var good = Set.of("delivered", "relayed", "expanded");
        if (bad.isEmpty()
                && !recipients.isEmpty()
                && recipients.stream().allMatch(block -> good.contains(action(block)))) {
            return new Kind.AutoReply(Kind.AutoReplySign.RECEIPT);
        }
        var block = bad.or(() -> recipients.stream().findFirst()).orElse(Map.of());

        return bounce(block, recipients);
    }

    private Kind bounce(Map<String, String> block, List<Map<String, String>> recipients) {
        var diagnostic = Optional.ofNullable(block.get("diagnostic-code")).map(Bounces::withoutType);
        var recipient = recipient(block).or(() -> recipientInText());
        var late = isAction(block, "delayed");
        var others = recipients.stream()
                .filter(other -> other != block && !isAction(other, "delivered") && !isAction(other, "relayed"))
                .flatMap(other -> recipient(other).stream())
                .toList();

        return new Kind.Bounce(
                recipient,
                status(block.getOrDefault("status", ""))
                        .or(() -> status(diagnostic.orElse("")))
                        .orElse(late ? "4.0.0" : "5.0.0"),
                late ? Kind.Action.DELAYED : Kind.Action.FAILED,
                originalMessageId(),
                diagnostic.map(said -> Texts.oneLine(said, LONGEST_DIAGNOSTIC)),
                others);
    }

    private static List<Map<String, String>> blocks(String fields) {
        var blocks = new ArrayList<Map<String, String>>();
        var block = new HashMap<String, String>();
        var name = "";
        for (var line : fields.split("\n", 5000)) {
            if (line.isBlank()) {
                blocks.add(block);
                block = new HashMap<>();
                name = "";
            } else if (Character.isWhitespace(line.charAt(0)) && !name.isEmpty()) {
                block.merge(name, " " + line.strip(), (one, more) -> one.length() > 4000 ? one : one + more);
            } else if (line.indexOf(':') > 0) {
                name = line.substring(0, line.indexOf(':')).strip().toLowerCase(Locale.ROOT);
                block.putIfAbsent(name, line.substring(line.indexOf(':') + 1).strip());
            }
        }
        blocks.add(block);

        return blocks;
    }

    private static String action(Map<String, String> block) {
        return block.getOrDefault("action", "").strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isAction(Map<String, String> block, String action) {
        return action(block).startsWith(action);
    }

    private Optional<Address> recipient(Map<String, String> block) {
        return Stream.of("original-recipient", "final-recipient")
                .flatMap(field -> Optional.ofNullable(block.get(field)).stream())
                .flatMap(value -> Addresses.of(withoutType(value), "", EnumSet.noneOf(Warning.class)).stream())
                .findFirst();
    }

    /** The value after "rfc822;" or "smtp;". */
    private static String withoutType(String value) {
        var semicolon = value.indexOf(';');

        return semicolon >= 0 && semicolon < 20 ? value.substring(semicolon + 1).strip() : value;
    }

    private boolean isProse() {
        if (root.headers().has("x-failed-recipients")) {
            return isFromDaemon() || isBounceSubject();
        }
        var submitted = trace.autoSubmitted().orElse("").toLowerCase(Locale.ROOT);
        if (submitted.startsWith("auto-replied") && !isFromDaemon()) {
            return false;
        }
        if (!isFromDaemon() && !trace.returnPath().filter(String::isEmpty).isPresent()) {
            return false;
        }
        var said = lower(text, 8000);
        var worded = WORDS.stream().anyMatch(said::contains);

        return isFromDaemon() ? worded || isBounceSubject() : worded && isBounceSubject();
    }

    private boolean isFromDaemon() {
        return from.map(address -> address.localPart().toLowerCase(Locale.ROOT))
                .filter(name -> DAEMONS.contains(name) || name.startsWith("mailer-daemon"))
                .isPresent();
    }

    private boolean isBounceSubject() {
        return SUBJECTS.stream().anyMatch(subject::contains);
    }

    private static String lower(String text, int limit) {
        return text.substring(0, Math.min(text.length(), limit)).toLowerCase(Locale.ROOT);
    }

    private Kind prose() {
        var said = text.substring(0, Math.min(text.length(), LOOKED_AT));
        var status = status(said);
        var late = status.filter(code -> code.startsWith("4")).isPresent() || isLate();
        var failed = Addresses.of(root.headers().value("x-failed-recipients"), "", EnumSet.noneOf(Warning.class));
        var recipient = failed.stream().findFirst().or(this::recipientInText);

        return new Kind.Bounce(
                recipient,
                status.or(() -> replyCode(said)).orElse(late ? "4.0.0" : "5.0.0"),
                late ? Kind.Action.DELAYED : Kind.Action.FAILED,
                originalMessageId(),
                diagnosticInText(said),
                failed.stream().skip(1).limit(MOST_RECIPIENTS).toList());
    }

    private boolean isLate() {
        var said = subject + " " + lower(text, 2000);

        return LATE.stream().anyMatch(said::contains) && !said.contains("permanent") && !said.contains("failed");
    }

    /** The first code of RFC 3463 in the text, such as 5.1.1; not a part of an IP address or a version. */
    private static Optional<String> status(String said) {
        for (var i = 0; i + 4 < said.length(); i++) {
            var c = said.charAt(i);
            if ((c == '4' || c == '5' || c == '2') && said.charAt(i + 1) == '.' && isFreeBefore(said, i)) {
                var middle = digitsEnd(said, i + 2);
                if (middle > i + 2 && middle < said.length() && said.charAt(middle) == '.') {
                    var end = digitsEnd(said, middle + 1);
                    if (end > middle + 1 && isFreeAfter(said, end)) {
                        return Optional.of(said.substring(i, end));
                    }
                }
            }
        }

        return Optional.empty();
    }

    private static boolean isFreeBefore(String said, int at) {
        return at == 0 || !Character.isLetterOrDigit(said.charAt(at - 1)) && said.charAt(at - 1) != '.';
    }

    private static boolean isFreeAfter(String said, int at) {
        return at == said.length()
                || !Character.isLetterOrDigit(said.charAt(at))
                        && !(said.charAt(at) == '.'
                                && at + 1 < said.length()
                                && Character.isDigit(said.charAt(at + 1)));
    }

    private static int digitsEnd(String said, int from) {
        var end = from;
        while (end < said.length() && end - from < 3 && said.charAt(end) >= '0' && said.charAt(end) <= '9') {
            end++;
        }

        return end;
    }

    /** A three-digit reply of SMTP, when no better code is there. */
    private static Optional<String> replyCode(String said) {
        for (var i = 0; i + 3 < said.length(); i++) {
            if ((said.charAt(i) == '5' || said.charAt(i) == '4')
                    && said.charAt(i + 1) == '5'
                    && Character.isDigit(said.charAt(i + 2))
                    && (said.charAt(i + 3) == ' ' || said.charAt(i + 3) == '-')
                    && isFreeBefore(said, i)) {
                return Optional.of(said.charAt(i) + ".0.0");
            }
        }

        return Optional.empty();
    }

    /** The line with the code, for the agent to read. */
    private static Optional<String> diagnosticInText(String said) {
        for (var line : said.split("\n", 500)) {
            if (status(line).isPresent() || replyCode(line).isPresent()) {
                return Optional.of(Texts.oneLine(line, LONGEST_DIAGNOSTIC));
            }
        }

        return Optional.empty();
    }

    /** The first address in the text that is not the daemon's own; those in angle brackets go first. */
    private Optional<Address> recipientInText() {
        var said = text.substring(0, Math.min(text.length(), LOOKED_AT));
        var own = from.map(Address::email).orElse("");
        var found = Optional.<Address>empty();
        for (var at = said.indexOf('@'); at > 0; at = said.indexOf('@', at + 1)) {
            var start = at;
            while (start > 0 && at - start < 100 && isAddress(said.charAt(start - 1))) {
                start--;
            }
            var end = at + 1;
            while (end < said.length() && end - at < 200 && isAddress(said.charAt(end))) {
                end++;
            }
            var address = Addresses.of(said.substring(start, end), "", EnumSet.noneOf(Warning.class)).stream()
                    .filter(one ->
                            !one.email().equalsIgnoreCase(own) && one.domain().contains("."))
                    .findFirst();
            if (address.isPresent()) {
                if (start > 0
                        && said.charAt(start - 1) == '<'
                        && !said.startsWith("Message-ID", Math.max(0, start - 13))) {
                    return address;
                }
                found = found.or(() -> address);
            }
        }

        return found;
    }

    private static boolean isAddress(char c) {
        return Character.isLetterOrDigit(c) || ".-_+=#%'".indexOf(c) >= 0;
    }

    /** From the returned mail or its header, else from what the report answers. */
    private Optional<String> originalMessageId() {
        var returned = firstOf("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers");
        var id = returned.map(Gathering::mailIn)
                .flatMap(mail -> MailParser.messageIds(mail.headers().all("message-id")).stream()
                        .findFirst());

        return id.or(this::messageIdInText)
                .or(() -> MailParser.messageIds(root.headers().all("x-original-message-id")).stream()
                        .findFirst())
                .or(() -> MailParser.messageIds(root.headers().all("in-reply-to")).stream()
                        .findFirst())
                .or(() -> MailParser.messageIds(root.headers().all("references")).reversed().stream()
                        .findFirst());
    }

    private Optional<String> messageIdInText() {
        var said = lower(text, LOOKED_AT);
        var at = said.indexOf("message-id:");
        if (at < 0) {
            return Optional.empty();
        }
        var end = text.indexOf('\n', at);
        var line = text.substring(at + "message-id:".length(), end < 0 ? text.length() : end);

        return MailParser.messageIds(List.of(line)).stream().findFirst();
    }
}
