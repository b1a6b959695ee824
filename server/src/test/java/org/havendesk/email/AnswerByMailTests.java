package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Ids;
import org.havendesk.tickets.TicketId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An agent answers a notification from the own mail program. */
class AnswerByMailTests extends InboundTest {
    @Autowired
    MailIds ids;

    private TicketId ticket = new TicketId(Ids.next());

    @BeforeEach
    void mariaAsks() throws IOException {
        post.bring(acme, MailComesInTests.mail("<question@example.org>", "Where is it?"));
        ticket = TicketId.of(post.tickets(acme).getFirst().getOrDefault("id", ""));
    }

    @Test
    void it_becomes_an_answer_to_the_customer() throws IOException {
        write("kevin@acme.test", notification(acme.kevin()), "");

        var reply = post.rows(acme.tenant(), "SELECT * FROM message WHERE kind = 'reply'")
                .getFirst();
        assertThat(reply).containsEntry("author_id", acme.kevin().id().toString());
        assertThat(reply.get("html")).contains("It is on its way.");
        assertThat(post.tickets(acme)).hasSize(1);
        assertThat(post.tickets(acme).getFirst()).containsEntry("status", "answered");
    }

    @Test
    void a_second_copy_of_it_is_not_sent_again() throws IOException {
        var notification = notification(acme.kevin());
        write("kevin@acme.test", notification, "");
        write("kevin@acme.test", notification, "");

        assertThat(replies()).isOne();
        assertThat(post.mails(acme).getLast()).containsEntry("reason", "duplicate");
    }

    @Test
    void the_agents_address_alone_proves_nothing() throws IOException {
        write("kevin@acme.test", "<question@example.org>", "");

        assertThat(replies()).isZero();
        assertThat(post.tickets(acme)).hasSize(2);
    }

    @Test
    void a_notification_that_was_passed_on_proves_nothing_either() throws IOException {
        write("eve@example.com", notification(acme.kevin()), "");

        assertThat(replies()).isZero();
        assertThat(post.tickets(acme)).hasSize(2);
    }

    @Test
    void an_id_that_was_changed_is_no_id_of_ours() throws IOException {
        var notification = notification(acme.kevin());
        var last = notification.charAt(20) == 'a' ? 'b' : 'a';
        write("kevin@acme.test", notification.substring(0, 20) + last + notification.substring(21), "");

        assertThat(replies()).isZero();
    }

    @Test
    void whoever_left_the_department_answers_no_more() throws IOException {
        var notification = notification(acme.kevin());
        post.as(
                acme.tenant(),
                () -> db.sql("DELETE FROM agent_department WHERE agent_id = :kevin")
                        .param("kevin", acme.kevin().id().value())
                        .update());

        write("kevin@acme.test", notification, "");

        assertThat(replies()).isZero();
    }

    @Test
    void an_absence_note_of_an_agent_is_not_sent_to_the_customer() throws IOException {
        write("kevin@acme.test", notification(acme.kevin()), "Auto-Submitted: auto-replied\n");

        assertThat(replies()).isZero();
        assertThat(post.tickets(acme)).hasSize(1);
        assertThat(post.mails(acme).getLast()).containsEntry("state", "dropped").containsEntry("reason", "automatic");
    }

    @Test
    void an_answer_to_a_closed_ticket_waits_for_an_admin() throws IOException {
        post.as(
                acme.tenant(),
                () -> db.sql("UPDATE ticket SET status = 'closed'").update());

        write("kevin@acme.test", notification(acme.kevin()), "");

        assertThat(replies()).isZero();
        assertThat(post.mails(acme).getLast()).containsEntry("reason", "answerRefused");
    }

    private String notification(Agent agent) {
        return ids.ofNotification(acme.tenant(), ticket, agent.id(), Ids.next(), "acme.test");
    }

    private void write(String from, String answered, String headers) throws IOException {
        post.bring(
                acme,
                "From: " + from + "\nSubject: Re: New ticket\nMessage-ID: <answer-" + acme.subdomain()
                        + "@acme.test>\nDate: Mon, 20 Jul 2026 12:00:00 +0000\nIn-Reply-To: " + answered + "\n"
                        + headers
                        + "\nIt is on its way.\n");
    }

    private long replies() {
        return post.count(acme.tenant(), "SELECT count(*) FROM message WHERE kind = 'reply'");
    }
}
