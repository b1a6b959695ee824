package org.havendesk.email.mime;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells people's mails from those of machines (RFC 3834, RFC 3464, and what programs do instead). */
final class Kinds {
    private static final List<String> AUTO_RESPONSE_FIELDS = List.of(
            "x-autoreply",
            "x-autorespond",
            "x-autoresponder",
            "x-auto-reply",
            "x-autoreply-from",
            "x-mail-autoreply",
            "x-auto-response",
            "x-vacation");
    private static final Set<String> BULK = Set.of("bulk", "junk", "list");
    /** How out-of-office subjects begin. Only with another hint: a person may write "Re: Out of office". */
    private static final List<String> ABSENCE_SUBJECTS = List.of(
            "automatic reply",
            "auto reply",
            "auto-reply",
            "autoreply",
            "auto:",
            "out of office",
            "out of the office",
            "out-of-office",
            "on vacation",
            "vacation",
            "away from",
            "abwesenheit",
            "automatische antwort",
            "automatisch antwoord",
            "afwezig",
            "réponse automatique",
            "reponse automatique",
            "absence du bureau",
            "absent du bureau",
            "message d'absence",
            "автоматичен отговор",
            "извън офиса",
            "отсъств",
            "в отпуск",
            "автоматический ответ",
            "автоответ",
            "respuesta automática",
            "respuesta automatica",
            "fuera de la oficina",
            "risposta automatica",
            "fuori sede",
            "fuori ufficio",
            "resposta automática",
            "ausente",
            "automatyczna odpowiedź",
            "autoodpowiedź",
            "automatická odpověď",
            "automatická odpoveď",
            "autosvar",
            "automatiskt svar",
            "automatisk svar",
            "frånvaro",
            "automaattinen vastaus",
            "automatikus válasz",
            "otomatik yanıt",
            "răspuns automat",
            "αυτόματη απάντηση",
            "автоматична відповідь",
            "自動返信",
            "自动回复");

    private static final List<String> MACHINE_NAMES = List.of(
            "mailer-daemon",
            "mailerdaemon",
            "mail-daemon",
            "noreply",
            "no-reply",
            "donotreply",
            "do-not-reply",
            "bounce",
            "bounces");

    private final Entity root;
    private final Trace trace;
    private final Optional<Address> from;
    private final String subject;
    private final String text;
    private final Set<Warning> warnings;

    Kinds(Entity root, Trace trace, Optional<Address> from, String subject, String text, Set<Warning> warnings) {
        this.root = root;
        this.trace = trace;
        this.from = from;
        this.subject = subject.toLowerCase(Locale.ROOT);
        this.text = text;
        this.warnings = warnings;
    }

    Kind kind() {
        if (trace.received() > MailParser.MAX_HOPS) {
            return new Kind.Loop(Kind.LoopSign.TOO_MANY_HOPS);
        }
        if (isMarkedOften()) {
            return new Kind.Loop(Kind.LoopSign.OWN_MARK);
        }
        if (isReceipt()) {
            return new Kind.AutoReply(Kind.AutoReplySign.RECEIPT);
        }
        var bounce = new Bounces(root, trace, from, subject, text, warnings).read();
        if (bounce.isPresent()) {
            return bounce.get();
        }

        return autoReplySign().<Kind>map(Kind.AutoReply::new).orElseGet(Kind.Message::new);
    }

    private boolean isMarkedOften() {
        return trace.loopMarks().stream()
                .anyMatch(mark -> Collections.frequency(trace.loopMarks(), mark) >= MailParser.LOOP_MARKS);
    }

    /** A message disposition notification (RFC 8098), or the report of a delivery that went well. */
    private boolean isReceipt() {
        return root.mediaType().equals("multipart/report")
                && root.parameter("report-type").equalsIgnoreCase("disposition-notification");
    }

    private Optional<Kind.AutoReplySign> autoReplySign() {
        var submitted = firstWord(trace.autoSubmitted());
        if (submitted.equals("auto-generated") && !isAbsenceSubject() && !isAnswer()) {
            return Optional.of(Kind.AutoReplySign.AUTO_GENERATED);
        }
        if (!submitted.isEmpty() && !submitted.equals("no")) {
            return Optional.of(Kind.AutoReplySign.AUTO_SUBMITTED);
        }
        var precedence = firstWord(trace.precedence());
        if (precedence.equals("auto_reply") || precedence.equals("auto-reply")) {
            return Optional.of(Kind.AutoReplySign.PRECEDENCE);
        }
        if (AUTO_RESPONSE_FIELDS.stream().anyMatch(this::says)) {
            return Optional.of(Kind.AutoReplySign.AUTO_RESPONSE_HEADER);
        }
        if (isAbsenceSubject() && hasOtherHint(precedence)) {
            return Optional.of(Kind.AutoReplySign.SUBJECT);
        }

        return Optional.empty();
    }

    private static String firstWord(Optional<String> value) {
        var word = value.orElse("").strip().toLowerCase(Locale.ROOT);
        var end = 0;
        while (end < word.length() && (Character.isLetter(word.charAt(end)) || "-_".indexOf(word.charAt(end)) >= 0)) {
            end++;
        }

        return word.substring(0, end);
    }

    private boolean says(String field) {
        return root.headers()
                .first(field)
                .filter(value -> !value.equalsIgnoreCase("no"))
                .isPresent();
    }

    private boolean isAbsenceSubject() {
        return ABSENCE_SUBJECTS.stream().anyMatch(subject::startsWith);
    }

    private boolean isAnswer() {
        return root.headers().has("in-reply-to") || root.headers().has("references");
    }

    private boolean hasOtherHint(String precedence) {
        return BULK.contains(precedence)
                || trace.returnPath().filter(String::isEmpty).isPresent()
                || suppressesAnswers(trace)
                || root.headers().has("x-ms-exchange-inbox-rules-loop")
                || isAnswer() && !subject.contains("re:");
    }

    private static boolean suppressesAnswers(Trace trace) {
        return trace.autoResponseSuppress()
                .filter(value -> !value.equalsIgnoreCase("none"))
                .isPresent();
    }

    /** Whether an automatic answer to a mail that is otherwise a person's is allowed. */
    static boolean isAnswerable(Headers headers, Trace trace, Address from) {
        return !headers.hasPrefix("list-")
                && !BULK.contains(firstWord(trace.precedence()))
                && !suppressesAnswers(trace)
                && !trace.returnPath().filter(String::isEmpty).isPresent()
                && !isMachine(from);
    }

    private static boolean isMachine(Address from) {
        var name = from.localPart().toLowerCase(Locale.ROOT);

        return MACHINE_NAMES.stream().anyMatch(machine -> name.equals(machine) || name.startsWith(machine + "+"));
    }
}
