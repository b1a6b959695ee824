package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.havendesk.testing.TurnableClock;
import org.havendesk.testing.Visitor;
import org.havendesk.testing.Visitors;
import org.havendesk.testing.Zone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Before the filter: mail to addresses that nobody uses, and more mail than is let in. */
class TrapTests extends InboundTest {
    private static final String EVES_SERVER = "203.0.113.66";
    private static final String NEIGHBOUR = "203.0.113.67";
    private static final String ELSEWHERE = "192.0.2.10";

    @Autowired
    Visitors visitors;

    @Autowired
    Zone zone;

    @Autowired
    TurnableClock clock;

    private Visitor ada;
    private String trap = "";

    @BeforeEach
    void anAddressThatNobodyUses() {
        ada = visitors.as(acme, acme.ada());
        trap = "press-office@" + acme.subdomain() + ".localhost";
    }

    private void setTrap() {
        assertThat(ada.put("/rest/spam/traps", "{\"traps\": [\"" + trap + "\"]}")
                        .json()
                        .at("/traps/0")
                        .asString())
                .isEqualTo(trap);
    }

    @Test
    void an_address_that_is_no_trap_takes_no_mail() throws IOException {
        assertThat(handedOver(EVES_SERVER, "eve@example.net", trap)).startsWith("550");
        setTrap();
        assertThat(handedOver(EVES_SERVER, "eve@example.net", trap)).startsWith("250");
        ada.put("/rest/spam/traps", "{\"traps\": []}");
        assertThat(handedOver(EVES_SERVER, "eve@example.net", trap)).startsWith("550");
    }

    @Test
    void mail_to_a_trap_is_held_and_says_why() throws IOException {
        setTrap();

        var ticket = brings(EVES_SERVER, "eve@example.net", trap);

        assertThat(status(ticket)).isEqualTo("spam");
        assertThat(because(ticket)).isEqualTo("trap");
        assertThat(ada.get("/rest/spam/report").json().at("/days/6/trapped").asInt())
                .isOne();
    }

    @Test
    void others_from_the_same_network_are_suspected_until_somebody_says_that_they_are_good() throws IOException {
        setTrap();
        var trapped = brings(EVES_SERVER, "eve@example.net", trap);

        var next = brings(NEIGHBOUR, "adam@example.net", support());

        assertThat(status(next)).isEqualTo("new");
        assertThat(because(next)).isEqualTo("source");
        assertThat(ada.get("/rest/tickets/" + next).json().at("/suspected").asBoolean())
                .isTrue();
        assertThat(because(brings(ELSEWHERE, "eve@example.net", support())))
                .as("the name alone proves nothing")
                .isEqualTo("filter");
        ada.delete("/rest/tickets/" + trapped + "/spam");
        assertThat(because(brings(NEIGHBOUR, "adam@example.net", support()))).isEqualTo("filter");
    }

    @Test
    void a_domain_counts_only_where_the_mail_has_proven_to_be_from_it() throws IOException {
        setTrap();
        var domain = acme.subdomain() + ".example";
        zone.text(domain, "v=spf1 ip4:" + EVES_SERVER + " ip4:" + ELSEWHERE + " -all")
                .text("_dmarc." + domain, "v=DMARC1; p=none");
        brings("198.51.100.9", "sales@" + domain, trap);

        assertThat(because(brings(ELSEWHERE, "maria@" + domain, support())))
                .as("somebody has written to the trap in its name")
                .isEqualTo("filter");

        brings(EVES_SERVER, "sales@" + domain, trap);
        assertThat(because(brings(ELSEWHERE, "sales@" + domain, support()))).isEqualTo("source");
    }

    @Test
    void whom_the_team_has_called_good_is_neither_trapped_nor_suspected() throws IOException {
        setTrap();
        var first = brings(EVES_SERVER, "maria@example.org", support());
        ada.put("/rest/tickets/" + first + "/spam", "");
        visitors.as(acme, acme.kevin()).delete("/rest/tickets/" + first + "/spam");

        assertThat(because(brings(EVES_SERVER, "maria@example.org", trap))).isEqualTo("filter");
        brings(EVES_SERVER, "eve@example.net", trap);
        assertThat(because(brings(EVES_SERVER, "maria@example.org", support()))).isEqualTo("filter");
    }

