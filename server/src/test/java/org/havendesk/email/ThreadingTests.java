package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThreadingTests extends InboundTest {
    private static final String MEMBER = "Authentication-Results: relay.test; dmarc=pass header.from=members.ebay.com\n"
            + "From: Member <member@members.ebay.com>\n";

    @Test
    void each_sign_of_an_answer_counts_only_where_no_stronger_one_does() throws IOException {
        var conversation = new byte[22];
        conversation[3] = 7;
        var index = Base64.getEncoder().encodeToString(conversation);
        var answer = Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(conversation, 27));
        begin("<a@ebay.com>", "By In-Reply-To", "");
        begin("<b@ebay.com>", "By References", "");
        begin("<c@ebay.com>", "By Thread-Index", "Thread-Index: " + index + "\n");
        begin("<d@ebay.com>", "By Feedback-ID", "Feedback-ID: 42:buyer:ebay\n");
        begin("<e@ebay.com>", "By code", "");
        var code = post.tickets(acme).getLast().get("code");

        var signs = new ArrayList<>(List.of(
                "In-Reply-To: <a@ebay.com>\n",
                "References: <unknown@ebay.com> <b@ebay.com>\n",
                "Thread-Index: " + answer + "\n",
                "Feedback-ID: 42:buyer:ebay\n"));
        for (var expected :
                List.of("By In-Reply-To", "By References", "By Thread-Index", "By Feedback-ID", "By code")) {
            begin("<answer-" + signs.size() + "@ebay.com>", "Re: [" + code + "]", String.join("", signs));
            assertThat(ticketOfLastMessage()).as(expected).isEqualTo(expected);
            if (!signs.isEmpty()) {
                signs.removeFirst();
            }
        }
        begin("<none@ebay.com>", "Something else", "");

        assertThat(ticketOfLastMessage()).isEqualTo("Something else");
        assertThat(post.tickets(acme)).hasSize(6);
    }

    @Test
    void the_newest_reference_counts_before_older_ones() throws IOException {
        maria("<old@example.org>", "Old", "");
        maria("<new@example.org>", "New", "");
        maria("<answer@example.org>", "Re: Something", "References: <old@example.org> <new@example.org>\n");

        assertThat(ticketOfLastMessage()).isEqualTo("New");
    }

    @Test
    void a_feedback_id_of_anybody_but_ebay_means_nothing() throws IOException {
        maria("<f1@example.org>", "Newsletter 1", "Feedback-ID: 1:2:3:mailer\n");
        maria("<f2@example.org>", "Newsletter 2", "Feedback-ID: 1:2:3:mailer\n");

        assertThat(post.tickets(acme)).hasSize(2);
    }

    @Test
    void a_stranger_who_knows_a_message_id_or_a_code_gets_a_ticket_of_their_own() throws IOException {
        maria("<secret@example.org>", "My contract", "");
        var code = post.tickets(acme).getFirst().get("code");

        from("eve@example.com", "<eve1@example.com>", "Re: My contract", "In-Reply-To: <secret@example.org>\n");
        from("eve@example.com", "<eve2@example.com>", "Re: [" + code + "] My contract", "");

        assertThat(post.tickets(acme)).hasSize(3);
        assertThat(post.count(
                        acme.tenant(),
                        "SELECT count(*) FROM message m JOIN ticket t ON t.id = m.ticket_id WHERE t.code = '" + code
                                + "'"))
                .isOne();
    }

    @Test
    void a_stranger_behind_a_form_joins_nothing_either() throws IOException {
        maria("<secret2@example.org>", "My contract", "");

        post.bringHead(
                acme,
                "From: noreply@evil.example.com\nReply-To: maria@example.org\nSubject: Re: My contract\n"
                        + "Message-ID: <form2@example.com>\nIn-Reply-To: <secret2@example.org>\n");

        assertThat(post.tickets(acme)).hasSize(2);
    }

    @Test
    void whoever_was_in_copy_takes_part() throws IOException {
        maria("<both@example.org>", "For both of us", "Cc: Bob <bob@example.org>\n");

        from("bob@example.org", "<bob@example.org>", "Re: For both of us", "In-Reply-To: <both@example.org>\n");

        assertThat(post.tickets(acme)).hasSize(1);
    }

    @Test
    void our_own_address_in_copy_takes_no_part() throws IOException {
        maria("<own@example.org>", "To all", "Cc: " + post.support(acme) + ", bob@example.org\n");

        assertThat(post.rows(acme.tenant(), "SELECT address FROM ticket_participant"))
                .extracting(row -> row.get("address"))
                .containsExactly("bob@example.org");
    }

    @Test
    void an_answer_to_a_closed_ticket_opens_another() throws IOException {
        maria("<closed@example.org>", "Long ago", "");
        post.as(
                acme.tenant(),
                () -> db.sql("UPDATE ticket SET status = 'closed'").update());

        maria("<late@example.org>", "Re: Long ago", "In-Reply-To: <closed@example.org>\n");

        assertThat(post.tickets(acme)).hasSize(2);
    }

    private void begin(String id, String subject, String headers) throws IOException {
        post.bringHead(acme, MEMBER + "Message-ID: " + id + "\nSubject: " + subject + "\n" + headers);
    }

    private void maria(String id, String subject, String headers) throws IOException {
        from("maria@example.org", id, subject, headers);
    }

    private void from(String sender, String id, String subject, String headers) throws IOException {
        post.bringHead(acme, "From: " + sender + "\nMessage-ID: " + id + "\nSubject: " + subject + "\n" + headers);
    }

    private String ticketOfLastMessage() {
        return post.rows(
                        acme.tenant(),
                        "SELECT t.subject FROM message m JOIN ticket t ON t.id = m.ticket_id ORDER BY m.at DESC, m.id DESC LIMIT 1")
                .getFirst()
                .getOrDefault("subject", "");
    }
}
