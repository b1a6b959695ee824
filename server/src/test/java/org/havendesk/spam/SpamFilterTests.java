package org.havendesk.spam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.havendesk.platform.ContactId;
import org.havendesk.platform.Ids;
import org.havendesk.platform.Keys;
import org.havendesk.platform.Tenants;
import org.havendesk.privacy.spi.DataSubject;
import org.havendesk.testing.Cast;
import org.havendesk.testing.HavendeskTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@HavendeskTest
class SpamFilterTests {
    @Autowired
    Cast cast;

    @Autowired
    SpamFilter filter;

    @Autowired
    SpamRows rows;

    @Autowired
    SpamData data;

    @Autowired
    Keys keys;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient db;

    @Autowired
    PlatformTransactionManager transactions;

    private final Letters letters = new Letters(3);
    private final ContactId eve = new ContactId(Ids.next());
    private final ContactId maria = new ContactId(Ids.next());
    private final Evidence bait = Evidence.ofText("form", "Eve", "zebra umbrella harpsichord zebra umbrella");
    private Cast.Acme acme;

    @BeforeEach
    void account() {
        acme = cast.acme();
    }

    private <T> T as(Supplier<T> work) {
        return Tenants.as(acme.tenant(), () -> new TransactionTemplate(transactions).execute(state -> work.get()));
    }

    private void teach(SpamFilter node, String message, ContactId contact, boolean spam, Evidence evidence) {
        var lesson = new Lesson(
                message, Optional.of(contact), Optional.of(acme.kevin().id()), spam, LedgerRow.Strength.MARK, evidence);
        as(() -> {
            node.learn(acme.tenant(), lesson);
            return 0;
        });
    }

    private double score(SpamFilter node, Evidence evidence) {
        return Tenants.as(acme.tenant(), () -> node.score(acme.tenant(), evidence))
                .logOdds();
    }

    private SpamFilter anotherNode() {
        return new SpamFilter(rows, keys, clock, transactions);
    }

    @Test
    void what_one_node_is_taught_all_nodes_know_at_their_next_judgement() {
        var other = anotherNode();
        double before = score(other, bait);
        teach(filter, "m1", eve, true, bait);
        teach(other, "m2", maria, false, letters.mail(false));

        assertThat(score(other, bait)).isGreaterThan(before + 0.3).isEqualTo(score(filter, bait));
    }

    @Test
    void a_lesson_that_was_rolled_back_was_never_learned() {
        double before = score(filter, bait);

        Tenants.as(
                acme.tenant(),
                () -> new TransactionTemplate(transactions).execute(state -> {
                    teach(filter, "m1", eve, true, bait);
                    filter.score(acme.tenant(), bait);
                    state.setRollbackOnly();
                    return 0;
                }));

        assertThat(score(filter, bait)).isEqualTo(before);
    }

    @Test
    void a_mark_can_be_taken_back_and_turned_round() {
        double before = score(filter, bait);
        teach(filter, "m1", eve, true, bait);
        double asSpam = score(filter, bait);
        teach(filter, "m1", eve, false, bait);
        double asGood = score(filter, bait);

        assertThat(asGood).isLessThan(before).isLessThan(asSpam);
        assertThat(as(() -> filter.unlearn(acme.tenant(), "m1"))).isTrue();
        assertThat(score(filter, bait)).isEqualTo(before);
        assertThat(as(() -> filter.unlearn(acme.tenant(), "m1"))).isFalse();
    }

    @Test
    void after_an_erasure_the_filter_is_the_one_that_never_knew_the_person() {
        for (int i = 0; i < 8; i++) {
            teach(filter, "m" + i, i % 4 == 3 ? eve : maria, i % 2 == 1, letters.mail(i % 2 == 1));
        }
        score(filter, bait);

        int erased = as(() -> data.erase(new DataSubject.OfContact(acme.tenant(), eve)));

        assertThat(erased).isEqualTo(2);
        assertThat(as(() -> data.erase(new DataSubject.OfContact(acme.tenant(), eve))))
                .isZero();
        var neverKnew = as(() -> rows.after(acme.tenant(), 0));
        assertThat(neverKnew).hasSize(6).noneMatch(row -> row.row().person().equals(eve.toString()));
        assertThat(score(filter, bait)).isEqualTo(score(anotherNode(), bait));
    }

    @Test
    void a_model_is_stored_encrypted_and_loaded_again_with_what_came_later() {
        for (int i = 0; i < 105; i++) {
            teach(filter, "m" + i, maria, i % 3 == 0, letters.mail(i % 3 == 0));
            if (i == 101) score(filter, bait);
        }
        var standing = as(() -> rows.standing(acme.tenant()));
        assertThat(standing.storedNumber()).isEqualTo(102);

        assertThat(score(anotherNode(), bait)).isCloseTo(score(filter, bait), within(1e-9));
        var mail = letters.mail(true);
        assertThat(score(anotherNode(), mail)).isCloseTo(score(filter, mail), within(1e-9));
    }

    @Test
    void accounts_learn_apart() {
        teach(filter, "m1", eve, true, bait);
        double here = score(filter, bait);
        acme = cast.acme();

        assertThat(score(filter, bait)).isNotEqualTo(here);
    }

    @Test
    void a_long_ledger_lets_go_of_its_oldest_rows() {
        for (int i = 0; i < 6; i++) teach(filter, "m" + i, maria, i % 2 == 0, letters.mail(i % 2 == 0));

        assertThat(as(() -> rows.removeAllBut(acme.tenant(), 4))).isEqualTo(2);
        assertThat(as(() -> rows.after(acme.tenant(), 0)))
                .extracting(row -> row.row().message())
                .containsExactly("m2", "m3", "m4", "m5");
    }

    @Test
    void an_export_names_what_was_marked() {
        teach(filter, "m1", eve, true, bait);

        var entries = as(() -> {
            try (var all = data.export(new DataSubject.OfContact(acme.tenant(), eve))) {
                return all.toList();
            }
        });

        assertThat(entries).hasSize(1);
        assertThat(entries.getFirst().json()).contains("\"message\": \"m1\"", "\"spam\": true");
    }
}
