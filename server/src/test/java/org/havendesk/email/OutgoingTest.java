package org.havendesk.email;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.havendesk.contacts.Contacts;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Language;
import org.havendesk.platform.Tenants;
import org.havendesk.platform.Texts;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.TurnableClock;
import org.havendesk.tickets.Incoming;
import org.havendesk.tickets.MessageId;
import org.havendesk.tickets.Received;
import org.havendesk.tickets.Recipient;
import org.havendesk.tickets.Recipients;
import org.havendesk.tickets.Reply;
import org.havendesk.tickets.Ticket;
import org.havendesk.tickets.Tickets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The stage for mail that leaves: an account of its own, a customer who has asked, a post office as relay. */
@HavendeskTest
abstract class OutgoingTest {
    @Autowired
    Cast cast;

    @Autowired
    Tickets tickets;

    @Autowired
    Contacts contacts;

    @Autowired
    Relay relay;

    @Autowired
    OutboxRows rows;

    @Autowired
    OutboxSender sender;

    @Autowired
    Texts texts;

    @Autowired
    TurnableClock clock;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    Cast.Acme acme;
    PostOffice office;
    String maria;

    @BeforeEach
    void open() {
        acme = cast.acme();
        office = new PostOffice();
        maria = "maria-" + Ids.next().toString().substring(24) + "@example.org";
        relay.become(office.relay());
        within(() -> db.sql("""
                INSERT INTO mail_address (tenant_id, id, address, department_id, built_in)
                VALUES (:tenant, :id, :address, :department, true)
                """)
                .param("tenant", acme.tenant().value())
                .param("id", Ids.next())
                .param("address", support())
                .param("department", acme.support().value())
                .update());
    }

    @AfterEach
    void close() {
        relay.become("");
        office.close();
    }

    /** What was kept, as somebody reads it who reads English. */
    String said(@Nullable String kept) {
        return texts.said(Language.EN, String.valueOf(kept));
    }

    String support() {
        return "support@" + acme.subdomain() + ".test";
    }

    /** A mail of maria's has become a ticket. */
    Ticket asks(String subject) {
        return asks(subject, "<" + Ids.next() + "@example.org>", Recipients.NONE);
    }

    Ticket asks(String subject, String messageId, Recipients recipients) {
        var contact =
                as(() -> contacts.known(acme.tenant(), EmailAddress.parse(maria).orElseThrow(), "Maria"));
        var incoming = new Incoming(
                "email",
                messageId,
                Incoming.Kind.MESSAGE,
                contact,
                "Maria",
                maria,
                acme.support(),
                subject,
                "<p>Where is it?</p>",
                Optional.empty(),
                "Where is it?",
                false,
                recipients,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                clock.instant());
        var opened = (Received.Opened) as(() -> tickets.receive(acme.tenant(), incoming));
        return as(() -> tickets.visibleTo(acme.kevin(), opened.ticket()));
    }

    MessageId reply(Ticket ticket, String html) {
        return reply(ticket, new Reply(html, Optional.empty(), List.of(), Optional.empty()));
    }

    MessageId reply(Ticket ticket, Reply reply) {
        return as(() -> tickets.reply(acme.kevin(), ticket.id(), reply));
    }

    static Recipient person(String name, String email) {
        return new Recipient(name, email);
    }

    /** The only mail in the outbox of this account. */
    OutboxRow mail() {
        return within(() -> rows.page(acme.tenant(), Optional.empty(), org.havendesk.platform.Cursor.START, 10))
                .getFirst();
    }

    OutboxRow mailWhen(OutboxState state) {
        until(() -> mail().state() == state);
        return mail();
    }

    /** What the ticket's newest answer says about its delivery, once the outbox is done with it. */
    String delivery(Ticket ticket) {
        until(() -> mail().state() == OutboxState.SENT || mail().state() == OutboxState.FAILED);
        return deliveryNow(ticket);
    }

    String deliveryNow(Ticket ticket) {
        return within(() -> db.sql("""
                SELECT delivery FROM message
                 WHERE tenant_id = :tenant AND ticket_id = :ticket AND kind = 'reply'
                 ORDER BY at DESC LIMIT 1
                """)
                .param("tenant", acme.tenant().value())
                .param("ticket", ticket.id().value())
                .query(String.class)
                .single());
    }

    static void until(Callable<Boolean> holds) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(30))
                .until(holds);
    }

    <T> T as(Supplier<T> work) {
        return Tenants.as(acme.tenant(), work);
    }

    /** For doors of this room that expect a transaction. */
    <T> T within(Supplier<T> work) {
        return as(() -> new TransactionTemplate(transactions).execute(state -> work.get()));
    }
}
