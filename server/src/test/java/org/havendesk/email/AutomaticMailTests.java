package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.havendesk.tickets.MessageId;
import org.havendesk.tickets.Reply;
import org.havendesk.tickets.TicketId;
import org.havendesk.tickets.Tickets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Mail that machines write. */
class AutomaticMailTests extends InboundTest {
    @Autowired
    Tickets tickets;

    @Test
    void an_absence_note_joins_its_ticket_and_does_not_open_it_again() throws IOException {
        var sent = answered();

        post.bringHead(
                acme,
                "From: maria@example.org\nSubject: Out of office\nMessage-ID: <away@example.org>\n" + "In-Reply-To: "
                        + sent + "\nAuto-Submitted: auto-replied\n");

        assertThat(post.tickets(acme)).hasSize(1);
        assertThat(post.tickets(acme).getFirst()).containsEntry("status", "answered");
        assertThat(post.messages(acme).getLast()).containsEntry("kind", "auto-reply");
    }

    @Test
    void an_alarm_of_a_machine_is_a_ticket() throws IOException {
        post.bringHead(
                acme,
                "From: monitor@example.org\nSubject: Disk full\nMessage-ID: <alarm@example.org>\n"
                        + "Auto-Submitted: auto-generated\n");

        assertThat(post.tickets(acme)).hasSize(1);
    }

    @Test
    void a_mail_that_goes_in_circles_is_dropped_with_a_reason() throws IOException {
        post.bringHead(
                acme,
                "From: maria@example.org\nSubject: Round\nMessage-ID: <round@example.org>\n"
                        + "X-Havendesk-Loop: a\nX-Havendesk-Loop: a\nX-Havendesk-Loop: a\n");

        assertThat(post.tickets(acme)).isEmpty();
        assertThat(post.mails(acme).getFirst())
                .containsEntry("state", "dropped")
                .containsEntry("reason", "loop");
    }

    @Test
    void a_notice_of_failure_comes_to_the_message_that_failed() throws IOException {
        var sent = answered();

        post.bring(acme, bounce(sent, "failed", "5.1.1"));
        post.bring(acme, bounce(sent, "failed", "5.1.1"));

        assertThat(post.rows(acme.tenant(), "SELECT * FROM message WHERE kind = 'reply'")
                        .getFirst())
                .containsEntry("delivery", "bounced");
        assertThat(post.rows(acme.tenant(), "SELECT * FROM message WHERE kind = 'bounce'"))
                .hasSize(1);
        assertThat(post.tickets(acme)).hasSize(1);
        assertThat(post.tickets(acme).getFirst()).containsEntry("failed", "true");
    }

    @Test
    void a_notice_of_delay_changes_nothing() throws IOException {
        var sent = answered();

        post.bring(acme, bounce(sent, "delayed", "4.4.7"));

        assertThat(post.rows(acme.tenant(), "SELECT * FROM message WHERE delivery = 'bounced'"))
                .isEmpty();
        assertThat(post.mails(acme).getLast()).containsEntry("reason", "delayed");
    }

    @Test
    void a_notice_of_failure_of_a_mail_that_is_none_of_ours_waits_for_an_admin() throws IOException {
        post.bring(acme, bounce("<unknown@example.com>", "failed", "5.1.1"));

        assertThat(post.tickets(acme)).isEmpty();
        assertThat(post.mails(acme).getFirst())
                .containsEntry("state", "quarantined")
                .containsEntry("reason", "unknownBounce");
    }

    /** A ticket of maria's that kevin has answered. @return the Message-ID of the answer */
    private String answered() throws IOException {
        post.bring(acme, MailComesInTests.mail("<asked@example.org>", "Where is it?"));
        var ticket = TicketId.of(post.tickets(acme).getFirst().getOrDefault("id", ""));
        var message = post.as(
                acme.tenant(),
                () -> tickets.reply(
                        acme.kevin(), ticket, new Reply("<p>Soon</p>", Optional.empty(), List.of(), Optional.empty())));
        return identified(message);
    }

    private String identified(MessageId message) {
        var sent = "<ours-" + message + "@example.com>";
        post.as(acme.tenant(), () -> {
            tickets.identified(acme.tenant(), message, sent, "");
            return sent;
        });
        return sent;
    }

    private static String bounce(String sent, String action, String status) {
        return """
                From: MAILER-DAEMON@mail.example.org
                Subject: Undelivered Mail Returned to Sender
                Message-ID: <dsn-%1$s@mail.example.org>
                Date: Mon, 20 Jul 2026 11:00:00 +0000
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: text/plain

                I am sorry, your mail could not be delivered.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mail.example.org

                Final-Recipient: rfc822; maria@example.org
                Action: %1$s
                Status: %2$s
                Diagnostic-Code: smtp; 550 no such mailbox
                --b
                Content-Type: message/rfc822

                From: support@example.com
                To: maria@example.org
                Message-ID: %3$s
                Subject: Re: Where is it?

                Soon
                --b--
                """.formatted(action, status, sent);
    }
}
