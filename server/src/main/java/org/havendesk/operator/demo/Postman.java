package org.havendesk.operator.demo;

import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.havendesk.operator.demo.Story.Customer;
import org.havendesk.operator.demo.Story.Extra;

/** Brings customers' mails to the SMTP port, as their servers would. */
final class Postman {
    private final Session session;

    Postman(int smtpPort) {
        var settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", String.valueOf(smtpPort));
        settings.put("mail.smtp.localhost", "mail.example.org");
        settings.put("mail.smtp.timeout", "60000");
        settings.put("mail.mime.charset", "UTF-8");
        this.session = Session.getInstance(settings);
    }

    /**
     * One mail.
     *
     * @param answers the Message-ID of the mail that it follows, or empty
     */
    record Letter(
            Customer from,
            String to,
            String subject,
            String text,
            String id,
            String answers,
            Instant at,
            Extra extra) {}

    void deliver(Letter letter) {
        try {
            var mail = new MimeMessage(session) {
                @Override
                protected void updateMessageID() throws MessagingException {
                    setHeader("Message-ID", letter.id());
                }
            };
            mail.setFrom(
                    new InternetAddress(letter.from().email(), letter.from().name(), StandardCharsets.UTF_8.name()));
            mail.setRecipient(RecipientType.TO, new InternetAddress(letter.to()));
            mail.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
            mail.setSentDate(Date.from(letter.at()));
            mail.setHeader("Content-Language", letter.from().texts().language());
            if (!letter.answers().isEmpty()) {
                mail.setHeader("In-Reply-To", letter.answers());
                mail.setHeader("References", letter.answers());
            }
            fill(mail, letter);
            mail.saveChanges();
            Transport.send(mail);
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new IllegalStateException("A mail was not taken: " + e.getMessage(), e);
        }
    }

    private static void fill(MimeMessage mail, Letter letter) throws MessagingException {
        switch (letter.extra()) {
            case NOTHING -> mail.setContent(alternative(letter.text(), Texts.html(letter.text())));
            case NEWSLETTER -> mail.setContent(alternative(letter.text(), Things.newsletter(letter.text())));
            case PDF -> {
                var all = new MimeMultipart("mixed");
                all.addBodyPart(part(alternative(letter.text(), Texts.html(letter.text()))));
                all.addBodyPart(file("order.pdf", "application/pdf", Things.pdf(letter.subject()), false));
                mail.setContent(all);
            }
            case PHOTO -> {
                var all = new MimeMultipart("related");
                var html =
                        Texts.html(letter.text()) + "<p><img src=\"cid:photo@example.org\" alt=\"\" width=\"480\"></p>";
                all.addBodyPart(part(alternative(letter.text(), html)));
                all.addBodyPart(file(
                        "photo.png", "image/png", Things.photo(letter.subject().hashCode()), true));
                mail.setContent(all);
            }
        }
    }

    private static MimeMultipart alternative(String text, String html) throws MessagingException {
        var plain = new MimeBodyPart();
        plain.setText(text, StandardCharsets.UTF_8.name());
        var rich = new MimeBodyPart();
        rich.setText(html, StandardCharsets.UTF_8.name(), "html");
        var both = new MimeMultipart("alternative");
        both.addBodyPart(plain);
        both.addBodyPart(rich);
        return both;
    }

    private static MimeBodyPart part(MimeMultipart content) throws MessagingException {
        var part = new MimeBodyPart();
        part.setContent(content);
        return part;
    }

    private static MimeBodyPart file(String name, String type, byte[] bytes, boolean inline) throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, type)));
        part.setFileName(name);
        part.setDisposition(inline ? MimeBodyPart.INLINE : MimeBodyPart.ATTACHMENT);
        if (inline) {
            part.setContentID("<photo@example.org>");
        }
        return part;
    }
}
