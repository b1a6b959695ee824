package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.havendesk.email.auth.Dns.Kind;
import org.havendesk.platform.Agent;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.Ids;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.testing.Visitors;
import org.havendesk.testing.Zone;
import org.havendesk.tickets.MessageId;
import org.havendesk.tickets.TicketId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Whom a mail may speak for. The mails come by the relay {@code relay.test}, which says which server it had them from: the
 * customer's own at 192.0.2.10, or a stranger's.
 */
class SenderIdentityTests extends InboundTest {
    private static final String OWN_SERVER = "192.0.2.10";
    private static final String STRANGE_SERVER = "203.0.113.66";

    @Autowired
    Zone zone;

    @Autowired
    MailIds ids;

    @Autowired
    Visitors visitors;

    @Autowired
    List<PersonalData> everyRoom;

    /** A domain for each test, since they all share one DNS. */
    private String domain = "";

    private String maria = "";

    @BeforeEach
    void mariaHasADomain() {
        domain = acme.subdomain() + ".example";
        maria = "maria@" + domain;
    }

    @Test
    void an_authenticated_mail_joins_by_any_sign() throws IOException {
        domainRefusesOthers();
        write(OWN_SERVER, maria, "<first@x>", "Contract", "");

        write(OWN_SERVER, maria, "<second@x>", "Re: Contract", "In-Reply-To: <first@x>\n");
        write(OWN_SERVER, maria, "<third@x>", "[" + code() + "]", "");

        assertThat(post.tickets(acme)).hasSize(1);
        assertThat(states()).containsOnly("authenticated");
    }

    @Test
    void a_mail_that_its_domain_disowns_joins_nothing_whatever_it_knows() throws IOException {
        domainRefusesOthers();
        write(OWN_SERVER, maria, "<first@x>", "Contract", "");
        var answer = ourAnswer();
        var requester = post.tickets(acme).getFirst().get("contact_id");

        write(STRANGE_SERVER, maria, "<forged1@x>", "Re: Contract", "In-Reply-To: <first@x>\n");
        write(STRANGE_SERVER, maria, "<forged2@x>", "Re: Contract", "In-Reply-To: " + answer + "\n");
        write(STRANGE_SERVER, maria, "<forged3@x>", "[" + code() + "]", "Thread-Index: " + "A".repeat(30) + "\n");

        assertThat(post.tickets(acme)).hasSize(4);
        assertThat(messagesOfFirstTicket()).isEqualTo(1);
        assertThat(post.tickets(acme).getFirst()).containsEntry("contact_id", requester);
        assertThat(states()).containsExactly("authenticated", "failed", "failed", "failed");
    }

    @Test
    void an_unauthenticated_mail_joins_only_by_a_name_that_we_have_signed_and_brings_nobody_along() throws IOException {
        zone.text(domain, "v=spf1 ip4:" + OWN_SERVER + " ~all");
        write(OWN_SERVER, maria, "<first@x>", "Contract", "");
        var answer = ourAnswer();

        write(STRANGE_SERVER, maria, "<forged1@x>", "Re: Contract", "In-Reply-To: <first@x>\n");
        write(STRANGE_SERVER, maria, "<forged2@x>", "[" + code() + "]", "");
        assertThat(messagesOfFirstTicket()).isEqualTo(1);

        write(
                STRANGE_SERVER,
                maria,
                "<forwarded@x>",
                "Re: Contract",
                "Cc: eve@example.com\nIn-Reply-To: " + answer + "\n");
        assertThat(messagesOfFirstTicket()).isEqualTo(2);
        assertThat(post.count(acme.tenant(), "SELECT count(*) FROM ticket_participant"))
                .isZero();
    }

    @Test
    void a_name_that_we_have_signed_lets_nobody_in_who_takes_no_part() throws IOException {
        write(OWN_SERVER, maria, "<first@x>", "Contract", "");

        write(OWN_SERVER, "eve@example.com", "<eve@x>", "Re: Contract", "In-Reply-To: " + ourAnswer() + "\n");

        assertThat(post.tickets(acme)).hasSize(2);
    }