    @Test
    void a_place_with_much_good_mail_is_not_made_doubtful_by_a_few_to_a_trap() throws IOException {
        setTrap();
        for (int i = 0; i < 15; i++) brings(NEIGHBOUR, "customer" + i + "@example.org", support());

        for (int i = 0; i < 6; i++) brings(EVES_SERVER, "eve" + i + "@example.net", trap);

        assertThat(because(brings(NEIGHBOUR, "adam@example.net", support()))).isEqualTo("filter");
    }

    @Test
    void an_address_in_use_is_no_trap() throws IOException {
        assertThat(ada.put("/rest/spam/traps", "{\"traps\": [\"" + support() + "\"]}")
                        .status())
                .isEqualTo(200);

        assertThat(because(brings(ELSEWHERE, "maria@example.org", support()))).isEqualTo("filter");
    }

    @Test
    void what_is_no_address_is_refused_in_words_and_only_admins_set_traps() {
        var refused = ada.put("/rest/spam/traps", "{\"traps\": [\"no address\"]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/traps").asString()).isNotBlank();
        assertThat(ada.put("/rest/spam/traps", "{}").status()).isEqualTo(422);
        assertThat(visitors.as(acme, acme.kevin()).get("/rest/spam/traps").status())
                .isEqualTo(403);
        assertThat(ada.put("/rest/spam/relays", "{\"relays\": [\"mx.example.net\", \"192.0.2.0/24\"]}")
                        .json()
                        .at("/relays/1")
                        .asString())
                .isEqualTo("192.0.2.0/24");
        assertThat(ada.put("/rest/spam/relays", "{\"relays\": [\"no host\"]}").status())
                .isEqualTo(422);
    }

    @Test
    void more_mail_than_is_let_in_is_put_off_and_comes_in_later() throws IOException {
        try (var talk = post.talk()) {
            for (int i = 0; i < 60; i++) assertThat(offer(talk)).startsWith("250");

            assertThat(offer(talk)).startsWith("451 4.7.1");
            assertThat(talk.say("RSET")).startsWith("250");
            clock.forward(Duration.ofMinutes(1));
            assertThat(talk.deliver("flood@example.net", mail(EVES_SERVER, "flood@example.net"), support()))
                    .startsWith("250");
        }
        post.waitUntilHandled(acme.tenant());
        assertThat(post.tickets(acme)).hasSize(1);
        assertThat(ada.get("/rest/spam/report").json().at("/days/6/turnedAway").asInt())
                .isOne();
    }

    private String offer(SmtpTalk talk) throws IOException {
        talk.say("RSET");
        talk.say("MAIL FROM:<flood@example.net>");
        return talk.say("RCPT TO:<" + support() + ">");
    }

    private String support() {
        return post.support(acme);
    }

    private String handedOver(String server, String from, String to) throws IOException {
        try (var talk = post.talk()) {
            return talk.deliver(from, mail(server, from), to);
        }
    }

    private String brings(String server, String from, String to) throws IOException {
        assertThat(handedOver(server, from, to)).startsWith("250");
        post.waitUntilHandled(acme.tenant());
        return post.tickets(acme).getLast().getOrDefault("id", "");
    }

    private String status(String ticket) {
        return ada.get("/rest/tickets/" + ticket).json().at("/status").asString();
    }

    private String because(String ticket) {
        return ada.get("/rest/tickets/" + ticket + "/judgement")
                .json()
                .at("/judgement/because")
                .asString();
    }

    private static byte[] mail(String server, String from) {
        var id = UUID.randomUUID();
        var mail =
                "Received: from mail.example.net (unknown [" + server + "]) by relay.test with ESMTP\r\nFrom: " + from
                        + "\r\nSubject: Hello " + id + "\r\nMessage-ID: <" + id + "@example.org>\r\n"
                        + "Date: Mon, 20 Jul 2026 10:00:00 +0000\r\n\r\nHow are you?\r\n";
        return mail.getBytes(StandardCharsets.UTF_8);
    }
}
