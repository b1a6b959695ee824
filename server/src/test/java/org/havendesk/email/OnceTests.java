package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.havendesk.contacts.Contacts;
import org.havendesk.files.Files;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Ids;
import org.havendesk.testing.TurnableClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Nothing is lost and nothing comes twice. */
class OnceTests extends InboundTest {
    @Autowired
    InboundRows rows;

    @Autowired
    Files files;

    @Autowired
    IntakeNet net;

    @Autowired
    Sorting sorting;

    @Autowired
    Contacts contacts;

    @Autowired
    TurnableClock clock;

    @Test
    void a_mail_that_comes_twice_is_dropped_with_a_reason() throws IOException {
        var mail = MailComesInTests.mail("<twice@example.org>", "Twice");
        post.bring(acme, mail);
        post.bring(acme, "Received: by another.example.org\n" + mail);

        assertThat(post.messages(acme)).hasSize(1);
        assertThat(post.mails(acme).getLast()).containsEntry("state", "dropped").containsEntry("reason", "duplicate");
    }

    @Test
    void another_mail_under_the_same_message_id_is_not_lost() throws IOException {
        post.bringHead(acme, "From: scanner@example.org\nMessage-ID: <always@scanner>\nSubject: Page 1\n");
        post.bring(
                acme,
                "From: scanner@example.org\nMessage-ID: <always@scanner>\nSubject: Page 2\n"
                        + "Date: Tue, 21 Jul 2026 10:00:00 +0000\n\nSecond\n");
        post.bring(
                acme,
                "From: scanner@example.org\nMessage-ID: <always@scanner>\nSubject: Page 2\n"
                        + "Date: Tue, 21 Jul 2026 10:00:00 +0000\n\nSecond\n");

        assertThat(post.tickets(acme))
                .extracting(ticket -> ticket.get("subject"))
                .containsExactly("Page 1", "Page 2");
        assertThat(post.mails(acme).getLast()).containsEntry("reason", "duplicate");
    }

    @Test
    void a_mail_without_message_id_is_known_by_what_it_says() throws IOException {
        var mail = "From: maria@example.org\nSubject: No id\nDate: Mon, 20 Jul 2026 10:00:00 +0000\n\nSame words\n";
        post.bring(acme, mail);
        post.bring(acme, mail);

        assertThat(post.messages(acme)).hasSize(1);
    }

    @Test
    void what_was_stored_before_the_program_was_killed_is_caught_by_the_net() {
        var id = stored("<killed@example.org>");
        clock.forward(java.time.Duration.ofSeconds(40));

        Post.waitUntil(() -> !post.tickets(acme).isEmpty());

        assertThat(post.mails(acme).getFirst()).containsEntry("id", id.toString());
        post.waitUntilHandled(acme.tenant());
    }

    @Test
    void a_mail_that_is_acknowledged_is_handled_already() throws IOException {
        try (var talk = post.talk()) {
            talk.deliver(
                    "maria@example.org",
                    MailComesInTests.mail("<quick@example.org>", "Quick")
                            .replace("\n", "\r\n")
                            .getBytes(StandardCharsets.UTF_8),
                    post.support(acme));
        }

        assertThat(post.messages(acme)).hasSize(1);
        assertThat(post.mails(acme)).extracting(mail -> mail.get("state")).containsExactly("done");
    }

    @Test
    void a_mail_whose_handling_takes_long_is_stored_acknowledged_and_handled_once() throws Exception {
        var mail = MailComesInTests.mail("<slow@example.org>", "Slow")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        var held = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        try (var other = Executors.newVirtualThreadPerTaskExecutor();
                var talk = post.talk()) {
            var holding =
                    other.submit(() -> post.as(acme.tenant(), () -> holdContactOf("maria@example.org", held, over)));
            held.await();

            assertThat(talk.deliver("maria@example.org", mail, post.support(acme)))
                    .startsWith("250");
            assertThat(post.messages(acme)).isEmpty();
            assertThat(post.mails(acme)).extracting(one -> one.get("state")).containsExactly("received");

            over.countDown();
            holding.get();
        }
        post.waitUntilHandled(acme.tenant());

        assertThat(post.messages(acme)).hasSize(1);
        assertThat(post.mails(acme)).extracting(one -> one.get("state")).containsExactly("done");
    }

    /** Whoever wants to make the same contact waits until this one is committed. */
    private boolean holdContactOf(String address, CountDownLatch held, CountDownLatch over) {
        contacts.known(acme.tenant(), EmailAddress.parse(address).orElseThrow(), "Maria");
        held.countDown();
        try {
            return over.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void many_who_handle_the_same_mail_at_once_make_one_message() {
        var id = stored("<race@example.org>");
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                many.execute(() -> sorting.handle(acme.tenant(), id));
            }
        }

        assertThat(post.messages(acme)).hasSize(1);
    }

    @Test
    void many_copies_at_once_make_one_message() {
        var copies = java.util.stream.Stream.generate(() -> stored("<copies@example.org>"))
                .limit(6)
                .toList();
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            copies.forEach(id -> many.execute(() -> sorting.handle(acme.tenant(), id)));
        }
        post.waitUntilHandled(acme.tenant());

        assertThat(post.messages(acme)).hasSize(1);
        assertThat(post.mails(acme)).extracting(mail -> mail.get("state")).containsOnly("done", "dropped");
        assertThat(post.rows(acme.tenant(), "SELECT * FROM contact")).hasSize(1);
    }

    @Test
    void a_mail_that_fails_again_and_again_ends_in_quarantine_and_can_be_tried_later() {
        var id = stored("<fails@example.org>");
        post.as(
                acme.tenant(),
                () -> db.sql("UPDATE inbound_mail SET attempts = 7, size = size + 1000")
                        .update());

        sorting.handleAgain(acme.tenant(), id);
        assertThat(post.mails(acme).getFirst())
                .containsEntry("state", "quarantined")
                .containsEntry("reason", "failed");

        post.as(
                acme.tenant(),
                () -> db.sql("UPDATE inbound_mail SET size = size - 1000").update());
        post.as(acme.tenant(), () -> rows.retry(acme.tenant(), id));
        sorting.handleAgain(acme.tenant(), id);
        assertThat(post.tickets(acme)).hasSize(1);
    }

    /** As the listener leaves it when the program is killed before it handles the mail. */
    private UUID stored(String messageId) {
        var raw =
                MailComesInTests.mail(messageId, "Stored").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        return post.as(acme.tenant(), () -> {
            var id = Ids.next();
            var file = files.keep(acme.tenant(), RawMail.pack(raw), RawMail.NAME, RawMail.TYPE);
            rows.insert(
                    acme.tenant(),
                    id,
                    new Arrived(Arrived.SMTP, "", List.of(post.support(acme)), Optional.empty(), "", raw),
                    file,
                    clock.instant());
            net.spread(acme.tenant());
            return id;
        });
    }
}
