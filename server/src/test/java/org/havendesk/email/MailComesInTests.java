package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MailComesInTests extends InboundTest {
    @Test
    void a_mail_becomes_a_ticket_of_the_account_that_it_was_sent_to() throws IOException {
        post.bring(acme, mail("<one@example.org>", "Where is my parcel?", ""));

        var ticket = post.tickets(acme).getFirst();
        assertThat(ticket)
                .containsEntry("subject", "Where is my parcel?")
                .containsEntry("status", "new")
                .containsEntry("department_id", acme.support().toString());
        var message = post.messages(acme).getFirst();
        assertThat(message)
                .containsEntry("from_address", "maria@example.org")
                .containsEntry("author_name", "Maria Customer")
                .containsEntry("external_id", "<one@example.org>");
        assertThat(message.get("html")).contains("It should have come on Monday.");
        assertThat(post.mails(acme).getFirst()).containsEntry("state", "done");
    }

    @Test
    void a_handled_mail_leaves_no_job_behind() throws IOException {
        post.bring(acme, mail("<job@example.org>", "Where is my parcel?", ""));

        var id = post.mails(acme).getFirst().get("id");
        assertThat(post.count(
                        acme.tenant(), "SELECT count(*) FROM scheduled_tasks WHERE task_instance LIKE '%" + id + "'"))
                .isZero();
    }

    @Test
    void an_answer_to_it_joins_the_ticket() throws IOException {
        post.bring(acme, mail("<first@example.org>", "Where is my parcel?", ""));
        post.bring(acme, mail("<second@example.org>", "Re: Where is my parcel?", "In-Reply-To: <first@example.org>\n"));

        assertThat(post.tickets(acme)).hasSize(1);
        assertThat(post.messages(acme)).hasSize(2);
    }

    static String mail(String id, String subject, String headers) {
        return "From: Maria Customer <maria@example.org>\nTo: support@example.com\nSubject: " + subject
                + "\nMessage-ID: " + id + "\nDate: Mon, 20 Jul 2026 10:00:00 +0000\n" + headers
                + "Content-Type: text/plain; charset=utf-8\n\nIt should have come on Monday.\n";
    }

    static byte[] bytes(String mail) {
        return mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
