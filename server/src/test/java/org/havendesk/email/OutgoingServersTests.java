package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.havendesk.email.DepartmentMails.DepartmentMail;
import org.havendesk.email.OutgoingServers.Described;
import org.havendesk.email.Transmission.Step;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Forbidden;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Language;
import org.havendesk.platform.TooMany;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** By which server a mail leaves. */
class OutgoingServersTests extends OutgoingTest {
    @Autowired
    OutgoingServers servers;

    @Autowired
    OutgoingServerRows serverRows;

    @Autowired
    DepartmentMails departments;

    @Autowired
    ServerTest test;

    @Test
    void the_departments_server_goes_before_the_default_and_the_default_before_the_relay() {
        try (var byDefault = new PostOffice();
                var special = new PostOffice()) {
            reply(asks("One"), "<p>By the relay</p>");
            office.oneFor(maria);

            var first = add(byDefault, "desk@acme.test");
            assertThat(first.isDefault()).isTrue();
            reply(asks("Two"), "<p>By the default</p>");
            byDefault.oneFor(maria);

            var second = add(special, "special@acme.test");
            assertThat(second.isDefault()).isFalse();
            as(() -> departments.change(
                    acme.ada(), acme.support(), new DepartmentMail("", "", Optional.of(second.id()))));
            reply(asks("Three"), "<p>By the department's</p>");
            special.oneFor(maria);

            run(() -> servers.remove(acme.ada(), second.id()));
            reply(asks("Four"), "<p>By the default again</p>");
            until(() -> byDefault.takenFor(maria).size() == 2);
            assertThat(office.takenFor(maria)).hasSize(1);
        }
    }

    @Test
    void a_server_of_another_domain_sends_in_its_own_name_and_asks_for_answers_at_the_departments() throws Exception {
        try (var elsewhere = new PostOffice()) {
            add(elsewhere, "me@mail.example");
            reply(asks("Elsewhere"), "<p>Hello</p>");

            var mail = elsewhere.oneFor(maria);

            assertThat(mail.sender()).isEqualTo("me@mail.example");
            assertThat(mail.message().getFrom()[0]).hasToString("Kevin Agent via Acme <me@mail.example>");
            assertThat(mail.message().getReplyTo()[0]).hasToString("Kevin Agent via Acme <" + support() + ">");
        }
    }

    @Test
    void what_waits_leaves_when_a_server_is_added() {
        relay.become("");
        reply(asks("Waits"), "<p>Hello</p>");
        until(() -> mail().lastError().isPresent());
        try (var own = new PostOffice()) {
            add(own, "desk@acme.test");
            own.oneFor(maria);
        }
    }

    @Test
    void a_server_that_cannot_be_reached_is_shown_as_failing_until_it_can() {
        int port;
        try (var own = new PostOffice()) {
            port = own.port();
        }
        var server = as(() -> servers.add(acme.ada(), described(port, "desk@acme.test", true)));
        reply(asks("Fails"), "<p>Hello</p>");
        until(() -> mail().attempts() == 1 && mail().state() == OutboxState.WAITING);

        assertThat(as(() -> servers.all(acme.ada())).getFirst())
                .satisfies(one -> assertThat(one.failing()).isTrue())
                .satisfies(one -> assertThat(said(one.lastError())).startsWith("127.0.0.1 does not answer."));
        try (var own = new PostOffice()) {
            as(() -> servers.change(acme.ada(), server.id(), described(own.port(), "desk@acme.test", true)));
            own.oneFor(maria);
            until(() -> mail().state() == OutboxState.SENT);
            assertThat(as(() -> servers.all(acme.ada())).getFirst().failing()).isFalse();
        }
    }

