package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Forbidden;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Language;
import org.havendesk.platform.Letter;
import org.havendesk.platform.NotFound;
import org.havendesk.tickets.Recipients;
import org.havendesk.tickets.Reply;
import org.havendesk.tickets.Ticket;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/** A mail is never lost, and everybody can see why it has not left. */
class OutboxTests extends OutgoingTest {
    @Autowired
    Deliveries deliveries;

    @Autowired
    OutboxList list;

    @Autowired
    OutboxSweep sweep;

    @Autowired
    MailLimits limits;

    @Autowired
    OutboxSettings settings;

    @Autowired
    ApplicationEventPublisher events;

    @Test
    void without_a_server_a_mail_waits_in_sight_and_leaves_as_soon_as_there_is_one() {
        relay.become("");
        var ticket = asks("Nobody carries it");
        reply(ticket, "<p>Hello</p>");
        until(() -> mail().lastError().isPresent());

        assertThat(mail().state()).isEqualTo(OutboxState.WAITING);
        assertThat(mail().attempts()).isZero();
        assertThat(detail(ticket))
                .isEqualTo("There is no server for outgoing mail yet. The mail leaves as soon as there is one.");

        relay.become(office.relay());
        sweep.wakeAll();
        office.oneFor(maria);
        assertThat(delivery(ticket)).isEqualTo("sent");
    }

