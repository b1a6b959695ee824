package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Addresses and mailboxes as the console sets them. */
class MailSettingsTests extends InboundTest {
    @Autowired
    Visitors visitors;

    private Visitor ada;

    @BeforeEach
    void signIn() {
        ada = visitors.as(acme, acme.ada());
    }

    @Test
    void a_new_address_works_at_once_and_brings_mail_to_its_department() throws IOException {
        var sales = "sales@" + acme.subdomain() + ".localhost";
        var added = ada.post(addresses(), "{\"address\":\"" + sales + "\",\"name\":\"Sales\"}");
        assertThat(added.status()).isEqualTo(201);

        post.bring(acme, bytes("<sales@example.org>"), sales);

        assertThat(post.tickets(acme).getFirst())
                .containsEntry("department_id", acme.sales().toString());
        var id = added.json().get("id").asString();
        assertThat(ada.delete(addresses() + "/" + id).status()).isEqualTo(204);
        try (var talk = post.talk()) {
            talk.say("MAIL FROM:<maria@example.org>");
            assertThat(talk.say("RCPT TO:<" + sales + ">")).startsWith("550");
        }
    }

    @Test
    void mail_forwarded_to_the_built_in_address_goes_where_it_was_first_sent() throws IOException {
        ada.post(addresses(), "{\"address\":\"sales@acme.example\",\"name\":\"\"}");

        post.bring(
                acme,
                ("To: Sales <sales@acme.example>\r\n"
                                + new String(bytes("<forwarded@example.org>"), java.nio.charset.StandardCharsets.UTF_8))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                post.support(acme));

        assertThat(post.tickets(acme).getFirst())
                .containsEntry("department_id", acme.sales().toString());
    }

    @Test
    void an_address_must_be_one_and_free_and_no_other_accounts() {
        var beta = cast.account("beta");

        assertThat(ada.post(addresses(), "{\"address\":\"nonsense\"}").status()).isEqualTo(422);
        assertThat(ada.post(addresses(), "{}").status()).isEqualTo(422);
        assertThat(ada.post(addresses(), "{\"address\":\"a+b@acme.example\"}").status())
                .isEqualTo(422);
        assertThat(ada.post(addresses(), "{\"address\":\"" + post.support(acme) + "\"}")
                        .status())
                .isEqualTo(422);
        assertThat(ada.post(addresses(), "{\"address\":\"x@" + beta.subdomain() + ".localhost\"}")
                        .status())
                .isEqualTo(422);
        assertThat(ada.post("/rest/departments/" + beta.support() + "/addresses", "{\"address\":\"y@acme.example\"}")
                        .status())
                .isEqualTo(404);
        assertThat(visitors.as(acme, acme.kevin())
                        .post(addresses(), "{\"address\":\"k@acme.example\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void the_built_in_address_stays() {
        var id = post.rows(acme.tenant(), "SELECT id FROM mail_address WHERE built_in")
                .getFirst()
                .get("id");

        assertThat(ada.delete("/rest/departments/" + acme.support() + "/addresses/" + id)
                        .status())
                .isEqualTo(409);
    }

    @Test
    void a_mailbox_is_shown_without_its_password() {
        var added = ada.post("/rest/mailboxes", mailbox("\"password\":\"correct-horse\","));
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.body()).doesNotContain("correct-horse");
        var id = added.json().get("id").asString();

        var shown = ada.get("/rest/mailboxes").json().get("items").get(0);
        assertThat(shown.get("id").asString()).isEqualTo(id);
        assertThat(shown.get("port").asInt()).isEqualTo(993);
        assertThat(shown.get("state").asString()).isEqualTo("paused");
        assertThat(shown.get("fetch").asString()).isEqualTo("new");
        assertThat(ada.post("/rest/mailboxes", mailbox("\"password\":\"correct-horse\","))
                        .status())
                .isEqualTo(409);
        assertThat(ada.put("/rest/mailboxes/" + id, mailbox("")).status()).isEqualTo(200);
        assertThat(ada.delete("/rest/mailboxes/" + id).status()).isEqualTo(204);
        assertThat(ada.delete("/rest/mailboxes/" + id).status()).isEqualTo(404);
    }

    @Test
    void a_mailbox_without_what_it_needs_is_refused() {
        assertThat(ada.post("/rest/mailboxes", "{}").status()).isEqualTo(422);
        assertThat(ada.post("/rest/mailboxes", mailbox("")).status()).isEqualTo(422);
        assertThat(visitors.as(acme, acme.kevin()).get("/rest/mailboxes").status())
                .isEqualTo(403);
    }

    @Test
    void a_test_says_in_plain_words_what_is_wrong() {
        var answer = ada.with("Accept-Language", "fr").post("/rest/mailboxes/tests", mailbox("\"password\":\"x\","));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("ok").asBoolean()).isFalse();
        assertThat(answer.json().get("step").asString()).isEqualTo("resolve");
        assertThat(answer.json().get("detail").asString()).contains("mail.invalid");
    }

    private String addresses() {
        return "/rest/departments/" + acme.sales() + "/addresses";
    }

    private String mailbox(String password) {
        return "{\"kind\":\"imap\",\"host\":\"mail.invalid\",\"security\":\"tls\",\"username\":\"sales@acme.example\","
                + password + "\"department\":\"" + acme.sales()
                + "\",\"fetch\":\"new\",\"keep\":true,\"state\":\"paused\"}";
    }

    private static byte[] bytes(String id) {
        return ("From: maria@example.org\r\nSubject: Buy\r\nMessage-ID: " + id + "\r\n\r\nHow much?\r\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
