package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

class ListenerTests extends InboundTest {
    @Test
    void it_takes_mail_for_addresses_that_exist_and_for_no_others() throws IOException {
        var beta = cast.account("beta");
        try (var talk = post.talk()) {
            talk.say("MAIL FROM:<maria@example.org>");

            assertThat(talk.say("RCPT TO:<" + post.support(acme) + ">")).startsWith("250");
            assertThat(talk.say("RCPT TO:<" + post.support(acme).toUpperCase(java.util.Locale.ROOT) + ">"))
                    .startsWith("250");
            assertThat(talk.say("RCPT TO:<support+parcel@" + acme.subdomain() + ".localhost>"))
                    .startsWith("250");
            assertThat(talk.say("RCPT TO:<postmaster@" + acme.subdomain() + ".localhost>"))
                    .startsWith("250");
            assertThat(talk.say("RCPT TO:<nobody@" + acme.subdomain() + ".localhost>"))
                    .startsWith("550");
            assertThat(talk.say("RCPT TO:<" + post.support(beta) + ">"))
                    .as("no address yet")
                    .startsWith("550");
            assertThat(talk.say("RCPT TO:<support@nowhere.localhost>")).startsWith("550");
            assertThat(talk.say("RCPT TO:<maria@example.org>"))
                    .as("no open relay")
                    .startsWith("550");
            assertThat(talk.say("RCPT TO:<maria%example.org@localhost>")).startsWith("550");
            assertThat(talk.say("VRFY support")).startsWith("502");
        }
    }

    @Test
    void mail_for_an_account_that_is_being_made_comes_later() throws IOException {
        db.sql("UPDATE account SET status = 'installing' WHERE id = :id")
                .param("id", acme.tenant().value())
                .update();

        try (var talk = post.talk()) {
            talk.say("MAIL FROM:<maria@example.org>");
            assertThat(talk.say("RCPT TO:<" + post.support(acme) + ">")).startsWith("450");
        }
    }

    @Test
    void one_mail_to_two_addresses_of_an_account_is_one_ticket_and_to_two_accounts_two() throws IOException {
        var beta = cast.account("beta");
        post.open(beta);
        var plus = "support+again@" + acme.subdomain() + ".localhost";

        post.bring(
                acme,
                bytes(MailComesInTests.mail("<two@example.org>", "Both")),
                post.support(acme),
                plus,
                post.support(beta));
        post.waitUntilHandled(beta.tenant());

        assertThat(post.tickets(acme)).hasSize(1);
        assertThat(post.tickets(beta)).hasSize(1);
    }

    @Test
    void it_encrypts_when_asked_and_forgets_what_was_said_before() throws IOException, GeneralSecurityException {
        try (var talk = post.talk()) {
            assertThat(talk.say("EHLO again.example.org")).contains("STARTTLS", "8BITMIME", "SIZE", "SMTPUTF8");
            talk.say("MAIL FROM:<maria@example.org>");
            assertThat(talk.say("STARTTLS")).startsWith("220");
            talk.encrypt(trustingAnybody().getSocketFactory());

            assertThat(talk.say("RCPT TO:<" + post.support(acme) + ">")).startsWith("503");
            assertThat(talk.say("EHLO mail.example.org")).startsWith("250");
            assertThat(talk.deliver(
                            "maria@example.org",
                            bytes(MailComesInTests.mail("<tls@example.org>", "Safe")),
                            post.support(acme)))
                    .startsWith("250");
        }
        post.waitUntilHandled(acme.tenant());
        assertThat(post.tickets(acme)).hasSize(1);
    }

    @Test
    void a_mail_that_is_too_large_is_refused_and_the_talk_goes_on() throws IOException {
        var large = new byte[36 << 20];
        Arrays.fill(large, (byte) 'x');
        for (int i = 70; i < large.length; i += 72) {
            large[i] = '\r';
            large[i + 1 < large.length ? i + 1 : i] = '\n';
        }
        try (var talk = post.talk()) {
            assertThat(talk.say("MAIL FROM:<maria@example.org> SIZE=99999999")).startsWith("552");
            assertThat(talk.deliver("maria@example.org", large, post.support(acme)))
                    .startsWith("552");
            assertThat(talk.say("NOOP")).startsWith("250");
            assertThat(talk.deliver(
                            "maria@example.org",
                            bytes(MailComesInTests.mail("<small@example.org>", "Small")),
                            post.support(acme)))
                    .startsWith("250");
        }
        post.waitUntilHandled(acme.tenant());
        assertThat(post.mails(acme)).hasSize(1);
    }

