package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.havendesk.platform.Cursor;
import org.havendesk.platform.EmailAddress;
import org.havendesk.privacy.spi.DataSubject;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the outbox holds about people, and that it lets go of it. */
class OutboxDataTests extends OutgoingTest {
    @Autowired
    OutboxData data;

    @Test
    void every_column_is_declared() {
        for (var store : data.stores()) {
            var declared = Stream.concat(store.personal().stream(), store.plain().stream())
                    .toList();
            var there = db.sql("SELECT column_name FROM information_schema.columns WHERE table_name = :table")
                    .param("table", store.table())
                    .query(String.class)
                    .list();
            assertThat(declared).as(store.table()).containsExactlyInAnyOrderElementsOf(there);
        }
    }

    @Test
    void a_person_gets_a_copy_of_their_mails_and_can_have_them_forgotten() {
        var ticket = asks("Forget me");
        reply(ticket, "<p>We know your secret</p>");
        mailWhen(OutboxState.SENT);
        var contact = as(() ->
                        contacts.find(acme.tenant(), EmailAddress.parse(maria).orElseThrow()))
                .orElseThrow();
        var subject = new DataSubject.OfContact(acme.tenant(), contact);

        var copy = within(() -> {
            try (var entries = data.export(subject)) {
                return entries.map(entry -> entry.json()).toList();
            }
        });
        assertThat(copy).hasSize(1);
        assertThat(copy.getFirst()).contains("We know your secret");
        assertThat(as(() -> data.erase(subject))).isEqualTo(1);
        assertThat(as(() -> data.erase(subject))).isZero();
        assertThat(within(() -> rows.page(acme.tenant(), Optional.empty(), Cursor.START, 10)))
                .isEmpty();
    }
}
