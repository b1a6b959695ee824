package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.havendesk.contacts.Contacts;
import org.havendesk.platform.ContactId;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.testing.TurnableClock;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class RawMailRetentionTests extends InboundTest {
    private static final Duration KEPT = Duration.ofDays(30);

    @Autowired
    RawMailRetention retention;

    @Autowired
    InboundMailData data;

    @Autowired
    TurnableClock clock;

    @Autowired
    Contacts contacts;

    @Test
    void the_bytes_of_a_mail_go_30_days_after_it_was_handled_and_not_a_moment_before() throws IOException {
        post.bring(acme, MailComesInTests.mail("<old@example.org>", "Old"));
        post.bring(acme, "no mail".getBytes(java.nio.charset.StandardCharsets.US_ASCII), post.support(acme));

        clock.forward(KEPT.minusMinutes(1));
        retention.run();
        assertThat(post.mails(acme)).hasSize(2);
        assertThat(post.messages(acme).getFirst().get("source")).isNotEmpty();

        clock.forward(Duration.ofMinutes(2));
        retention.run();
        assertThat(post.mails(acme)).extracting(mail -> mail.get("state")).containsExactly("quarantined");
        assertThat(post.rows(acme.tenant(), "SELECT * FROM file")).hasSize(1);
        assertThat(post.messages(acme).getFirst())
                .containsEntry("source", "")
                .containsEntry("external_id", "<old@example.org>");
    }

    @Test
    void an_erased_persons_mails_are_gone_with_their_bytes() throws IOException {
        post.bring(acme, MailComesInTests.mail("<erased@example.org>", "Erase me"));
        post.bringHead(acme, "From: bob@example.org\nSubject: Not me\nMessage-ID: <bob@example.org>\n");
        var maria = ContactId.of(post.messages(acme).getFirst().getOrDefault("author_id", ""));
        var subject = new DataSubject.OfContact(acme.tenant(), maria);

        assertThat(post.as(acme.tenant(), () -> data.export(subject).toList())).hasSize(1);
        assertThat(post.as(acme.tenant(), () -> data.erase(subject))).isOne();
        assertThat(post.as(acme.tenant(), () -> data.erase(subject))).isZero();

        assertThat(post.mails(acme)).extracting(mail -> mail.get("sender")).containsExactly("bob@example.org");
        assertThat(post.rows(acme.tenant(), "SELECT * FROM file")).hasSize(1);
    }
}
