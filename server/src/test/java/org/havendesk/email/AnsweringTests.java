package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.havendesk.email.DepartmentMails.DepartmentMail;
import org.havendesk.email.MailPreferences.Preferences;
import org.havendesk.files.FileId;
import org.havendesk.files.Files;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Ids;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.testing.Visitors;
import org.havendesk.tickets.Incoming;
import org.havendesk.tickets.Received;
import org.havendesk.tickets.Recipients;
import org.havendesk.tickets.Reply;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a customer gets when an agent answers. */
class AnsweringTests extends OutgoingTest {
    @Autowired
    Visitors visitors;

    @Autowired
    List<PersonalData> everyRoom;

    @Autowired
    Files files;

    @Autowired
    MailIds ids;

    @Autowired
    MailPreferences preferences;

    @Autowired
    DepartmentMails departments;

    @Test
    void an_answer_leaves_as_a_mail_that_every_reader_understands() throws Exception {
        var ticket = asks("Where is my parcel?");
        reply(ticket, "<p>Dear Maria,</p><p>it is <b>on its way</b>: <a href=\"https://acme.test/1\">here</a>.</p>");

        var mail = office.oneFor(maria);

        var message = mail.message();
        assertThat(mail.sender()).isEqualTo(support());
        assertThat(message.getSubject()).isEqualTo("Re: Where is my parcel? [" + ticket.code() + "]");
        assertThat(message.getFrom()[0]).hasToString("Kevin Agent via Acme <" + support() + ">");
        assertThat(message.getAllRecipients()[0]).hasToString("Maria <" + maria + ">");
        assertThat(mail.header("Date")).isNotBlank();
        assertThat(mail.header("MIME-Version")).isEqualTo("1.0");
        assertThat(mail.header("Auto-Submitted")).isEmpty();
        assertThat(mail.header("X-Havendesk-Loop")).matches("[0-9a-f]{16}");
        var parts = (MimeMultipart) message.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(content(parts, 0)).isEqualTo("Dear Maria,\n\nit is on its way: here <https://acme.test/1>.");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
        assertThat(content(parts, 1)).contains("<b>on its way</b>");
        assertThat(delivery(ticket)).isEqualTo("sent");
    }

    @Test
    void an_answer_names_the_mails_before_it_and_itself() throws Exception {
        var asked = "<asked-" + Ids.next() + "@example.org>";
        var ticket = asks("Threads", asked, Recipients.NONE);
        reply(ticket, "<p>First</p>");
        var first = office.oneFor(maria);

        var own = first.header("Message-ID");
        assertThat(first.header("In-Reply-To")).isEqualTo(asked);
        assertThat(references(first)).containsExactly(asked, own);
        assertThat(as(() -> ids.messageOf(acme.tenant(), List.of(own)))).isPresent();

        reply(ticket, "<p>Second</p>");
        until(() -> office.takenFor(maria).size() == 2);
        var second = office.takenFor(maria).get(1);
        assertThat(second.header("In-Reply-To")).isEqualTo(own);
        assertThat(references(second)).containsExactly(asked, second.header("Message-ID"), own);
    }

    @Test
    void what_the_customer_answers_to_our_mail_joins_its_ticket() {
        var ticket = asks("Back and forth");
        reply(ticket, "<p>Which colour?</p>");
        var own = office.oneFor(maria).header("Message-ID");

        var received = answers(own);

        assertThat(received)
                .isInstanceOfSatisfying(
                        Received.Appended.class,
                        joined -> assertThat(joined.ticket()).isEqualTo(ticket.id()));
    }

    @Test
    void attachments_and_pictures_travel_with_the_answer() throws Exception {
        var ticket = asks("Pictures");
        var picture = lend("PICTURE", "фото.png", "image/png");
        var paper = lend("PAPER", "Счёт № 7.pdf", "application/pdf");
        reply(
                ticket,
                new Reply(
                        "<p>See <img src=\"/f/" + picture + "/-/%D1%84.png\" alt=\"it\"></p>",
                        Optional.empty(),
                        List.of(new Reply.FileUse(paper, "Счёт № 7.pdf")),
                        Optional.empty()));

        var mixed = (MimeMultipart) office.oneFor(maria).message().getContent();

        assertThat(mixed.getContentType()).startsWith("multipart/mixed");
        var alternative = (Multipart) mixed.getBodyPart(0).getContent();
        var related = (Multipart) alternative.getBodyPart(1).getContent();
        assertThat(related.getContentType()).startsWith("multipart/related");
        var shown = (MimeBodyPart) related.getBodyPart(1);
        assertThat(shown.getDisposition()).isEqualTo(Part.INLINE);
        assertThat(shown.getInputStream().readAllBytes()).isEqualTo(bytes("PICTURE"));
        var contentId = shown.getContentID().replaceAll("[<>]", "");
        assertThat(content(related, 0))
                .contains("src=\"cid:" + contentId + "\"")
                .doesNotContain("/f/");
        var attached = mixed.getBodyPart(1);
        assertThat(attached.getDisposition()).isEqualTo(Part.ATTACHMENT);
        assertThat(attached.getFileName()).isEqualTo("Счёт № 7.pdf");
        assertThat(attached.getInputStream().readAllBytes()).isEqualTo(bytes("PAPER"));
    }