    @Test
    void only_a_dot_between_complete_line_ends_ends_a_mail() throws IOException {
        var smuggled =
                "From: maria@example.org\r\nSubject: One\r\nMessage-ID: <smuggle@example.org>\r\n\r\nText\n.\nMAIL FROM:<eve@example.com>\r\n"
                        + ".\rRCPT TO:<x@example.com>\n.\r\nstill text";
        try (var talk = post.talk()) {
            assertThat(talk.deliver(
                            "maria@example.org", smuggled.getBytes(StandardCharsets.US_ASCII), post.support(acme)))
                    .startsWith("250");
            assertThat(talk.say("NOOP")).startsWith("250");
        }
        post.waitUntilHandled(acme.tenant());
        assertThat(post.mails(acme)).hasSize(1);
        assertThat(post.messages(acme).getFirst().get("text")).contains("still text");
    }

    @Test
    void a_strange_mail_is_always_taken() throws IOException {
        var strange = new ArrayList<byte[]>();
        strange.add(new byte[0]);
        strange.add(new byte[5000]);
        strange.add("no head at all".getBytes(StandardCharsets.US_ASCII));
        strange.add("From: \u0000\r\nSubject: \u0000\u0001\r\n\r\n\u0000".getBytes(StandardCharsets.US_ASCII));
        strange.add(("From: <>\r\nTo: ;;;\r\nContent-Type: multipart/mixed; boundary=\r\n\r\n--\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        strange.add(("Content-Type: text/plain; charset=nope\r\nContent-Transfer-Encoding: what\r\n\r\nx")
                .getBytes(StandardCharsets.US_ASCII));
        var noise = new byte[20_000];
        new Random(7).nextBytes(noise);
        strange.add(noise);
        strange.add(MailComesInTests.concat(
                "From: maria@example.org\r\nSubject: ".getBytes(StandardCharsets.US_ASCII), noise));
        try (var talk = post.talk()) {
            for (var mail : strange) {
                assertThat(talk.deliver("", mail, post.support(acme))).startsWith("250");
            }
        }
        post.waitUntilHandled(acme.tenant());
        assertThat(post.mails(acme)).hasSize(strange.size()).allSatisfy(mail -> {
            assertThat(mail.get("state")).isIn("done", "dropped", "quarantined");
            assertThat(mail.get("reason")).isNotEqualTo("failed");
        });
    }

    @Test
    void a_million_headers_are_read_to_the_end_and_no_further() throws IOException {
        var mail =
                new StringBuilder("From: maria@example.org\r\nMessage-ID: <million@example.org>\r\nSubject: Many\r\n");
        for (int i = 0; i < 1_000_000; i++) {
            mail.append("X-").append(i).append(": y\r\n");
        }
        post.bring(acme, mail.append("\r\nText").toString().getBytes(StandardCharsets.US_ASCII), post.support(acme));

        assertThat(post.tickets(acme).getFirst()).containsEntry("subject", "Many");
    }

    @Test
    void what_cannot_be_stored_is_not_taken() throws IOException {
        var beta = cast.account("beta");
        post.open(beta);
        post.as(
                beta.tenant(),
                () -> db.sql("INSERT INTO tenant_key (tenant_id, wrapped) VALUES (:tenant, 'broken')")
                        .param("tenant", beta.tenant().value())
                        .update());

        try (var talk = post.talk()) {
            var answer = talk.deliver(
                    "maria@example.org",
                    bytes(MailComesInTests.mail("<full@example.org>", "Full")),
                    post.support(beta));
            assertThat(answer).startsWith("451");
        }
        assertThat(post.mails(beta)).isEmpty();
    }

    @Test
    void one_address_gets_so_many_connections_and_no_more() throws IOException {
        var talks = new ArrayList<SmtpTalk>();
        try {
            for (int i = 0; i < 20; i++) {
                talks.add(post.talk());
            }
            assertThat(post.greeting()).startsWith("421");
        } finally {
            for (var talk : talks) {
                talk.close();
            }
        }
    }

    @Test
    void the_way_that_a_mail_came_is_written_down_without_naming_who_else_got_it() throws IOException {
        post.bring(acme, bytes(MailComesInTests.mail("<trace@example.org>", "Trace")), post.support(acme));

        var source = new String(post.source(acme), StandardCharsets.UTF_8);
        assertThat(source).startsWith("Received: from mail.example.org ([127.0.0.1])");
        assertThat(source).doesNotContain(post.support(acme));
    }

    private static byte[] bytes(String mail) {
        return mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static SSLContext trustingAnybody() throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        return context;
    }

    /** Mail servers encrypt without looking at the certificate. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
