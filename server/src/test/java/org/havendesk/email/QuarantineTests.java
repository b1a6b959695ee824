package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class QuarantineTests extends InboundTest {
    @Autowired
    Visitors visitors;

    @Test
    void an_admin_sees_what_could_not_be_understood_and_why_in_their_language() throws IOException {
        bring("this is no mail");
        var ada = visitors.as(acme, acme.ada());

        var list = ada.get("/rest/quarantine").json();
        var id = list.get("items").get(0).get("id").asString();
        assertThat(list.get("items").get(0).get("reason").asString()).startsWith("This is no e-mail");
        assertThat(list.get("items").get(0).get("to").get(0).asString()).isEqualTo(post.support(acme));
        assertThat(list.get("next").isNull()).isTrue();

        var source = ada.get("/rest/quarantine/" + id + "/source");
        assertThat(source.body()).contains("this is no mail");
        assertThat(source.header("Content-Type")).startsWith("text/plain");
    }

    @Test
    void trying_again_what_is_still_no_mail_brings_it_back() throws IOException {
        bring("this is no mail");
        var ada = visitors.as(acme, acme.ada());
        var id = post.mails(acme).getFirst().get("id");

        assertThat(ada.post("/rest/quarantine/" + id + "/retry", "{}").status()).isEqualTo(202);

        post.waitUntilHandled(acme.tenant());
        assertThat(post.mails(acme).getFirst()).containsEntry("state", "quarantined");
    }

    /** Nobody wrote it and nobody handed it over: there is no one whose ticket it could be. */
    @Test
    void a_mail_of_nobody_waits_for_an_admin_who_can_try_again() throws IOException {
        var nobody = "Subject: Of nobody\r\nMessage-ID: <nobody@x>\r\n\r\nWords.\r\n";
        post.bringFrom("", acme, nobody.getBytes(StandardCharsets.UTF_8), post.support(acme));
        var ada = visitors.as(acme, acme.ada());

        var held = ada.get("/rest/quarantine").json().get("items");
        assertThat(held.size()).isOne();
        assertThat(held.get(0).get("reason").asString()).isEqualTo("The mail does not say who wrote it.");
        assertThat(held.get(0).get("subject").asString()).isEqualTo("Of nobody");
        assertThat(post.tickets(acme)).isEmpty();
        var id = held.get(0).get("id").asString();
        assertThat(ada.get("/rest/quarantine/" + id + "/source").body()).contains("Of nobody");

        assertThat(ada.post("/rest/quarantine/" + id + "/retry", "{}").status()).isEqualTo(202);
        post.waitUntilHandled(acme.tenant());
        assertThat(post.mails(acme).getFirst()).containsEntry("state", "quarantined");
    }

    @Test
    void what_was_deleted_is_gone_with_its_bytes() throws IOException {
        bring("this is no mail");
        var mail = post.mails(acme).getFirst();

        var ada = visitors.as(acme, acme.ada());
        assertThat(ada.delete("/rest/quarantine/" + mail.get("id")).status()).isEqualTo(204);

        assertThat(post.mails(acme)).isEmpty();
        assertThat(post.rows(acme.tenant(), "SELECT * FROM file")).isEmpty();
        assertThat(ada.delete("/rest/quarantine/" + mail.get("id")).status()).isEqualTo(404);
    }

    @Test
    void only_whoever_manages_the_settings_of_this_account_sees_it() throws IOException {
        bring("this is no mail");
        var id = post.mails(acme).getFirst().get("id");
        var beta = cast.account("beta");

        assertThat(visitors.as(acme, acme.kevin()).get("/rest/quarantine").status())
                .isEqualTo(403);
        assertThat(visitors.at(acme).get("/rest/quarantine").status()).isEqualTo(401);
        assertThat(visitors.as(beta, beta.ada())
                        .get("/rest/quarantine/" + id + "/source")
                        .status())
                .isEqualTo(404);
        assertThat(visitors.as(beta, beta.ada())
                        .get("/rest/quarantine")
                        .json()
                        .get("items")
                        .size())
                .isZero();
    }

    @Test
    void what_was_dropped_is_shown_when_asked_for() throws IOException {
        post.bring(acme, MailComesInTests.mail("<d@example.org>", "Twice"));
        post.bring(acme, MailComesInTests.mail("<d@example.org>", "Twice"));

        var items = visitors.as(acme, acme.ada())
                .get("/rest/quarantine?state=dropped")
                .json()
                .get("items");

        assertThat(items.size()).isOne();
        assertThat(items.get(0).get("reason").asString()).contains("copy");
    }

    @Test
    void the_source_of_a_message_is_shown_to_whoever_sees_the_ticket() throws IOException {
        post.bring(acme, MailComesInTests.mail("<source@example.org>", "Source"));
        var message = post.messages(acme).getFirst();
        var path = "/rest/tickets/" + message.get("ticket_id") + "/messages/" + message.get("id") + "/source";
        var beta = cast.account("beta");

        var shown = visitors.as(acme, acme.kevin()).get(path);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).contains("Message-ID: <source@example.org>");
        assertThat(shown.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(visitors.as(beta, beta.ada()).get(path).status()).isEqualTo(404);

        post.as(
                acme.tenant(),
                () -> db.sql("UPDATE ticket SET department_id = :sales")
                        .param("sales", acme.sales().value())
                        .update());
        assertThat(visitors.as(acme, acme.kevin()).get(path).status()).isEqualTo(404);
    }

    private void bring(String bytes) throws IOException {
        // the listener adds its Received field to whatever comes: without a field of its own, it is no mail all the
        // same
        post.bring(acme, bytes.getBytes(StandardCharsets.UTF_8), post.support(acme));
    }
}
