package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailComesInTests extends InboundTest {
    @Test
    void a_mail_becomes_a_ticket_of_the_account_that_it_was_sent_to() throws IOException {
        post.bring(acme, mail("<one@example.org>", "Where is my parcel?"));

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
        assertThat(post.mails(acme).getFirst())
                .containsEntry("state", "done")
                .containsEntry("sender", "maria@example.org")
                .containsEntry("id", message.get("source"));
    }

    @Test
    void whoever_was_written_to_beside_us_is_in_copy_for_an_answer_to_all() throws IOException {
        var ours = "support@" + acme.subdomain() + ".localhost";
        post.bring(acme, """
                From: Maria <maria@example.org>
                To: %s, Friend <friend@example.net>
                Cc: boss@example.net, %s
                Subject: All of us
                Message-ID: <all@example.org>

                Hello all
                """.formatted(ours, ours));

        assertThat(post.messages(acme).getFirst().get("recipients"))
                .containsSubsequence("\"cc\"", "friend@example.net", "boss@example.net")
                .containsOnlyOnce("friend@example.net");
    }

    @Test
    void who_first_wrote_without_a_name_has_one_when_it_is_said_and_keeps_it() throws IOException {
        for (var from : new String[] {"maria@example.org", "Maria <maria@example.org>", "Eve <maria@example.org>"}) {
            post.bring(
                    acme,
                    "From: %s\nSubject: Hello\nMessage-ID: <%d@name.example>\n\nHello\n"
                            .formatted(from, from.hashCode()));
        }

        assertThat(post.count(acme.tenant(), "SELECT count(*) FROM contact WHERE name = 'Maria'"))
                .isEqualTo(1);
        assertThat(post.count(acme.tenant(), "SELECT count(*) FROM contact")).isEqualTo(1);
    }

    @Test
    void a_handled_mail_leaves_no_job_behind() throws IOException {
        post.bring(acme, mail("<job@example.org>", "Where is my parcel?"));

        var id = post.mails(acme).getFirst().get("id");
        assertThat(post.count(
                        acme.tenant(), "SELECT count(*) FROM scheduled_tasks WHERE task_instance LIKE '%" + id + "'"))
                .isZero();
    }

    @Test
    void its_html_is_stored_safe_with_its_pictures_and_without_what_it_repeats() throws IOException {
        post.bring(acme, """
                From: maria@example.org
                Subject: Picture
                Message-ID: <html@example.org>
                MIME-Version: 1.0
                Content-Type: multipart/related; boundary=b

                --b
                Content-Type: text/html; charset=utf-8

                <p onclick="steal()">Look<script>steal()</script> <img src="cid:pic@example.org">
                <img src="https://tracker.example.com/1.gif"></p>
                <div class="gmail_quote">On Monday, Kevin wrote:<blockquote>Which one?</blockquote></div>
                --b
                Content-Type: image/png; name=pic.png
                Content-ID: <pic@example.org>
                Content-Disposition: inline
                Content-Transfer-Encoding: base64

                iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==
                --b--
                """);

        var message = post.messages(acme).getFirst();
        assertThat(message.get("html"))
                .contains("Look", "data-cid=\"pic@example.org\"", "data-remote-src=")
                .doesNotContain("script", "onclick", "steal", "Which one?", " src=");
        assertThat(message.get("quoted")).contains("Which one?");
        assertThat(message).containsEntry("remote_images", "true");
        assertThat(post.rows(acme.tenant(), "SELECT * FROM message_file").getFirst())
                .containsEntry("content_id", "pic@example.org")
                .containsEntry("inline", "true")
                .containsEntry("type", "image/png");
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1251, Къде е колетът ми?",
        "koi8-r, Где моя посылка?",
        "iso-8859-15, Où est mon colis à 10 € ?",
        "iso-2022-jp, 荷物はどこですか",
        "utf-8, Къде е 📦?"
    })
    void it_is_read_in_whatever_letters_it_was_written(String charset, String words) throws IOException {
        var head = "From: maria@example.org\r\nSubject: Letters\r\nMessage-ID: <" + charset
                + "@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=" + charset
                + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
        var mail = concat(head.getBytes(StandardCharsets.US_ASCII), words.getBytes(Charset.forName(charset)));
        post.bring(acme, mail, post.support(acme));

        assertThat(post.messages(acme).getFirst().get("text")).isEqualTo(words);
    }

    @Test
    void a_form_that_says_whom_to_answer_is_not_the_customer() throws IOException {
        post.bringHead(
                acme,
                "From: Shop <noreply@shop.example.com>\nReply-To: Maria <maria@example.org>\n"
                        + "Message-ID: <form@example.com>\nSubject: From the web\n");

        assertThat(post.messages(acme).getFirst()).containsEntry("from_address", "maria@example.org");
        assertThat(post.rows(acme.tenant(), "SELECT * FROM contact").getFirst())
                .containsEntry("email", "maria@example.org");
    }

    @Test
    void a_person_who_wants_answers_elsewhere_is_still_that_person() throws IOException {
        post.bringHead(
                acme,
                "From: Eve <eve@example.com>\nReply-To: maria@example.org\n"
                        + "Message-ID: <elsewhere@example.com>\nSubject: Who am I\n");

        assertThat(post.messages(acme).getFirst()).containsEntry("from_address", "eve@example.com");
    }

    @Test
    void a_mail_without_sender_date_and_name_still_arrives() throws IOException {
        post.bring(
                acme,
                "Subject: Nothing but this\n\nWords\n".replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
                post.support(acme));

        assertThat(post.tickets(acme).getFirst()).containsEntry("subject", "Nothing but this");
        assertThat(post.messages(acme).getFirst()).containsEntry("from_address", "maria@example.org");
    }

    @Test
    void line_ends_in_names_and_subjects_make_no_new_fields() throws IOException {
        post.bringHead(acme, """
                From: =?utf-8?Q?Maria=0D=0ABcc:_eve@example.com?= <maria@example.org>
                Subject: =?utf-8?Q?Hello=0D=0ABcc:_eve@example.com?=
                Cc: "Bob\\r\\nX: y" <bob@example.org>
                Message-ID: <inject@example.org>
                """);

        assertThat(post.tickets(acme).getFirst().get("subject"))
                .doesNotContain("\r", "\n")
                .startsWith("Hello");
        var message = post.messages(acme).getFirst();
        assertThat(message.get("author_name")).doesNotContain("\r", "\n");
        assertThat(message.get("recipients")).doesNotContain("\\r\\n", "eve@example.com");
    }

    @Test
    void more_than_200_files_come_with_the_whole_mail_as_the_last() throws IOException {
        var mail = new StringBuilder("From: maria@example.org\nSubject: Many\nMessage-ID: <many@example.org>\n"
                + "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nMany files\n");
        for (int i = 0; i < 230; i++) {
            mail.append("--b\nContent-Type: application/octet-stream; name=f")
                    .append(i)
                    .append(".bin\n\nx")
                    .append(i)
                    .append('\n');
        }
        post.bring(acme, mail.append("--b--\n").toString());

        var files = post.rows(acme.tenant(), "SELECT name FROM message_file ORDER BY position");
        assertThat(files).hasSize(200);
        assertThat(files.getLast()).containsEntry("name", "mail.eml");
    }

    static byte[] concat(byte[] one, byte[] two) {
        var all = java.util.Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, all, one.length, two.length);
        return all;
    }

    static String mail(String id, String subject) {
        return mail(id, subject, "");
    }

    /** @param headers complete lines */
    static String mail(String id, String subject, String headers) {
        return "From: Maria Customer <maria@example.org>\nTo: support@example.com\nSubject: " + subject
                + "\nMessage-ID: " + id + "\nDate: Mon, 20 Jul 2026 10:00:00 +0000\n" + headers
                + "Content-Type: text/plain; charset=utf-8\n\nIt should have come on Monday.\n";
    }
}