    @Test
    void a_password_lies_encrypted_and_is_asked_for_again_when_the_host_changes() {
        var server = as(() -> servers.add(
                acme.ada(),
                new Described(
                        "Ours", "mail.example", 465, "tls", "desk", Optional.of("s3cret!"), "d@acme.test", true)));

        var sealed = within(() -> db.sql("SELECT password FROM outgoing_server WHERE tenant_id = :tenant")
                .param("tenant", acme.tenant().value())
                .query(byte[].class)
                .single());
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("s3cret!");
        assertThat(within(() -> serverRows.smtp(acme.tenant(), server.id()))
                        .orElseThrow()
                        .password())
                .isEqualTo("s3cret!");

        var elsewhere =
                new Described("Ours", "evil.example", 465, "tls", "desk", Optional.empty(), "d@acme.test", true);
        assertThatThrownBy(() -> as(() -> servers.change(acme.ada(), server.id(), elsewhere)))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> as(() -> servers.toTest(acme.ada(), elsewhere, Optional.of(server.id()))))
                .isInstanceOf(Invalid.class);
        var renamed = new Described("Mine", "mail.example", 465, "tls", "desk", Optional.empty(), "d@acme.test", true);
        as(() -> servers.change(acme.ada(), server.id(), renamed));
        assertThat(within(() -> serverRows.smtp(acme.tenant(), server.id()))
                        .orElseThrow()
                        .password())
                .isEqualTo("s3cret!");
    }

    @Test
    void a_password_never_travels_in_the_clear() {
        var open = new Described("Ours", "mail.example", 25, "none", "desk", Optional.of("x"), "d@acme.test", true);

        assertThatThrownBy(() -> as(() -> servers.add(acme.ada(), open)))
                .isInstanceOfSatisfying(
                        Invalid.class, wrong -> assertThat(wrong.fields()).containsKey("security"));
    }

    @Test
    void servers_are_for_those_who_may_change_settings() {
        assertThatThrownBy(() -> as(() -> servers.all(acme.kevin()))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> as(() -> servers.add(acme.kevin(), described(25, "d@acme.test", true))))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() ->
                        as(() -> servers.toTest(acme.kevin(), described(25, "d@acme.test", true), Optional.empty())))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void the_test_says_at_which_step_a_server_fails() {
        assertThat(tried("no-such-host.invalid", 25, "none").step()).isEqualTo(Step.RESOLVE);
        assertThat(tried("127.0.0.1", 1, "none").step()).isEqualTo(Step.CONNECT);
        assertThat(tried("127.0.0.1", office.port(), "tls").step()).isEqualTo(Step.TLS);
        assertThat(tried("127.0.0.1", office.port(), "starttls").step()).isEqualTo(Step.TLS);
        office.refuse("test@example.org", 550, "not here");
        var refused = tried("127.0.0.1", office.port(), "none");
        assertThat(refused.step()).isEqualTo(Step.SEND);
        assertThat(refused.detail()).contains("not here");
        office.acceptAll();
        assertThat(tried("127.0.0.1", office.port(), "none").ok()).isTrue();
        assertThat(office.oneFor("test@example.org").header("Subject"))
                .isEqualTo("Test of the server for outgoing mail");
    }

    @Test
    void the_test_is_no_tool_to_look_for_hosts() {
        for (int at = 0; at < 10; at++) {
            tried("127.0.0.1", 1, "none");
        }
        assertThatThrownBy(() -> tried("127.0.0.1", 1, "none")).isInstanceOf(TooMany.class);
    }

    private ServerTest.Result tried(String host, int port, String security) {
        var server = new SmtpServer(
                Optional.of(UUID.randomUUID()),
                host,
                port,
                MailSecurity.of(security).orElseThrow(),
                "",
                "",
                Optional.of("desk@acme.test"));
        return as(() -> test.run(acme.tenant(), server, EmailAddress.parse("test@example.org"), Language.EN));
    }

    private OutgoingServerRows.OutgoingServer add(PostOffice to, String from) {
        return as(() -> servers.add(acme.ada(), described(to.port(), from, false)));
    }

    private static Described described(int port, String from, boolean isDefault) {
        return new Described("Server", "127.0.0.1", port, "none", "", Optional.empty(), from, isDefault);
    }

    private void run(Runnable work) {
        as(() -> {
            work.run();
            return List.of();
        });
    }
}
