package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.Test;

/** What a customer gets when an agent answers. */
class AnsweringTests extends OutgoingTest {
    @Test
    void an_answer_leaves_as_a_mail_that_every_reader_understands() throws Exception {
        var ticket = asks("Where is my parcel?");
        reply(ticket, "<p>Dear Maria,</p><p>it is <b>on its way</b>: <a href=\"https://acme.test/1\">here</a>.</p>");

        var mail = office.oneFor(maria);

        var message = mail.message();
        assertThat(mail.sender()).isEqualTo(support());
        assertThat(message.getSubject()).isEqualTo("Re: Where is my parcel? [" + ticket.code() + "]");
        assertThat(message.getFrom()[0].toString()).isEqualTo("Kevin Agent via Acme <" + support() + ">");
        assertThat(message.getAllRecipients()[0].toString()).isEqualTo("Maria <" + maria + ">");
        assertThat(mail.header("Date")).isNotBlank();
        assertThat(mail.header("MIME-Version")).isEqualTo("1.0");
        assertThat(mail.header("Auto-Submitted")).isEmpty();
        assertThat(mail.header("X-Havendesk-Loop")).matches("[0-9a-f]{16}");
        var parts = (MimeMultipart) message.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContent().toString())
                .isEqualToNormalizingNewlines("Dear Maria,\n\nit is on its way: here <https://acme.test/1>.");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContent().toString()).contains("<b>on its way</b>");
        assertThat(delivery(ticket)).isEqualTo("sent");
    }
}
