package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Multipart;
import java.util.List;
import java.util.Optional;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Ids;
import org.havendesk.tickets.Incoming;
import org.havendesk.tickets.Recipients;
import org.havendesk.tickets.Ticket;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Agents who are told by mail that a customer wrote. */
class AgentMailsTests extends OutgoingTest {
    private static final String KEVIN = "kevin@acme.test";

    @Autowired
    AgentMails mails;

    @Autowired
    MailIds ids;

    @Test
    void an_agent_who_wants_it_is_told_and_can_answer_by_mail() throws Exception {
        want();
        var ticket = answered();
        writes(ticket, maria, Incoming.Kind.MESSAGE, "Still nothing <here>!");

        var mail = office.oneFor(KEVIN);

        assertThat(mail.sender()).isEqualTo(support());
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.message().getSubject()).isEqualTo("Parcel [" + ticket.code() + "]");
        assertThat(mail.message().getFrom()[0]).hasToString("Maria via Acme <" + support() + ">");
        var text = ((Multipart) mail.message().getContent())
                .getBodyPart(0)
                .getContent()
                .toString();
        assertThat(text).contains("> Still nothing <here>!").contains("Answer this mail");
        assertThat(as(() -> ids.agentOf(acme.tenant(), List.of(mail.header("Message-ID")))))
                .contains(new MailIds.Notified(ticket.id(), acme.kevin().id()));
    }

    @Test
    void nobody_is_told_who_did_not_ask_for_it() {
        var ticket = answered();
        writes(ticket, maria, Incoming.Kind.MESSAGE, "Hello?");

        assertThat(notices()).isZero();
    }

    @Test
    void automatic_answers_are_told_to_nobody() {
        want();
        var ticket = answered();
        writes(ticket, maria, Incoming.Kind.AUTO_REPLY, "I am on holiday");

        assertThat(notices()).isZero();
    }

    /** Class 21: no mail of ours may come back to us and make the next. */
    @Test
    void an_agent_is_not_told_of_their_own_mail_nor_at_an_address_of_ours() {
        want();
        var ticket = answered();
        writes(ticket, KEVIN, Incoming.Kind.MESSAGE, "My own words");
        assertThat(notices()).isZero();

        within(() -> db.sql("UPDATE agent SET email = :email WHERE tenant_id = :tenant AND id = :id")
                .param("email", support())
                .param("tenant", acme.tenant().value())
                .param("id", acme.kevin().id().value())
                .update());
        writes(ticket, maria, Incoming.Kind.MESSAGE, "Hello?");
        assertThat(notices()).isZero();
    }

    @Test
    void a_flood_of_messages_is_no_flood_of_mails() {
        want();
        var ticket = answered();
        for (int at = 0; at < 35; at++) {
            writes(ticket, maria, Incoming.Kind.MESSAGE, "Number " + at);
        }

        assertThat(notices()).isEqualTo(30);
    }

    private void want() {
        as(() -> {
            mails.want(acme.kevin(), true);
            return "";
        });
    }

    /** A ticket that is kevin's, because he answered it. */
    private Ticket answered() {
        var ticket = asks("Parcel");
        reply(ticket, "<p>On its way</p>");
        office.oneFor(maria);
        return ticket;
    }

    private void writes(Ticket ticket, String from, Incoming.Kind kind, String text) {
        var contact =
                as(() -> contacts.known(acme.tenant(), EmailAddress.parse(from).orElseThrow(), "Maria"));
        within(() -> db.sql("""
                INSERT INTO ticket_participant (tenant_id, ticket_id, address) VALUES (:tenant, :ticket, :address)
                    ON CONFLICT DO NOTHING
                """)
                .param("tenant", acme.tenant().value())
                .param("ticket", ticket.id().value())
                .param("address", from)
                .update());
        as(() -> tickets.receive(
                acme.tenant(),
                new Incoming(
                        "email",
                        "<" + Ids.next() + "@example.org>",
                        kind,
                        contact,
                        "Maria",
                        from,
                        acme.support(),
                        "Re: Parcel",
                        "<p>x</p>",
                        Optional.empty(),
                        text,
                        false,
                        Recipients.NONE,
                        List.of(),
                        Optional.of(ticket.code()),
                        List.of(),
                        Optional.empty(),
                        clock.instant())));
    }

    private int notices() {
        return within(() -> db.sql("SELECT count(*) FROM outbox WHERE tenant_id = :tenant AND purpose = 'notice'")
                .param("tenant", acme.tenant().value())
                .query(Integer.class)
                .single());
    }
}
