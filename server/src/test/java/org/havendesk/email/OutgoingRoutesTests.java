package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.havendesk.platform.Agent;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The routes of outgoing mail: shapes, rights, and what is not told. */
class OutgoingRoutesTests extends OutgoingTest {
    @Autowired
    Visitors visitors;

    @Test
    void a_server_is_added_tried_shown_and_removed_and_its_password_is_never_told() {
        var ada = visitors.as(acme, acme.ada());
        var body = """
                {"name":"Ours","host":"127.0.0.1","port":%d,"security":"tls","username":"desk","password":"s3cret!",
                 "fromAddress":"desk@acme.test","isDefault":true}
                """.formatted(office.port());

        var added = ada.post("/rest/outgoing-servers", body);
        assertThat(added.status()).isEqualTo(201);
        var id = added.json().get("id").asString();
        assertThat(added.json().get("state").asString()).isEqualTo("active");
        var listed = ada.get("/rest/outgoing-servers");
        assertThat(listed.json().get("items").get(0).get("security").asString()).isEqualTo("tls");
        assertThat(added.body() + listed.body()).doesNotContain("s3cret!");

        var tried = ada.post("/rest/outgoing-servers/tests", body);
        assertThat(tried.status()).isEqualTo(200);
        assertThat(tried.json().get("ok").asBoolean()).isFalse();
        assertThat(tried.json().get("step").asString()).isEqualTo("tls");

        assertThat(ada.delete("/rest/outgoing-servers/" + id).status()).isEqualTo(204);
        assertThat(ada.delete("/rest/outgoing-servers/" + id).status()).isEqualTo(404);
        assertThat(ada.post("/rest/outgoing-servers", "{}").status()).isEqualTo(422);
    }

    @Test
    void the_outbox_shows_what_waits_and_lets_it_go() {
        office.refuse(maria, 550, "no such user");
        var ticket = asks("Shown");
        var message = reply(ticket, "<p>Hello</p>");
        delivery(ticket);
        var ada = visitors.as(acme, acme.ada());

        var line = ada.get("/rest/outbox?state=failed").json().get("items").get(0);

        assertThat(line.get("ticket").get("code").asString()).isEqualTo(ticket.code());
        assertThat(line.get("to").get(0).get("email").asString()).isEqualTo(maria);
        assertThat(line.get("purpose").asString()).isEqualTo("reply");
        assertThat(line.get("lastError").asString()).contains("no such user");
        assertThat(line.has("html")).isFalse();
        var id = line.get("id").asString();
        assertThat(ada.get("/rest/outbox/" + id).json().get("html").asString()).contains("Hello");
        assertThat(ada.get("/rest/outbox?state=waiting").json().get("items").size())
                .isZero();

        office.acceptAll();
        assertThat(visitors.as(acme, acme.kevin())
                        .post("/rest/messages/" + message + "/delivery", "")
                        .status())
                .isEqualTo(202);
        office.oneFor(maria);
        mailWhen(OutboxState.SENT);
        assertThat(ada.post("/rest/outbox/" + id + "/retry", "").status()).isEqualTo(409);
        assertThat(ada.delete("/rest/outbox/" + id).status()).isEqualTo(204);
        assertThat(ada.get("/rest/outbox/" + id).status()).isEqualTo(404);
    }

    /** What happened is kept without words: two people who read different languages read it at once. */
    @Test
    void why_a_mail_has_not_left_is_read_in_the_readers_language() {
        office.refuse(maria, 550, "no such user");
        var ticket = asks("Refused");
        reply(ticket, "<p>Hello</p>");
        delivery(ticket);
        var ada = speaking(acme.ada(), "fr");
        var kevin = speaking(acme.kevin(), "bg");

        var error = ada.get("/rest/outbox?state=failed").json().at("/items/0/lastError");
        assertThat(error.asString()).contains("n’accepte pas de message pour " + maria, "no such user");
        var id = ada.get("/rest/outbox?state=failed").json().at("/items/0/id").asString();
        assertThat(ada.get("/rest/outbox/" + id).json().get("lastError").asString())
                .isEqualTo(error.asString());
        assertThat(kevin.get("/rest/tickets/" + ticket.id()).body())
                .contains("не приема писма за " + maria, "no such user")
                .doesNotContain("outbox.failure");
    }

    private Visitor speaking(Agent agent, String language) {
        var visitor = visitors.as(acme, agent);
        var profile = "{\"name\":\"" + agent.name() + "\",\"language\":\"" + language
                + "\",\"theme\":\"system\",\"timezone\":\"UTC\",\"signature\":\"\",\"density\":\"comfortable\"}";
        assertThat(visitor.put("/rest/profile", profile).status()).isEqualTo(200);
        return visitor;
    }

    @Test
    void a_domain_is_added_with_the_record_that_it_must_publish() {
        var ada = visitors.as(acme, acme.ada());

        var added = ada.post("/rest/account/dkim", "{\"domain\":\"acme.test\"}");

        assertThat(added.status()).isEqualTo(201);
        var record = added.json().get("record");
        assertThat(record.get("name").asString()).endsWith("._domainkey.acme.test");
        assertThat(record.get("value").asString()).startsWith("v=DKIM1; k=rsa; p=");
        assertThat(ada.get("/rest/account/dkim").json().get("domains").size()).isEqualTo(1);
        assertThat(ada.delete("/rest/account/dkim/acme.test").status()).isEqualTo(204);
    }

    @Test
    void how_mails_are_written_is_kept() {
        var ada = visitors.as(acme, acme.ada());
        var account = "{\"codeInSubject\":false,\"agentNames\":true,\"quote\":true,\"keepSentDays\":7}";

        assertThat(ada.get("/rest/account/mail").json().get("keepSentDays").asInt())
                .isEqualTo(30);
        assertThat(ada.put("/rest/account/mail", account)
                        .json()
                        .get("keepSentDays")
                        .asInt())
                .isEqualTo(7);
        assertThat(ada.put("/rest/account/mail", account.replace("7", "0")).status())
                .isEqualTo(422);
        var department = "/rest/departments/" + acme.support() + "/mail";
        assertThat(ada.put(department, "{\"senderName\":\"Help\",\"signature\":\"<b>Bye</b><script>1</script>\"}")
                        .json()
                        .get("signature")
                        .asString())
                .isEqualTo("<b>Bye</b>");
        var kevin = visitors.as(acme, acme.kevin());
        assertThat(kevin.put("/rest/profile/notifications", "{\"assigned\":true}")
                        .status())
                .isEqualTo(200);
        assertThat(kevin.get("/rest/profile/notifications")
                        .json()
                        .get("assigned")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void agents_who_may_not_change_settings_see_none_of_it() {
        var kevin = visitors.as(acme, acme.kevin());

        for (var path : new String[] {
            "/rest/outgoing-servers",
            "/rest/outbox",
            "/rest/account/dkim",
            "/rest/account/mail",
            "/rest/departments/" + acme.support() + "/mail"
        }) {
            assertThat(kevin.get(path).status()).as(path).isEqualTo(403);
        }
        assertThat(kevin.post("/rest/outgoing-servers/tests", "{}").status()).isEqualTo(403);
        assertThat(visitors.at(acme).get("/rest/outbox").status()).isEqualTo(401);
    }
}
