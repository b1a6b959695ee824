package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Forbidden;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Tenants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MailboxTests extends InboundTest {
    private static final String USER = "sales@example.com";
    private static final String PASSWORD = "correct-horse";

    @Autowired
    Mailboxes mailboxes;

    @Autowired
    MailboxRows rows;

    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3)
    });

    @BeforeEach
    void start() {
        server.start();
        server.setUser(USER, USER, PASSWORD);
    }

    @AfterEach
    void stop() {
        Tenants.run(
                acme.tenant(), () -> mailboxes.all(acme.ada()).forEach(one -> mailboxes.remove(acme.ada(), one.id())));
        server.stop();
    }

    @Test
    void new_mail_in_an_imap_mailbox_becomes_a_ticket_at_once() {
        lies("<before@example.org>", "Before");
        var id = add(imap(false, true));
        until(() -> mailbox(id).fetchedAt().isPresent());
        assertThat(post.tickets(acme)).as("what lay there before").isEmpty();

        lies("<new@example.org>", "New");
        until(() -> post.tickets(acme).size() == 1);
        lies("<newer@example.org>", "Newer");
        until(() -> post.tickets(acme).size() == 2);

        assertThat(post.tickets(acme))
                .allSatisfy(ticket -> assertThat(ticket)
                        .containsEntry("department_id", acme.sales().toString()));
        assertThat(mailbox(id).state()).isEqualTo(Mailbox.State.ACTIVE);
        assertThat(inbox()).isEqualTo(3);
    }

    @Test
    void all_mail_is_fetched_and_removed_when_the_admin_wants_it() {
        lies("<a@example.org>", "A");
        lies("<b@example.org>", "B");

        add(imap(true, false));

        until(() -> post.tickets(acme).size() == 2);
        until(() -> inbox() == 0);
    }

    @Test
    void a_pop3_mailbox_is_fetched_once() {
        lies("<p1@example.org>", "P1");
        var id = add(pop3(true, true));
        until(() -> post.tickets(acme).size() == 1);

        lies("<p2@example.org>", "P2");
        again(id);

        until(() -> post.tickets(acme).size() == 2);
        post.waitUntilHandled(acme.tenant());
        assertThat(post.mails(acme)).hasSize(2);
        assertThat(inbox()).isEqualTo(2);
    }

    @Test
    void a_pop3_mailbox_is_emptied_when_the_admin_wants_it() {
        lies("<q1@example.org>", "Q1");
        lies("<q2@example.org>", "Q2");

        add(pop3(true, false));

        until(() -> post.tickets(acme).size() == 2);
        until(() -> inbox() == 0);
    }

    @Test
    void a_mail_that_came_by_smtp_and_lies_in_the_mailbox_too_is_one_message() throws IOException {
        post.bring(acme, MailComesInTests.mail("<both-ways@example.org>", "Both ways"));
        lies("<both-ways@example.org>", "Both ways");

        add(imap(true, true));

        until(() -> post.mails(acme).size() == 2);
        post.waitUntilHandled(acme.tenant());
        assertThat(post.messages(acme)).hasSize(1);
    }

    @Test
    void one_strange_mail_does_not_stop_the_rest() {
        lies("<first@example.org>", "First");
        store("no head at all\r\n\r\n\u0000\u0001");
        lies("<last@example.org>", "Last");

        add(imap(true, true));

        until(() -> post.tickets(acme).stream().anyMatch(ticket -> "Last".equals(ticket.get("subject"))));
    }

    @Test
    void a_wrong_password_shows_on_the_mailbox_and_is_tried_again_later() {
        var id = add(new Mailboxes.Wanted(
                settings(MailboxSettings.Kind.IMAP), Optional.of("wrong"), acme.sales(), true, true, address(), false));

        until(() -> mailbox(id).state() == Mailbox.State.FAILING);

        assertThat(mailbox(id).trouble().orElseThrow().step()).isEqualTo(MailboxTrouble.Step.LOGIN);
        assertThat(mailbox(id).failures()).isOne();
        assertThat(MailboxRounds.backOff(0)).isLessThan(MailboxRounds.backOff(1));
        assertThat(MailboxRounds.backOff(60)).hasHours(1);
    }

    @Test
    void the_test_says_at_which_step_it_fails() throws IOException {
        var good = settings(MailboxSettings.Kind.IMAP);
        assertThat(test(good, PASSWORD)).isEmpty();
        assertThat(test(settings(MailboxSettings.Kind.POP3), PASSWORD)).isEmpty();
        assertThat(test(good, "wrong")).hasValue(MailboxTrouble.Step.LOGIN);
        assertThat(test(with(good, "localhost", good.port(), "NoSuchFolder", MailSecurity.NONE), PASSWORD))
                .hasValue(MailboxTrouble.Step.FOLDER);
        assertThat(test(with(good, "no-such-host.invalid", good.port(), "INBOX", MailSecurity.NONE), PASSWORD))
                .hasValue(MailboxTrouble.Step.RESOLVE);
        assertThat(test(with(good, "localhost", closedPort(), "INBOX", MailSecurity.NONE), PASSWORD))
                .hasValue(MailboxTrouble.Step.CONNECT);
        assertThat(test(with(good, "localhost", server.getImaps().getPort(), "INBOX", MailSecurity.TLS), PASSWORD))
                .as("a certificate that nobody knows")
                .hasValue(MailboxTrouble.Step.TLS);
        assertThat(test(with(good, "localhost", good.port(), "INBOX", MailSecurity.STARTTLS), PASSWORD))
                .hasValue(MailboxTrouble.Step.TLS);
    }

    @Test
    void the_same_mailbox_is_not_fetched_twice() {
        add(imap(false, true));

        assertThatThrownBy(() -> add(imap(true, false))).isInstanceOf(Conflict.class);
    }

    @Test
    void a_stored_password_goes_to_no_other_server() {
        var id = add(imap(false, true));
        var elsewhere = with(settings(MailboxSettings.Kind.IMAP), "evil.example.com", 143, "INBOX", MailSecurity.NONE);
        var wanted = new Mailboxes.Wanted(elsewhere, Optional.empty(), acme.sales(), false, true, address(), false);

        assertThatThrownBy(() -> as(() -> mailboxes.change(acme.ada(), id, wanted)))
                .isInstanceOf(Invalid.class);
        assertThat(as(() -> mailboxes.password(acme.ada(), id, elsewhere))).isEmpty();
    }

    @Test
    void only_whoever_manages_the_settings_touches_mailboxes() {
        assertThatThrownBy(() -> as(() -> mailboxes.add(acme.kevin(), imap(false, true))))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(() -> mailboxes.all(acme.kevin()))).isInstanceOf(Forbidden.class);
    }

    @Test
    void the_password_lies_encrypted_and_the_address_is_the_departments() {
        var id = add(imap(false, true));

        var row = post.as(
                acme.tenant(),
                () -> db.sql("SELECT password FROM mailbox WHERE id = :id")
                        .param("id", id)
                        .query(byte[].class)
                        .single());
        assertThat(new String(row, StandardCharsets.ISO_8859_1)).doesNotContain(PASSWORD);
        assertThat(post.rows(acme.tenant(), "SELECT * FROM mail_address WHERE NOT built_in")
                        .getFirst())
                .containsEntry("address", USER)
                .containsEntry("department_id", acme.sales().toString());
    }

    private Mailboxes.Wanted imap(boolean all, boolean keep) {
        return wanted(MailboxSettings.Kind.IMAP, all, keep);
    }

    private Mailboxes.Wanted pop3(boolean all, boolean keep) {
        return wanted(MailboxSettings.Kind.POP3, all, keep);
    }

    private Mailboxes.Wanted wanted(MailboxSettings.Kind kind, boolean all, boolean keep) {
        return new Mailboxes.Wanted(settings(kind), Optional.of(PASSWORD), acme.sales(), all, keep, address(), false);
    }

    private static EmailAddress address() {
        return new EmailAddress(USER);
    }

    private MailboxSettings settings(MailboxSettings.Kind kind) {
        var port = kind == MailboxSettings.Kind.IMAP
                ? server.getImap().getPort()
                : server.getPop3().getPort();
        return new MailboxSettings(kind, "localhost", port, MailSecurity.NONE, USER, "INBOX");
    }

    private static MailboxSettings with(
            MailboxSettings good, String host, int port, String folder, MailSecurity security) {
        return new MailboxSettings(good.kind(), host, port, security, good.username(), folder);
    }

    private Optional<MailboxTrouble.Step> test(MailboxSettings settings, String password) {
        return Tenants.as(
                        acme.tenant(),
                        () -> mailboxes.test(
                                acme.ada(),
                                settings,
                                Optional.of(password),
                                Optional.empty(),
                                (agent, id, one) -> Optional.empty()))
                .map(MailboxTrouble::step);
    }

    private UUID add(Mailboxes.Wanted wanted) {
        return as(() -> mailboxes.add(acme.ada(), wanted)).id();
    }

    /** Begins a round now. */
    private void again(UUID id) {
        var mailbox = mailbox(id);
        as(() -> mailboxes.change(
                acme.ada(),
                id,
                new Mailboxes.Wanted(
                        mailbox.settings(),
                        Optional.empty(),
                        mailbox.department(),
                        mailbox.all(),
                        mailbox.keep(),
                        mailbox.address(),
                        false)));
    }

    private Mailbox mailbox(UUID id) {
        return post.as(acme.tenant(), () -> rows.find(acme.tenant(), id)).orElseThrow();
    }

    private void lies(String messageId, String subject) {
        store(MailComesInTests.mail(messageId, subject).replace("\n", "\r\n"));
    }

    private void store(String mail) {
        try {
            var user = server.getUserManager().getUserByEmail(USER);
            server.getManagers()
                    .getImapHostManager()
                    .getInbox(user)
                    .store(new MimeMessage(
                            Session.getInstance(new Properties()),
                            new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int inbox() {
        try {
            return server.getManagers()
                    .getImapHostManager()
                    .getInbox(server.getUserManager().getUserByEmail(USER))
                    .getMessageCount();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private <T> T as(java.util.function.Supplier<T> work) {
        return Tenants.as(acme.tenant(), work);
    }

    private static void until(java.util.function.BooleanSupplier it) {
        Post.waitUntil(it);
    }
}