    @Test
    void nobody_sees_who_got_a_blind_copy() {
        var ticket = asks("Hidden");
        reply(
                ticket,
                new Reply(
                        "<p>Hello</p>",
                        Optional.of(new Recipients(
                                List.of(person("Maria", maria)),
                                List.of(person("Carl", "carl@example.org")),
                                List.of(person("Boss", "boss@example.org")))),
                        List.of(),
                        Optional.empty()));

        var mail = office.oneFor("boss@example.org");

        assertThat(mail.recipients()).containsExactlyInAnyOrder(maria, "carl@example.org", "boss@example.org");
        assertThat(mail.source()).doesNotContain("boss@example.org").doesNotContainIgnoringCase("bcc:");
        assertThat(mail.header("Cc")).isEqualTo("Carl <carl@example.org>");
    }

    /** Class 22: what a person typed ends no header line. */
    @Test
    void a_line_end_in_a_subject_or_a_name_makes_no_header() throws Exception {
        var ticket = asks("Hello\r\nBcc: eve@example.net\r\n\r\nBody");
        reply(
                ticket,
                new Reply(
                        "<p>Hello</p>",
                        Optional.of(new Recipients(
                                List.of(person("Maria\r\nX-Evil: 1\u2028X-Evil: 2", maria)), List.of(), List.of())),
                        List.of(new Reply.FileUse(lend("x", "x", "text/plain"), "a\"\r\nX-Evil: 3\r\n.txt")),
                        Optional.empty()));

        var mail = office.oneFor(maria);

        assertThat(mail.recipients()).containsExactly(maria);
        assertThat(mail.header("Bcc")).isEmpty();
        assertThat(mail.header("X-Evil")).isEmpty();
        assertThat(mail.message().getSubject()).startsWith("Re: Hello Bcc: eve@example.net Body [");
        assertThat(mail.source()).doesNotContainPattern("(?m)^X-Evil");
    }

    @Test
    void words_of_every_script_arrive_and_the_wire_stays_ascii() throws Exception {
        var ticket = asks("Къде е пратката ми? ☂");
        var to = new Recipients(
                List.of(person("Мария Иванова", maria), person("", idn("kunde@bücher.example"))), List.of(), List.of());
        reply(ticket, new Reply("<p>Здравейте</p>", Optional.of(to), List.of(), Optional.empty()));

        var mail = office.oneFor(maria);

        assertThat(mail.bytes()).matches(bytes -> isAscii(bytes), "is ASCII");
        assertThat(mail.source().lines()).allMatch(line -> line.length() <= 998);
        assertThat(mail.message().getSubject()).isEqualTo("Re: Къде е пратката ми? ☂ [" + ticket.code() + "]");
        assertThat(((InternetAddress) mail.message().getAllRecipients()[0]).getPersonal())
                .isEqualTo("Мария Иванова");
        assertThat(mail.recipients()).contains("kunde@xn--bcher-kva.example");
        assertThat(content((Multipart) mail.message().getContent(), 0)).isEqualTo("Здравейте");
    }

    @Test
    void an_address_in_another_script_goes_only_to_a_server_that_can() {
        var ticket = asks("Адрес");
        var to = new Recipients(List.of(person("Мария", "мария@example.org")), List.of(), List.of());
        reply(ticket, new Reply("<p>Здравейте</p>", Optional.of(to), List.of(), Optional.empty()));

        var state = delivery(ticket);

        if (office.takenFor("мария@example.org").isEmpty()) {
            assertThat(state).isEqualTo("failed");
            assertThat(mail().lastError().map(this::said))
                    .contains("127.0.0.1 cannot deliver to addresses with such letters.");
        } else {
            assertThat(state).isEqualTo("sent");
        }
    }

    @Test
    void a_signature_stands_below_and_cannot_do_harm() throws Exception {
        signature("<p>Kevin of <b>Acme</b></p><script>alert(1)</script><img src=\"https://track.example/x\">");
        reply(asks("Signed"), "<p>Hello</p>");

        var parts = (Multipart) office.oneFor(maria).message().getContent();

        assertThat(content(parts, 0)).isEqualTo("Hello\n\n-- \nKevin of Acme");
        assertThat(content(parts, 1))
                .contains("Kevin of <b>Acme</b>")
                .doesNotContain("script")
                .doesNotContain("track.example");
    }

