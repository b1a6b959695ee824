package org.havendesk.email;

import jakarta.activation.DataHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.havendesk.files.Files;
import org.havendesk.tickets.Attached;
import org.havendesk.tickets.Recipient;
import org.jsoup.Jsoup;
import org.springframework.stereotype.Component;

/**
 * Writes a mail as it goes over the wire (RFC 5322, 2045 to 2049, 2231): ASCII throughout, so that no server on the way
 * has a reason to change it. Nothing that a person typed can end a header line.
 */
@Component
class MailWriter {
    private static final Pattern FILE = Pattern.compile("^(?:https?://[^/]+)?/f/([0-9a-f-]{36})/.*");
    private static final Session NO_SESSION = Session.getInstance(new Properties());

    private final Files files;
    private final MailIds ids;
    private final Clock clock;

    MailWriter(Files files, MailIds ids, Clock clock) {
        this.files = files;
        this.ids = ids;
        this.clock = clock;
    }

    /** @throws org.havendesk.platform.NotFound when an attached file is gone */
    MimeMessage write(OutboxRow mail, WaysOut.From from) {
        try {
            var message = new Identified(mail.externalId());
            head(message, mail, from);
            body(message, mail);
            message.saveChanges();
            return message;
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void head(MimeMessage message, OutboxRow mail, WaysOut.From from)
            throws MessagingException, UnsupportedEncodingException {
        message.setFrom(address(new Recipient(mail.senderName(), from.address())));
        if (from.replyTo().isPresent()) {
            message.setReplyTo(addresses(
                    List.of(new Recipient(mail.senderName(), from.replyTo().get()))));
        }
        message.setRecipients(
                Message.RecipientType.TO, addresses(mail.recipients().to()));
        if (!mail.recipients().cc().isEmpty()) {
            message.setRecipients(
                    Message.RecipientType.CC, addresses(mail.recipients().cc()));
        }
        message.setSubject(ReplyComposer.oneLine(mail.subject()), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        for (var header : mail.headers().entrySet()) {
            message.setHeader(header.getKey(), folded(header.getKey(), header.getValue()));
        }
        message.setHeader("X-Havendesk-Loop", ids.loop());
    }

    private void body(MimeMessage message, OutboxRow mail) throws MessagingException {
        var shown = mail.files().stream().filter(Attached::inline).toList();
        var beside = mail.files().stream().filter(file -> !file.inline()).toList();
        var words = alternative(mail, shown);
        if (beside.isEmpty()) {
            message.setContent(words);
            return;
        }
        var mixed = new MimeMultipart("mixed");
        mixed.addBodyPart(part(words));
        for (var file : beside) {
            mixed.addBodyPart(attachment(mail, file, Part.ATTACHMENT));
        }
        message.setContent(mixed);
    }

    private MimeMultipart alternative(OutboxRow mail, List<Attached> shown) throws MessagingException {
        var alternative = new MimeMultipart("alternative");
        alternative.addBodyPart(text(mail.text(), "plain"));
        var html = text(document(mail, shown), "html");
        alternative.addBodyPart(shown.isEmpty() ? html : part(related(mail, html, shown)));
        return alternative;
    }

    /** The HTML and the pictures in it (RFC 2387). */
    private MimeMultipart related(OutboxRow mail, BodyPart html, List<Attached> shown) throws MessagingException {
        var related = new MimeMultipart("related");
        related.addBodyPart(html);
        for (var file : shown) {
            var picture = attachment(mail, file, Part.INLINE);
            picture.setContentID("<" + contentId(mail, file) + ">");
            related.addBodyPart(picture);
        }
        return related;
    }

    private static MimeBodyPart text(String words, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(words.replaceAll("\r\n|\r|\n", "\r\n"), StandardCharsets.UTF_8.name(), subtype);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    private MimeBodyPart attachment(OutboxRow mail, Attached file, String disposition) throws MessagingException {
        var part = new MimeBodyPart();
        var bytes = files.read(mail.tenant(), file.file());
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, type(file.type()))));
        var parameters = new ParameterList();
        parameters.set("filename", name(file), StandardCharsets.UTF_8.name());
        part.setHeader("Content-Disposition", disposition + parameters.toString(disposition.length() + 21));
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    private static String document(OutboxRow mail, List<Attached> shown) {
        var document = Jsoup.parse(mail.html());
        for (var image : document.select("img[src]")) {
            var url = FILE.matcher(image.attr("src"));
            if (url.matches()) {
                picture(shown, url.group(1))
                        .ifPresentOrElse(
                                file -> image.attr("src", "cid:" + contentId(mail, file)), () -> image.remove());
            }
        }
        if (document.head().select("meta[charset]").isEmpty()) {
            document.head().prependElement("meta").attr("charset", "utf-8");
        }
        document.outputSettings().prettyPrint(false);
        return "<!doctype html>\n" + document.outerHtml();
    }

    private static Optional<Attached> picture(List<Attached> shown, String id) {
        return shown.stream().filter(file -> file.file().toString().equals(id)).findFirst();
    }

    /** Unique beyond this mail (RFC 2045, 7). */
    private static String contentId(OutboxRow mail, Attached file) {
        return file.file() + "@" + domain(mail.externalId());
    }

    private static String domain(String messageId) {
        return messageId.substring(messageId.lastIndexOf('@') + 1).replace(">", "");
    }

    private static String name(Attached file) {
        var name = ReplyComposer.oneLine(file.name()).replaceAll("[\\\\/\"]", "_");
        return name.isEmpty() ? "file" : name;
    }

    private static String type(String type) {
        return type.matches("[A-Za-z0-9!#$&^_.+-]{1,60}/[A-Za-z0-9!#$&^_.+-]{1,100}") && !type.startsWith("multipart/")
                ? type
                : "application/octet-stream";
    }

    private static MimeBodyPart part(Multipart content) throws MessagingException {
        var part = new MimeBodyPart();
        part.setContent(content);
        return part;
    }

    /** Only names and spaces of ids: what else stood in there is left out. */
    private static String folded(String header, String value) {
        return MimeUtility.fold(header.length() + 2, ReplyComposer.oneLine(value));
    }

    private static InternetAddress[] addresses(List<Recipient> people) throws UnsupportedEncodingException {
        var all = new ArrayList<InternetAddress>();
        for (var one : people) {
            all.add(address(one));
        }
        return all.toArray(InternetAddress[]::new);
    }

    private static InternetAddress address(Recipient one) throws UnsupportedEncodingException {
        var address = new InternetAddress();
        address.setAddress(one.email().replaceAll("[\\s\\p{Cntrl}<>,;]", ""));
        var name = ReplyComposer.oneLine(one.name());
        if (!name.isEmpty()) {
            address.setPersonal(name, StandardCharsets.UTF_8.name());
        }
        return address;
    }

    /** Keeps the Message-ID that was signed when the mail was written down. */
    private static final class Identified extends MimeMessage {
        private final String id;

        private Identified(String id) {
            super(NO_SESSION);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