    @Test
    void an_unknown_sender_joins_by_an_answer_but_not_by_a_code() throws IOException {
        write(OWN_SERVER, maria, "<first@x>", "Contract", "");

        write(STRANGE_SERVER, maria, "<second@x>", "Re: Contract", "In-Reply-To: " + ourAnswer() + "\n");
        assertThat(post.tickets(acme)).hasSize(1);
        write(STRANGE_SERVER, maria, "<third@x>", "[" + code() + "]", "");

        assertThat(post.tickets(acme)).hasSize(2);
        assertThat(states()).containsOnly("unknown");
    }

    @Test
    void silence_of_the_dns_holds_no_mail_up() throws IOException {
        zone.silent(domain).silent("_dmarc." + domain);
        write(STRANGE_SERVER, maria, "<first@x>", "Contract", "");

        assertThat(post.tickets(acme)).hasSize(1);
        assertThat(post.messages(acme).getFirst().get("provenance")).contains("\"noAnswer\"", "\"temperror\"");
    }

    @ParameterizedTest
    @CsvSource({"v=DMARC1; p=reject", "v=DMARC1; p=none"})
    void a_forged_mail_of_an_agent_is_no_answer_even_with_the_notifications_secret(String policy) throws IOException {
        var agent = agentWithOwnDomain(policy);
        write(OWN_SERVER, maria, "<first@x>", "Contract", "");
        var notification = notification(agent);

        write(STRANGE_SERVER, agentAddress(), "<forged@x>", "Re: Contract", "In-Reply-To: " + notification + "\n");

        assertThat(replies()).isZero();
        assertThat(post.tickets(acme)).hasSize(1);
        assertThat(post.mails(acme).getLast())
                .containsEntry("state", "quarantined")
                .containsEntry("reason", "agentUnproven");
    }

    @Test
    void an_agents_own_mail_is_an_answer_and_only_with_the_notifications_secret() throws IOException {
        var agent = agentWithOwnDomain("v=DMARC1; p=reject");
        write(OWN_SERVER, maria, "<first@x>", "Contract", "");

        write(OWN_SERVER, agentAddress(), "<own1@x>", "Re: Contract", "In-Reply-To: <first@x>\n");
        assertThat(replies()).isZero();
        write(OWN_SERVER, agentAddress(), "<own2@x>", "Re: Contract", "In-Reply-To: " + notification(agent) + "\n");
        assertThat(replies()).isOne();
    }

    @Test
    void a_notification_that_an_agent_passed_on_lets_its_reader_speak_for_nobody() throws IOException {
        var agent = agentWithOwnDomain("v=DMARC1; p=reject");
        write(OWN_SERVER, maria, "<first@x>", "Contract", "");

        write(OWN_SERVER, maria, "<back@x>", "Fwd: Contract", "References: " + notification(agent) + "\n");

        assertThat(replies()).isZero();
        assertThat(post.tickets(acme)).hasSize(2);
    }

    @Test
    void a_disowned_mail_names_nobody() throws IOException {
        domainRefusesOthers();

        write(STRANGE_SERVER, "Your bank <" + maria + ">", "<forged@x>", "Contract", "");

        assertThat(post.rows(acme.tenant(), "SELECT name, email FROM contact").getFirst())
                .containsEntry("name", "")
                .containsEntry("email", maria);
    }

    @Test
    void a_reply_to_changes_nobodys_identity() throws IOException {
        domainRefusesOthers();

        write(OWN_SERVER, "eve@example.com", "<eve@x>", "Contract", "Reply-To: " + maria + "\n");
        assertThat(post.messages(acme).getLast()).containsEntry("from_address", "eve@example.com");

        write(STRANGE_SERVER, "noreply@shop.example.com", "<form@x>", "From the web", "Reply-To: " + maria + "\n");
        assertThat(post.messages(acme).getLast())
                .containsEntry("from_address", maria)
                .extractingByKey("provenance")
                .asString()
                .contains("\"UNAUTHENTICATED\"", "\"form\"", "shop.example.com");
    }

