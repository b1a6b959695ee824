package org.havendesk.email.mime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail as a person understands it: no MIME left. Immutable, and bounded whatever was sent (see {@link MailParser}).
 *
 * @param from the author: From, else Sender, else Return-Path; empty when none of them holds an address
 * @param sender who sent it on the author's behalf, when the mail says so
 * @param subject decoded, on one line, at most {@link MailParser#MAX_SUBJECT} characters; empty when missing
 * @param messageId with its angle brackets, as are {@code inReplyTo} and {@code references}
 * @param references oldest first, at most {@link MailParser#MAX_REFERENCES}
 * @param date what the sender's clock said; empty when missing or unreadable
 * @param invitations the calendar parts, summarised
 * @param answerableByMachine false when no automatic answer may be sent (RFC 3834, 2): the mail is itself automatic,
 *     comes from a list or in bulk, or asks for none
 * @param warnings what was odd, each once
 */
public record Mail(
        Optional<Address> from,
        Optional<Address> sender,
        List<Address> replyTo,
        List<Address> to,
        List<Address> cc,
        List<Address> bcc,
        String subject,
        Optional<String> messageId,
        Optional<String> inReplyTo,
        List<String> references,
        Optional<Instant> date,
        Body body,
        List<Attachment> attachments,
        List<Invitation> invitations,
        Kind kind,
        boolean answerableByMachine,
        Trace trace,
        List<Warning> warnings) {

    public Mail {
        replyTo = List.copyOf(replyTo);
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        references = List.copyOf(references);
        attachments = List.copyOf(attachments);
        invitations = List.copyOf(invitations);
        warnings = List.copyOf(warnings);
    }

    /** The whole message as plain text, quote and signature included; empty when the mail has no text. */
    public String text() {
        return body.text();
    }

    /** The whole message as the sender's HTML, not sanitised; empty when the mail is plain text. */
    public Optional<String> html() {
        return body.html();
    }

    /** What the person wrote this time, without quote and signature. */
    public String replyText() {
        return body.replyText();
    }

    /** Where an answer goes: Reply-To if given, else the author. */
    public List<Address> answerTo() {
        return replyTo.isEmpty() ? from.map(List::of).orElse(List.of()) : replyTo;
    }
}