    /** Agents see what they sent, apart from what they wrote; and an agent's name goes with the agent. */
    @Test
    void a_signature_is_folded_in_the_thread_and_goes_with_whose_it_is() {
        signature("<p>Kevin of <b>Acme</b></p><script>alert(1)</script>");
        var ticket = asks("Signed");
        reply(ticket, "<p>Hello</p>");
        office.oneFor(maria);

        var sent = visitors.as(acme, acme.ada())
                .get("/rest/tickets/" + ticket.id())
                .json()
                .get("messages")
                .get(1);
        assertThat(sent.get("html").asString()).isEqualTo("<p>Hello</p>");
        assertThat(sent.get("quoted").asString()).isEqualTo("<p>Kevin of <b>Acme</b></p>");

        var kevin = new DataSubject.OfAgent(acme.tenant(), acme.kevin().id());
        within(() -> everyRoom.stream().mapToInt(room -> room.erase(kevin)).sum());
        assertThat(within(() -> db.sql(
                                "SELECT count(*) FROM message m WHERE m.tenant_id = :tenant AND m::text LIKE '%Kevin%'")
                        .param("tenant", acme.tenant().value())
                        .query(Integer.class)
                        .single()))
                .isZero();
    }

    @Test
    void a_department_writes_under_its_own_name_and_signature() throws Exception {
        as(() -> departments.change(
                acme.ada(), acme.support(), new DepartmentMail("Acme\r\n Help", "<p>Your Acme</p>", Optional.empty())));
        reply(asks("Named"), "<p>Hello</p>");

        var mail = office.oneFor(maria);

        assertThat(mail.message().getFrom()[0]).hasToString("Acme Help <" + support() + ">");
        assertThat(content((Multipart) mail.message().getContent(), 0)).isEqualTo("Hello\n\n-- \nYour Acme");
    }

    @Test
    void an_account_may_leave_the_code_out_and_repeat_the_question() throws Exception {
        as(() -> {
            preferences.change(acme.ada(), new Preferences(false, false, true, 30));
            return "";
        });
        reply(asks("RE: Aw: Sv: Plain"), "<p>Here.</p>");

        var mail = office.oneFor(maria);

        assertThat(mail.message().getSubject()).isEqualTo("Re: Plain");
        assertThat(mail.message().getFrom()[0]).hasToString("Acme <" + support() + ">");
        var text = content((Multipart) mail.message().getContent(), 0);
        assertThat(text).startsWith("-=- Write your answer above this line -=-\n\nHere.\n");
        assertThat(text).contains("Maria wrote:\n").endsWith("> Where is it?");
    }

    @Test
    void a_conversation_that_we_begin_answers_nothing() {
        var contact =
                as(() -> contacts.known(acme.tenant(), EmailAddress.parse(maria).orElseThrow(), "Maria"));
        var to = new Recipients(List.of(person("Maria", maria)), List.of(), List.of());
        as(() -> tickets.begin(
                acme.kevin(),
                acme.support(),
                contact,
                "Your order",
                new Reply("<p>It is ready.</p>", Optional.of(to), List.of(), Optional.empty())));

        var mail = office.oneFor(maria);

        assertThat(mail.header("Subject")).startsWith("Your order [");
        assertThat(mail.header("In-Reply-To")).isEmpty();
        assertThat(references(mail)).containsExactly(mail.header("Message-ID"));
    }

    @Test
    void the_address_that_the_customer_wrote_to_answers() throws Exception {
        var other = "help@" + acme.subdomain() + ".test";
        within(() -> db.sql("""
                INSERT INTO mail_address (tenant_id, id, address, department_id) VALUES (:tenant, :id, :address, :department)
                """)
                .param("tenant", acme.tenant().value())
                .param("id", Ids.next())
                .param("address", other)
                .param("department", acme.support().value())
                .update());
        var wrote = new Recipients(List.of(person("", support())), List.of(), List.of());
        reply(asks("To support", "<" + Ids.next() + "@example.org>", wrote), "<p>Hello</p>");

        assertThat(office.oneFor(maria).sender()).isEqualTo(support());
    }

    private Received answers(String id) {
        var contact =
                as(() -> contacts.known(acme.tenant(), EmailAddress.parse(maria).orElseThrow(), "Maria"));
        return as(() -> tickets.receive(
                acme.tenant(),
                new Incoming(
                        "email",
                        "<" + Ids.next() + "@example.org>",
                        Incoming.Kind.MESSAGE,
                        contact,
                        "Maria",
                        maria,
                        acme.support(),
                        "Re: Back and forth",
                        "<p>Blue</p>",
                        Optional.empty(),
                        "Blue",
                        false,
                        Recipients.NONE,
                        List.of(id),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        clock.instant())));
    }

    private FileId lend(String content, String name, String type) {
        return as(() -> files.lend(acme.tenant(), bytes(content), name, type));
    }

    private void signature(String html) {
        within(() -> db.sql("UPDATE agent SET signature = :html WHERE tenant_id = :tenant AND id = :id")
                .param("html", html)
                .param("tenant", acme.tenant().value())
                .param("id", acme.kevin().id().value())
                .update());
    }

    private static String idn(String address) {
        return EmailAddress.parse(address).orElseThrow().value();
    }

    private static List<String> references(PostOffice.Taken mail) {
        return List.of(mail.header("References").split("\\s+"));
    }

    private static String content(Multipart parts, int at) throws Exception {
        BodyPart part = parts.getBodyPart(at);
        return part.getContent().toString().replace("\r\n", "\n").strip();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte one : bytes) {
            if (one < 0) {
                return false;
            }
        }
        return true;
    }
}