    @Test
    void the_console_says_in_the_readers_language_how_sure_we_are() throws IOException {
        domainRefusesOthers();
        write(STRANGE_SERVER, maria, "<forged@x>", "Contract", "");
        var ticket = post.tickets(acme).getFirst().get("id");
        var kevin = visitors.as(acme, acme.kevin());

        var sender = kevin.get("/rest/tickets/" + ticket).json().at("/messages/0/sender");
        assertThat(sender.at("/state").asString()).isEqualTo("failed");
        assertThat(sender.at("/domain").asString()).isEqualTo(domain);
        assertThat(sender.at("/dmarc/result").asString()).isEqualTo("fail");
        assertThat(sender.at("/explanation").asString())
                .startsWith(domain + " asks everybody to refuse mail like this");
        assertThat(sender.at("/dkim/explanation").asString()).isEqualTo("The mail is not signed.");
        assertThat(sender.at("/arc/result").asString()).isEqualTo("none");
        post.as(
                acme.tenant(),
                () -> db.sql("UPDATE agent SET language = 'fr' WHERE id = :id")
                        .param("id", acme.david().id().value())
                        .update());
        var david = visitors.as(acme, acme.david());
        assertThat(david.get("/rest/tickets/" + ticket + "/messages").body())
                .contains(domain + " demande à tous de refuser")
                .contains("L’e-mail n’est pas signé.");
    }

    @Test
    void the_server_that_handed_a_mail_over_is_kept_with_it_and_goes_with_its_person() throws IOException {
        domainRefusesOthers();
        write(OWN_SERVER, maria, "<first@x>", "Contract", "");
        write(STRANGE_SERVER, "eve@example.com", "<copy@x>", "For two", "Cc: " + maria + "\n");
        write(OWN_SERVER, maria, "<second@x>", "Re: For two", "In-Reply-To: <copy@x>\n");

        assertThat(post.mails(acme).getFirst())
                .containsEntry("handed_by", "127.0.0.1")
                .containsEntry("helo", "mail.example.org");
        assertThat(provenancesNaming(domain)).isEqualTo(2);

        var contact = ContactId.of(post.messages(acme).getFirst().getOrDefault("author_id", ""));
        var subject = new DataSubject.OfContact(acme.tenant(), contact);
        post.as(
                acme.tenant(),
                () -> everyRoom.stream().mapToInt(room -> room.erase(subject)).sum());
        assertThat(provenancesNaming(domain)).isZero();
    }

    /** Who handed it over is all that is known: the person in the list of contacts, and nobody's word for it. */
    @Test
    void a_mail_that_names_no_author_is_of_who_handed_it_over_and_joins_no_ticket() throws IOException {
        zone.text(domain, "v=spf1 ip4:" + OWN_SERVER + " -all");
        write(OWN_SERVER, maria, "<first@x>", "Contract", "");

        nameless(OWN_SERVER, maria, "<second@x>", "[" + code() + "]", "In-Reply-To: <first@x>\n");
        nameless(OWN_SERVER, "eve@example.com", "<third@x>", "Re: Contract", "In-Reply-To: " + ourAnswer() + "\n");

        assertThat(messagesOfFirstTicket()).isEqualTo(1);
        assertThat(post.tickets(acme)).hasSize(3);
        assertThat(post.rows(acme.tenant(), "SELECT email FROM contact ORDER BY email"))
                .extracting(row -> row.get("email"))
                .containsExactly("eve@example.com", maria);
        assertThat(post.rows(acme.tenant(), "SELECT from_address FROM message WHERE kind = 'incoming' ORDER BY at, id"))
                .extracting(row -> row.get("from_address"))
                .containsExactly(maria, maria, "eve@example.com");
        assertThat(states()).containsExactly("authenticated", "unauthenticated", "unauthenticated");
        var ticket = post.tickets(acme).getLast().get("id");
        assertThat(visitors.as(acme, acme.kevin())
                        .get("/rest/tickets/" + ticket)
                        .json()
                        .at("/messages/0/sender/explanation")
                        .asString())
                .isEqualTo("The mail does not say in the usual place who wrote it.");
    }

