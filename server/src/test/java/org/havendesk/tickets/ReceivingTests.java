package org.havendesk.tickets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.havendesk.contacts.Contacts;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Ids;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HavendeskTest
class ReceivingTests {
    @Autowired
    Cast cast;

    @Autowired
    Tickets tickets;

    @Autowired
    Contacts contacts;

    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
    }

    @Test
    void a_message_nobody_asked_for_opens_a_new_ticket() {
        var opened = opened(from("maria@example.org", "My parcel", List.of()));

        var ticket = as(() -> tickets.visibleTo(acme.kevin(), opened.ticket()));
        assertThat(ticket.status()).isEqualTo(Status.NEW);
        assertThat(ticket.subject()).isEqualTo("My parcel");
        assertThat(ticket.code()).matches("[A-Z]{3}-[A-Z]{5}-[0-9]{3}");
    }

    @Test
    void a_follow_up_goes_into_the_ticket_it_answers_and_opens_it_again() {
        var first = from("maria@example.org", "My parcel", List.of());
        var ticket = opened(first).ticket();
        as(() -> tickets.reply(
                acme.kevin(), ticket, new Reply("<p>On its way</p>", Optional.empty(), List.of(), Optional.empty())));
        assertThat(as(() -> tickets.visibleTo(acme.kevin(), ticket)).status()).isEqualTo(Status.ANSWERED);

        var received = as(() -> tickets.receive(
                acme.tenant(), from("maria@example.org", "Re: My parcel", List.of(first.externalId()))));

        assertThat(received).isInstanceOf(Received.Appended.class);
        assertThat(as(() -> tickets.visibleTo(acme.kevin(), ticket)).status()).isEqualTo(Status.OPEN);
    }

    /** Class 18: an unknown sender does not join a thread by knowing a Message-ID. */
    @Test
    void a_stranger_who_knows_a_message_id_begins_a_ticket_of_their_own() {
        var first = from("maria@example.org", "My parcel", List.of());
        opened(first);

        var received = as(() ->
                tickets.receive(acme.tenant(), from("eve@example.net", "Re: My parcel", List.of(first.externalId()))));

        assertThat(received).isInstanceOf(Received.Opened.class);
    }

    @Test
    void the_same_message_twice_changes_nothing() {
        var mail = from("maria@example.org", "My parcel", List.of());
        opened(mail);

        assertThat(as(() -> tickets.receive(acme.tenant(), mail))).isInstanceOf(Received.Duplicate.class);
    }

    @Test
    void messages_are_known_by_their_ids_however_many_are_asked_for() {
        var one = from("maria@example.org", "My parcel", List.of());
        var two = from("maria@example.org", "My kettle", List.of());
        var tickets = java.util.Map.of(
                one.externalId(),
                opened(one).ticket(),
                two.externalId(),
                opened(two).ticket());

        assertThat(as(() -> this.tickets.known(acme.tenant(), List.of()))).isEmpty();
        assertThat(as(() -> this.tickets.known(
                        acme.tenant(), List.of(one.externalId(), "<no@example.org>", two.externalId()))))
                .isEqualTo(tickets);
    }

    /** Class 1: not yours is not there. */
    @Test
    void a_ticket_of_another_department_is_not_there() {
        var mail = from("maria@example.org", "An offer, please", List.of());
        var sales = new Incoming(
                mail.channel(),
                mail.externalId(),
                mail.kind(),
                mail.contact(),
                mail.authorName(),
                mail.from(),
                acme.sales(),
                mail.subject(),
                mail.html(),
                mail.quoted(),
                mail.text(),
                false,
                mail.recipients(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                mail.at());
        var ticket = opened(sales).ticket();

        assertThat(as(() -> tickets.visibleTo(acme.david(), ticket)).id()).isEqualTo(ticket);
        assertThatThrownBy(() -> as(() -> tickets.visibleTo(acme.kevin(), ticket)))
                .isInstanceOf(NotFound.class);
    }

    private Received.Opened opened(Incoming incoming) {
        return (Received.Opened) as(() -> tickets.receive(acme.tenant(), incoming));
    }

    private Incoming from(String address, String subject, List<String> answers) {
        var contact = as(
                () -> contacts.known(acme.tenant(), EmailAddress.parse(address).orElseThrow(), "Maria"));
        return new Incoming(
                "email",
                "<" + Ids.next() + "@example.org>",
                Incoming.Kind.MESSAGE,
                contact,
                "Maria",
                address,
                acme.support(),
                subject,
                "<p>Where is it?</p>",
                Optional.empty(),
                "Where is it?",
                false,
                Recipients.NONE,
                answers,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                java.time.Instant.parse("2026-11-01T10:00:00Z"));
    }

    private <T> T as(java.util.function.Supplier<T> work) {
        return Tenants.as(acme.tenant(), work);
    }
}