    @Test
    void an_answer_that_was_not_committed_leaves_no_mail() {
        var ticket = asks("Rolled back");

        assertThatThrownBy(() -> within(() -> {
                    reply(ticket, "<p>Hello</p>");
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(within(() -> rows.page(acme.tenant(), Optional.empty(), Cursor.START, 10)))
                .isEmpty();
    }

    @Test
    void what_a_server_refuses_for_good_is_shown_and_can_be_sent_again() {
        office.refuse(maria, 550, "no such user");
        var ticket = asks("Refused");
        var message = reply(ticket, "<p>Hello</p>");

        assertThat(delivery(ticket)).isEqualTo("failed");
        assertThat(mail().attempts()).isEqualTo(1);
        assertThat(detail(ticket))
                .contains("127.0.0.1 does not accept mail for " + maria)
                .contains("no such user");
        assertThat(failed(ticket)).isTrue();

        office.acceptAll();
        run(() -> deliveries.again(acme.kevin(), message));
        office.oneFor(maria);
        until(() -> deliveryNow(ticket).equals("sent"));
        assertThat(failed(ticket)).isFalse();
        assertThatThrownBy(() -> run(() -> deliveries.again(acme.kevin(), message)))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void what_a_server_refuses_for_now_is_tried_again_later_and_later() {
        office.refuse(maria, 451, "come back");
        var ticket = asks("Greylisted");
        reply(ticket, "<p>Hello</p>");
        until(() -> mail().attempts() == 1 && mail().state() == OutboxState.WAITING);

        assertThat(mail().nextAttemptAt())
                .isBetween(clock.instant().plusSeconds(30), clock.instant().plusSeconds(60));
        assertThat(deliveryNow(ticket)).isEqualTo("waiting");
        assertThat(detail(ticket)).contains("come back").endsWith("It will be tried again.");

        clock.forward(Duration.ofSeconds(61));
        until(() -> mail().attempts() == 2 && mail().state() == OutboxState.WAITING);
        assertThat(mail().nextAttemptAt()).isAfter(clock.instant().plusSeconds(90));

        office.acceptAll();
        clock.forward(Duration.ofSeconds(121));
        office.oneFor(maria);
        assertThat(delivery(ticket)).isEqualTo("sent");
    }

    @Test
    void a_server_has_two_days_to_come_back() {
        var whole = Duration.ZERO;
        for (int attempt = 1; attempt < OutboxSender.ATTEMPTS; attempt++) {
            whole = whole.plus(OutboxSender.backOff(attempt));
        }
        assertThat(whole).isBetween(Duration.ofHours(36), Duration.ofHours(56));

        office.refuse(maria, 451, "never");
        var ticket = asks("Given up");
        reply(ticket, "<p>Hello</p>");
        until(() -> mail().attempts() == 1 && mail().state() == OutboxState.WAITING);
        set("attempts = " + (OutboxSender.ATTEMPTS - 1) + ", next_attempt_at = now() - interval '1 minute'");
        send();

        assertThat(mail().state()).isEqualTo(OutboxState.FAILED);
        assertThat(deliveryNow(ticket)).isEqualTo("failed");
    }

    @Test
    void when_one_of_several_is_refused_the_others_get_it_once() {
        office.refuse("gone@example.org", 550, "gone");
        var ticket = asks("Several");
        var to = new Recipients(
                List.of(person("", maria)),
                List.of(person("", "gone@example.org")),
                List.of(person("", "b@example.org")));
        var message = reply(ticket, new Reply("<p>Hello</p>", Optional.of(to), List.of(), Optional.empty()));

        assertThat(delivery(ticket)).isEqualTo("failed");
        assertThat(detail(ticket)).contains("gone@example.org").doesNotContain(maria);
        assertThat(office.oneFor(maria).recipients()).containsExactlyInAnyOrder(maria, "b@example.org");

        office.acceptAll();
        run(() -> deliveries.again(acme.kevin(), message));
        assertThat(office.oneFor("gone@example.org").recipients()).containsExactly("gone@example.org");
        until(() -> deliveryNow(ticket).equals("sent"));
        assertThat(office.takenFor(maria)).hasSize(1);
    }

    @Test
    void a_mail_that_is_refused_after_it_was_read_has_failed_too() {
        office.refuseContent(maria, 554, "looks like spam");
        var ticket = asks("Content");
        reply(ticket, "<p>Hello</p>");

        assertThat(delivery(ticket)).isEqualTo("failed");
        assertThat(detail(ticket)).contains("127.0.0.1 refused the mail.").contains("looks like spam");
    }

    @Test
    void a_job_that_comes_too_early_makes_the_mail_due_again() {
        office.refuse(maria, 451, "come back");
        var ticket = asks("Too early");
        reply(ticket, "<p>Hello</p>");
        until(() -> mail().attempts() == 1 && mail().state() == OutboxState.WAITING);
        var due = mail().nextAttemptAt();
        var its = " WHERE task_name = 'outbox-send' AND task_instance LIKE '%" + mail().id() + "%'";

        within(() -> db.sql("UPDATE scheduled_tasks SET execution_time = :now" + its)
                .param("now", Timestamp.from(clock.instant()))
                .update());

        until(() -> within(() -> db.sql("SELECT execution_time FROM scheduled_tasks" + its + " AND NOT picked")
                        .query(Timestamp.class)
                        .list())
                .equals(List.of(Timestamp.from(due))));
        assertThat(mail().attempts()).isEqualTo(1);
    }

    @Test
    void a_server_that_is_not_there_is_tried_again() {
        relay.become("smtp://127.0.0.1:1");
        var ticket = asks("Down");
        reply(ticket, "<p>Hello</p>");
        until(() -> mail().attempts() == 1 && mail().state() == OutboxState.WAITING);

        assertThat(detail(ticket)).startsWith("127.0.0.1 does not answer.");
        relay.become(office.relay());
        clock.forward(Duration.ofSeconds(61));
        office.oneFor(maria);
    }

    @Test
    void a_mail_whose_sending_was_cut_off_is_sent_again_under_the_same_id() {
        relay.become("");
        reply(asks("Killed"), "<p>Hello</p>");
        until(() -> mail().lastError().isPresent());
        relay.become(office.relay());
        within(() -> db.sql("UPDATE outbox SET state = 'sending', claimed_at = :at WHERE tenant_id = :tenant")
                .param("at", Timestamp.from(clock.instant()))
                .param("tenant", acme.tenant().value())
                .update());

        send();
        assertThat(mail().state()).isEqualTo(OutboxState.SENDING);
        assertThat(office.takenFor(maria)).isEmpty();

        clock.forward(settings.patience().plusSeconds(1));
        send();
        assertThat(office.oneFor(maria).header("Message-ID")).isEqualTo(mail().externalId());
        mailWhen(OutboxState.SENT);
    }

    @Test
    void sending_twice_at_the_same_time_sends_once() throws Exception {
        relay.become("");
        reply(asks("Raced"), "<p>Hello</p>");
        until(() -> mail().lastError().isPresent());
        relay.become(office.relay());
        set("next_attempt_at = now() - interval '1 minute'");
        var id = mail().id();
        try (var many = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            for (int at = 0; at < 8; at++) {
                many.submit(
                        () -> org.havendesk.platform.Tenants.run(acme.tenant(), () -> sender.send(acme.tenant(), id)));
            }
        }

        mailWhen(OutboxState.SENT);
        assertThat(office.takenFor(maria)).hasSize(1);
    }

    @Test
    void at_the_limit_of_the_relay_a_mail_waits_an_hour_and_no_longer() {
        take(settings.relayPerHour() - 1, Optional.empty());
        reply(asks("The last one"), "<p>Hello</p>");
        office.oneFor(maria);
        var ticket = asks("One too many");
        reply(ticket, "<p>Hello</p>");
        until(() -> mail().lastError().isPresent());

        assertThat(mail().state()).isEqualTo(OutboxState.WAITING);
        assertThat(mail().attempts()).isZero();
        assertThat(detail(ticket))
                .isEqualTo("The limit of 50 mails an hour is reached. The mail leaves later by itself.");

        clock.forward(Duration.ofMinutes(59));
        send();
        assertThat(office.takenFor(maria)).hasSize(1);
        clock.forward(Duration.ofMinutes(1));
        until(() -> office.takenFor(maria).size() == 2);
    }

    @Test
    void through_one_server_leave_a_thousand_mails_an_hour_and_another_has_its_own_thousand() {
        var server = Optional.of(Ids.next());
        within(() -> {
            take(settings.serverPerHour(), server);
            return "";
        });

        var full = within(() -> limits.take(acme.tenant(), Ids.next(), route(server), Set.of(maria)));

        assertThat(settings.serverPerHour()).isEqualTo(1_000);
        assertThat(full).hasValueSatisfying(one -> {
            assertThat(one.key()).isEqualTo("waiting.serverLimit");
            assertThat(one.limit()).isEqualTo(1_000);
            assertThat(one.until()).isBetween(clock.instant(), clock.instant().plus(Duration.ofHours(1)));
        });
        var another = Optional.of(Ids.next());
        assertThat(within(() -> limits.take(acme.tenant(), Ids.next(), route(another), Set.of(maria))))
                .isEmpty();
        clock.forward(Duration.ofHours(1));
        assertThat(within(() -> limits.take(acme.tenant(), Ids.next(), route(server), Set.of(maria))))
                .isEmpty();
    }

    @Test
    void nobody_gets_more_than_sixty_mails_an_hour() {
        var server = route(Optional.of(Ids.next()));
        for (int at = 0; at < settings.recipientPerHour(); at++) {
            assertThat(within(() -> limits.take(acme.tenant(), Ids.next(), server, Set.of(maria))))
                    .isEmpty();
        }

        var full = within(() -> limits.take(acme.tenant(), Ids.next(), server, Set.of("carl@example.org", maria)));

        assertThat(full).hasValueSatisfying(one -> {
            assertThat(one.key()).isEqualTo("waiting.recipientLimit");
            assertThat(one.until()).isBefore(clock.instant().plus(Duration.ofHours(1)));
        });
        assertThat(within(() -> limits.take(acme.tenant(), Ids.next(), server, Set.of("carl@example.org"))))
                .isEmpty();
    }

    @Test
    void a_mail_that_no_server_took_counts_for_nothing() {
        office.refuse(maria, 550, "no");
        reply(asks("Not counted"), "<p>Hello</p>");
        mailWhen(OutboxState.FAILED);

        assertThat(within(() -> db.sql("SELECT count(*) FROM mail_sent WHERE tenant_id = :tenant")
                        .param("tenant", acme.tenant().value())
                        .query(Integer.class)
                        .single()))
                .isZero();
    }

    @Test
    void a_mail_deleted_from_the_outbox_never_leaves_and_its_ticket_says_so() {
        relay.become("");
        var ticket = asks("Taken back");
        reply(ticket, "<p>Hello</p>");
        until(() -> mail().lastError().isPresent());
        var id = mail().id();

        run(() -> deliveries.delete(acme.ada(), id));

        relay.become(office.relay());
        send(id);
        assertThat(office.takenFor(maria)).isEmpty();
        assertThat(deliveryNow(ticket)).isEqualTo("failed");
        assertThat(detail(ticket)).isEqualTo("Deleted from the outbox before it was sent.");
        assertThat(within(() -> db.sql("""
                        SELECT author_name FROM message
                         WHERE tenant_id = :tenant AND ticket_id = :ticket AND event ->> 'type' = 'withdrawn'
                        """)
                        .param("tenant", acme.tenant().value())
                        .param("ticket", ticket.id().value())
                        .query(String.class)
                        .single()))
                .isEqualTo("Ada Owner");
    }

    @Test
    void what_was_sent_leaves_the_outbox_after_thirty_days() {
        reply(asks("Long ago"), "<p>Hello</p>");
        mailWhen(OutboxState.SENT);
        within(() -> db.sql("UPDATE outbox SET sent_at = :at WHERE tenant_id = :tenant")
                .param(
                        "at",
                        Timestamp.from(
                                clock.instant().minus(Duration.ofDays(30)).plusSeconds(30)))
                .param("tenant", acme.tenant().value())
                .update());

        sweep();
        assertThat(mail().state()).isEqualTo(OutboxState.SENT);

        clock.forward(Duration.ofSeconds(31));
        sweep();
        assertThat(within(() -> rows.page(acme.tenant(), Optional.empty(), Cursor.START, 10)))
                .isEmpty();
    }

    @Test
    void a_letter_leaves_as_an_automatic_mail_of_the_account() throws Exception {
        letter("notice", "Your key", "<p>Hello</p>");

        var mail = office.oneFor(maria);

        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.message().getFrom()[0]).hasToString("Acme <" + support() + ">");
        assertThat(mail.message().getSubject()).isEqualTo("Your key");
        assertThat(mail.header("Message-ID")).startsWith("<l-");
    }

    @Test
    void secret_links_of_letters_are_for_their_readers_and_the_operator() {
        relay.become("");
        letter("password", "New password", "<p>https://acme.test/welcome/secret</p>");
        var id = mail().id();

        var line = as(() -> list.list(acme.tenant(), Optional.of("waiting"), Optional.empty(), 10, Language.EN))
                .items()
                .getFirst();
        assertThat(line.html()).isNull();
        assertThat(line.subject()).isEqualTo("New password");
        assertThat(line.to()).containsExactly(new OutboxMail.Addressee("Maria", maria));
        assertThat(as(() -> list.showWithoutSecrets(acme.tenant(), id, Language.EN))
                        .html())
                .isNull();
        assertThat(as(() -> list.showWithoutSecrets(acme.tenant(), id, Language.EN))
                        .text())
                .isNull();
        assertThat(as(() -> list.show(acme.tenant(), id, Language.EN)).html()).contains("/welcome/secret");
    }

    @Test
    void the_outbox_is_for_those_who_look_after_the_account() {
        office.refuse(maria, 550, "no");
        var ticket = asks("Rights");
        var message = reply(ticket, "<p>Hello</p>");
        delivery(ticket);
        var id = mail().id();

        assertThatThrownBy(() -> run(() -> deliveries.again(acme.kevin(), id))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> run(() -> deliveries.delete(acme.kevin(), id))).isInstanceOf(Forbidden.class);
        var globex = cast.account("globex");
        assertThatThrownBy(() -> org.havendesk.platform.Tenants.run(
                        globex.tenant(), () -> deliveries.again(globex.ada(), message)))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() ->
                        org.havendesk.platform.Tenants.run(globex.tenant(), () -> deliveries.delete(globex.ada(), id)))
                .isInstanceOf(NotFound.class);
    }

    private void letter(String purpose, String subject, String html) {
        within(() -> {
            events.publishEvent(new Letter(
                    acme.tenant(), purpose, "Maria", EmailAddress.parse(maria).orElseThrow(), subject, html, "Hello"));
            return "";
        });
    }

    private static SmtpServer route(Optional<UUID> server) {
        return new SmtpServer(server, "localhost", 25, MailSecurity.NONE, "", "", Optional.empty());
    }

    private void take(int times, Optional<UUID> server) {
        var route = route(server);
        for (int at = 0; at < times; at++) {
            var other = "n" + at + "@example.org";
            within(() -> limits.take(acme.tenant(), Ids.next(), route, Set.of(other)));
        }
    }

    private void sweep() {
        within(() -> {
            sweep.sweep(acme.tenant());
            return "";
        });
    }

    private void send() {
        send(mail().id());
    }

    private void send(UUID id) {
        run(() -> sender.send(acme.tenant(), id));
    }

    private void run(Runnable work) {
        as(() -> {
            work.run();
            return "";
        });
    }

    private void set(String what) {
        within(() -> db.sql("UPDATE outbox SET " + what + " WHERE tenant_id = :tenant")
                .param("tenant", acme.tenant().value())
                .update());
    }

    /** As somebody reads it who reads English. */
    private String detail(Ticket ticket) {
        var kept = within(() -> db.sql("""
                SELECT delivery_detail FROM message
                 WHERE tenant_id = :tenant AND ticket_id = :ticket AND kind = 'reply'
                 ORDER BY at DESC LIMIT 1
                """)
                .param("tenant", acme.tenant().value())
                .param("ticket", ticket.id().value())
                .query(String.class)
                .single());
        return said(kept);
    }

    private boolean failed(Ticket ticket) {
        return within(() -> db.sql("SELECT failed FROM ticket WHERE tenant_id = :tenant AND id = :id")
                .param("tenant", acme.tenant().value())
                .param("id", ticket.id().value())
                .query(Boolean.class)
                .single());
    }
}