    private long provenancesNaming(String name) {
        return post.count(acme.tenant(), "SELECT count(*) FROM message WHERE provenance::text LIKE '%" + name + "%'");
    }

    private void domainRefusesOthers() {
        zone.text(domain, "v=spf1 ip4:" + OWN_SERVER + " -all").text("_dmarc." + domain, "v=DMARC1; p=reject");
    }

    /** Kevin has an address of a domain that says how its mail can be told. */
    private Agent agentWithOwnDomain(String policy) {
        zone.text("agents." + domain, "v=spf1 a:out." + domain + " -all")
                .with("out." + domain, Kind.A, OWN_SERVER)
                .text("_dmarc.agents." + domain, policy);
        post.as(
                acme.tenant(),
                () -> db.sql("UPDATE agent SET email = :email WHERE id = :id")
                        .param("email", agentAddress())
                        .param("id", acme.kevin().id().value())
                        .update());
        return acme.kevin();
    }

    private String agentAddress() {
        return "kevin@agents." + domain;
    }

    private String notification(Agent agent) {
        return ids.ofNotification(acme.tenant(), firstTicket(), agent.id(), Ids.next(), "acme.test");
    }

    /** What our answer in the first ticket is called, as the customer's program will name it. */
    private String ourAnswer() {
        var message = new MessageId(Ids.next());
        var external = ids.ofMessage(acme.tenant(), code(), message, "acme.test");
        post.as(
                acme.tenant(),
                () -> db.sql("""
                        INSERT INTO message (tenant_id, id, ticket_id, kind, author_type, at, external_id)
                        VALUES (:tenant, :id, :ticket, 'reply', 'agent', now(), :external)
                        """)
                        .param("tenant", acme.tenant().value())
                        .param("id", message.value())
                        .param("ticket", firstTicket().value())
                        .param("external", external)
                        .update());
        return external;
    }

    private void write(String server, String from, String id, String subject, String headers) throws IOException {
        var mail = "Received: from mail.example.net (unknown [" + server + "]) by relay.test with ESMTP\n"
                + "From: " + from + "\nMessage-ID: " + id + "\nSubject: " + subject + "\n" + headers
                + "Date: Mon, 20 Jul 2026 10:00:00 +0000\n\nIt should have come on Monday.\n";
        var envelope = from.replaceAll(".*<|>", "");
        try (var talk = post.talk()) {
            var answer = talk.deliver(
                    envelope, mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), post.support(acme));
            assertThat(answer).startsWith("250");
        }
        post.waitUntilHandled(acme.tenant());
    }

    /** A mail without From. */
    private void nameless(String server, String envelope, String id, String subject, String headers)
            throws IOException {
        var mail = "Received: from mail.example.net (unknown [" + server + "]) by relay.test with ESMTP\n"
                + "Message-ID: " + id + "\nSubject: " + subject + "\n" + headers + "\nWords.\n";
        post.bringFrom(envelope, acme, mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), post.support(acme));
    }

    private TicketId firstTicket() {
        return TicketId.of(post.tickets(acme).getFirst().getOrDefault("id", ""));
    }

    private String code() {
        return post.tickets(acme).getFirst().getOrDefault("code", "");
    }

    private long messagesOfFirstTicket() {
        return post.count(
                acme.tenant(),
                "SELECT count(*) FROM message WHERE kind = 'incoming' AND ticket_id = '" + firstTicket() + "'");
    }

    private List<String> states() {
        return post
                .rows(
                        acme.tenant(),
                        "SELECT lower(provenance ->> 'state') AS state FROM message WHERE kind = 'incoming' ORDER BY at, id")
                .stream()
                .map((Map<String, String> row) -> row.getOrDefault("state", ""))
                .toList();
    }

    private long replies() {
        return post.count(acme.tenant(), "SELECT count(*) FROM message WHERE kind = 'reply'");
    }
}
