package org.havendesk.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.havendesk.contacts.Contacts;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Tenants;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.privacy.spi.PersonalData;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.havendesk.testing.Visitors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What each room promises of its {@link PersonalData}, asked of all of them alike. */
@HavendeskTest
class EveryRoomTests {
    @Autowired
    List<PersonalData> everyRoom;

    @Autowired
    Cast cast;

    @Autowired
    Visitors visitors;

    @Autowired
    Contacts contacts;

    @Autowired
    PlatformTransactionManager transactions;

    private Cast.Acme acme;
    private DataSubject maria;

    @BeforeEach
    void somebody_we_wrote_to() {
        acme = cast.acme();
        var begun = visitors.as(acme, acme.ada())
                .post("/rest/tickets", """
                {"department": "%s", "to": [{"name": "Maria", "email": "maria@example.org"}], "cc": [], "bcc": [],
                 "subject": "Your order", "html": "<p>It is on its way.</p>", "attachments": []}
                """.formatted(acme.support().value()));
        assertThat(begun.status()).isEqualTo(201);
        var contact = inside(() -> contacts.find(
                        acme.tenant(), EmailAddress.parse("maria@example.org").orElseThrow()))
                .orElseThrow();
        maria = new DataSubject.OfContact(acme.tenant(), contact);
    }

    @Test
    void a_copy_can_be_read_to_its_end_for_customers_and_agents() {
        var tables = subjects()
                .flatMap(subject -> everyRoom.stream().flatMap(room -> copy(room, subject).stream()))
                .peek(entry -> assertThat(
                                JsonMapper.shared().readTree(entry.json()).isObject())
                        .as(entry.table())
                        .isTrue())
                .map(PersonalData.Entry::table)
                .distinct()
                .toList();

        assertThat(tables).contains("contact", "message", "outbox", "agent", "agent_session");
    }

    @Test
    void a_copy_is_refused_where_it_could_not_be_read_to_its_end() {
        for (var room : everyRoom) {
            assertThat(catchThrowable(() -> Tenants.as(acme.tenant(), () -> room.export(maria))))
                    .as(room.category())
                    .isInstanceOf(IllegalTransactionStateException.class);
        }
    }

    @Test
    void erasing_twice_finds_nothing_the_second_time() {
        everyRoom.forEach(room -> inside(() -> room.erase(maria)));

        for (var room : everyRoom) {
            assertThat(inside(() -> room.erase(maria))).as(room.category()).isZero();
            assertThat(copy(room, maria)).as(room.category()).isEmpty();
        }
    }

    private Stream<DataSubject> subjects() {
        return Stream.of(
                maria, new DataSubject.OfAgent(acme.tenant(), acme.ada().id()));
    }

    private List<PersonalData.Entry> copy(PersonalData room, DataSubject subject) {
        return inside(() -> {
            try (var entries = room.export(subject)) {
                return entries.toList();
            }
        });
    }

    private <T> T inside(Supplier<T> work) {
        return Tenants.as(acme.tenant(), () -> new TransactionTemplate(transactions).execute(state -> work.get()));
    }
}
