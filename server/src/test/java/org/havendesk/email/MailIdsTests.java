package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Tenants;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.tickets.MessageId;
import org.havendesk.tickets.TicketId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Class 17: an id that brings a mail into a ticket can neither be made up nor counted through. */
@HavendeskTest
class MailIdsTests {
    private static final String CODE = "KFM-QWZRT-482";

    @Autowired
    Cast cast;

    @Autowired
    MailIds ids;

    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
    }

    @Test
    void an_own_id_is_known_again_even_when_a_server_changed_its_case() {
        var message = new MessageId(Ids.next());
        var id = as(() -> ids.ofMessage(acme.tenant(), CODE, message, "acme.test"));

        assertThat(id).startsWith("<" + CODE + ".").endsWith("@acme.test>");
        assertThat(messageOf(List.of("<other@example.org>", id))).contains(message);
        assertThat(messageOf(List.of(id.toLowerCase(Locale.ROOT)))).contains(message);
        assertThat(messageOf(List.of(id.substring(1, id.length() - 1)))).contains(message);
    }

    @Test
    void an_id_for_another_message_another_ticket_or_another_account_is_refused() {
        var id = as(() -> ids.ofMessage(acme.tenant(), CODE, new MessageId(Ids.next()), "acme.test"));
        var other = as(() -> ids.ofMessage(acme.tenant(), CODE, new MessageId(Ids.next()), "acme.test"));
        var parts = id.split("\\.", 3);
        var otherParts = other.split("\\.", 3);

        assertThat(messageOf(List.of(parts[0] + "." + otherParts[1] + "." + parts[2])))
                .isEmpty();
        assertThat(messageOf(List.of(id.replace(CODE, "KFM-QWZRT-483")))).isEmpty();
        var globex = cast.account("globex");
        assertThat(Tenants.as(globex.tenant(), () -> ids.messageOf(globex.tenant(), List.of(id))))
                .isEmpty();
    }

    @Test
    void a_notification_names_its_agent_and_ticket_and_no_other() {
        var ticket = new TicketId(Ids.next());
        var id = as(() -> ids.ofNotification(acme.tenant(), ticket, acme.kevin().id(), Ids.next(), "acme.test"));

        assertThat(agentOf(List.of("<a@b>", id)))
                .contains(new MailIds.Notified(ticket, acme.kevin().id()));
        for (int at = 3; at < id.indexOf('@'); at++) {
            var changed = id.substring(0, at) + (id.charAt(at) == 'a' ? 'b' : 'a') + id.substring(at + 1);
            assertThat(agentOf(List.of(changed))).isEmpty();
        }
        assertThat(messageOf(List.of(id))).isEmpty();
    }

    @Test
    void two_notifications_about_one_ticket_have_different_ids() {
        var ticket = new TicketId(Ids.next());
        Supplier<String> next = () ->
                as(() -> ids.ofNotification(acme.tenant(), ticket, acme.kevin().id(), Ids.next(), "acme.test"));

        assertThat(next.get()).isNotEqualTo(next.get());
    }

    private java.util.Optional<MessageId> messageOf(List<String> some) {
        return as(() -> ids.messageOf(acme.tenant(), some));
    }

    private java.util.Optional<MailIds.Notified> agentOf(List<String> some) {
        return as(() -> ids.agentOf(acme.tenant(), some));
    }

    private <T> T as(Supplier<T> work) {
        return Tenants.as(acme.tenant(), work);
    }
}
