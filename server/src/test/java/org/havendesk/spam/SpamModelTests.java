package org.havendesk.spam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.havendesk.spam.Judgement.Expert;
import org.junit.jupiter.api.Test;

class SpamModelTests {
    private static final SpamKey KEY = new SpamKey(1, 2);

    private final Letters letters = new Letters(1);

    private static SpamModel empty() {
        return SpamModel.empty(KEY, SpamModel.HAM_LOSS);
    }

    private SpamModel taught(int marks) {
        var model = empty();
        letters.rows(model, marks).forEach(model::learn);
        return model;
    }

    @Test
    void an_empty_filter_is_undecided_and_holds_nothing_back() {
        var judgement = empty().score(letters.mail(true));

        assertThat(judgement.probability()).isEqualTo(0.5);
        assertThat(judgement.verdict()).isEqualTo(Verdict.INBOX);
        assertThat(judgement.reasons()).isEmpty();
    }

    @Test
    void nothing_is_held_back_before_enough_good_messages_are_known() {
        var model = taught(12);

        assertThat(model.score(letters.mail(true)).bar()).isInfinite();
        assertThat(model.score(letters.mail(true)).verdict()).isEqualTo(Verdict.SUSPECTED);
    }

    @Test
    void after_some_marks_spam_is_held_back_and_good_mail_is_not() {
        var model = taught(300);

        for (int i = 0; i < 50; i++) {
            assertThat(model.score(letters.mail(true)).verdict()).isEqualTo(Verdict.QUARANTINE);
            assertThat(model.score(letters.mail(false)).verdict()).isEqualTo(Verdict.INBOX);
        }
    }

    @Test
    void a_judgement_names_the_words_that_weighed_most_and_every_vote() {
        var judgement = taught(200)
                .score(Evidence.ofMail("Subject: casino\nFrom: a@example.org\n\ncasino prize for the winner"
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(judgement.reasons())
                .anyMatch(reason ->
                        reason.place().equals("subject") && reason.word().equals("casino"))
                .anyMatch(reason -> reason.place().isEmpty() && reason.word().equals("prize") && reason.weight() > 0);
        assertThat(judgement.votes())
                .extracting(Judgement.Vote::expert)
                .containsExactly(Expert.BYTES, Expert.WORDS, Expert.COUNTS, Expert.PAIRS);
    }

    @Test
    void scoring_teaches_nothing() {
        var model = taught(60);
        var before = model.toBytes();

        model.score(letters.mail(true));

        assertThat(model.toBytes()).isEqualTo(before);
    }

    @Test
    void a_forgotten_person_leaves_no_trace_in_a_single_byte() {
        var rows = letters.rows(empty(), 250);
        var without =
                rows.stream().filter(row -> !row.person().equals("person3")).toList();
        var model = empty();
        rows.forEach(model::learn);
        var neverKnew = empty();
        without.forEach(neverKnew::learn);
        assertThat(model.toBytes()).isNotEqualTo(neverKnew.toBytes());

        rows.stream().filter(row -> row.person().equals("person3")).forEach(model::unlearn);
        var rebuilt = model.rebuilt(without);

        assertThat(rebuilt.toBytes()).isEqualTo(neverKnew.toBytes());
    }

    @Test
    void a_thinned_lesson_teaches_is_small_and_leaves_no_trace_when_forgotten() {
        var long900 = new Letters(2, 900);
        var rows = long900.rows(empty(), 60);
        var thin = rows.stream().map(LedgerRow::thinned).toList();
        assertThat(Fingerprint.fromBytes(thin.getFirst().print().toBytes()))
                .isEqualTo(thin.getFirst().print())
                .isNotEqualTo(rows.getFirst().print());
        assertThat(thin.getFirst().print().toBytes().length)
                .isLessThan(rows.getFirst().print().toBytes().length * 4 / 5);
        assertThat(thin.getFirst().thinned()).isEqualTo(thin.getFirst());
        var model = empty().rebuilt(thin);
        assertThat(model.score(long900.mail(true)).logOdds())
                .isGreaterThan(model.score(long900.mail(false)).logOdds() + 2);

        thin.subList(20, 60).forEach(model::unlearn);

        assertThat(model.rebuilt(thin.subList(0, 20)).toBytes())
                .isEqualTo(empty().rebuilt(thin.subList(0, 20)).toBytes());
        assertThat(model.marks()).isEqualTo(20);
    }

    @Test
    void a_short_lesson_loses_nothing_when_it_grows_old() {
        var print = empty().fingerprint(Evidence.ofText("chat", "Maria", "Where is my parcel?"));

        assertThat(print.thinned()).isSameAs(print);
    }

    @Test
    void a_sample_of_a_message_stands_for_all_of_it() {
        var all = new Random(3).ints(2_000, 0, 1 << 13).sorted().distinct().toArray();
        var whole = new MarginExpert(13);
        whole.learn(1, all, true, 1);
        var sampled = new MarginExpert(13);
        sampled.learn(1, Arrays.copyOf(all, all.length / 4), 4, true, 1);

        assertThat(sampled.score(all)).isCloseTo(whole.score(all), within(0.1));
    }

    @Test
    void what_was_thinned_to_its_words_alone_is_still_read() {
        var alone = Ids.bytes(out -> {
            out.writeByte(0xfe);
            out.writeFloat(-1.5f);
            new Bits.Out(out).writeSet(new int[] {0, 7, 0x010203});
        });

        var print = Fingerprint.fromBytes(alone);

        assertThat(print.isThin()).isTrue();
        assertThat(print.grams()).isEmpty();
        assertThat(print.words()).containsExactly(7, 0, 0x010203, 0);
        assertThat(Fingerprint.fromBytes(print.toBytes())).isEqualTo(print);
    }

    @Test
    void a_model_of_thin_and_whole_lessons_is_stored_and_restored_to_the_byte() {
        var rows = new ArrayList<LedgerRow>();
        new Letters(2, 900).rows(empty(), 60).forEach(row -> rows.add(rows.size() < 30 ? row.thinned() : row));
        var model = empty().rebuilt(rows);

        var restored = empty().restore(model.toBytes(), rows.reversed());

        assertThat(restored.toBytes()).isEqualTo(model.toBytes());
    }

    @Test
    void unlearning_takes_a_lesson_back_at_once() {
        var model = taught(100);
        var odd = Evidence.ofText("chat", "eve", "zebra umbrella harpsichord zebra umbrella");
        double before = model.score(odd).logOdds();
        var row = Letters.row(model, "odd", "eve", true, odd);
        model.learn(row);
        assertThat(model.score(odd).logOdds()).isGreaterThan(before + 1);

        model.unlearn(row);

        assertThat(model.score(odd).logOdds()).isCloseTo(before, within(0.5));
        assertThat(model.marks()).isEqualTo(100);
    }

    @Test
    void a_message_is_learned_once_however_often_it_is_told() {
        var model = taught(50);
        var before = model.toBytes();

        model.learn(Letters.row(model, "message7", "person2", true, letters.mail(true)));

        assertThat(model.toBytes()).isEqualTo(before);
    }

    @Test
    void a_hint_weighs_less_than_a_mark() {
        var odd = Evidence.ofText("chat", "eve", "zebra umbrella harpsichord");
        var marked = empty();
        marked.learn(Letters.row(marked, "odd", "eve", true, odd));
        var hinted = empty();
        var mark = Letters.row(hinted, "odd", "eve", true, odd);
        hinted.learn(
                new LedgerRow(mark.message(), mark.person(), true, LedgerRow.Strength.HINT, mark.at(), mark.print()));

        assertThat(hinted.score(odd).logOdds())
                .isPositive()
                .isLessThanOrEqualTo(marked.score(odd).logOdds());
    }

    @Test
    void a_stored_model_goes_on_where_it_was() {
        var rows = letters.rows(empty(), 220);
        var model = empty();
        rows.subList(0, 200).forEach(model::learn);

        var restored = empty().restore(model.toBytes(), rows);

        assertThat(restored.toBytes()).isEqualTo(model.toBytes());
        rows.subList(200, 220).forEach(model::learn);
        rows.subList(200, 220).forEach(restored::learn);
        assertThat(restored.toBytes()).isEqualTo(model.toBytes());
    }

    @Test
    void what_is_no_model_is_refused() {
        assertThatThrownBy(() -> empty().restore(new byte[] {1, 2, 3}, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void two_accounts_share_no_feature_and_a_model_holds_no_readable_word() {
        var other = SpamModel.empty(new SpamKey(3, 4), SpamModel.HAM_LOSS);
        var mail = letters.mail(true);

        assertThat(other.fingerprint(mail)).isNotEqualTo(empty().fingerprint(mail));
        assertThat(new String(taught(50).fingerprint(mail).toBytes(), StandardCharsets.ISO_8859_1))
                .doesNotContain("casino", "prize", "winner");
    }

    @Test
    void a_fingerprint_survives_being_kept() {
        var print = empty().fingerprint(letters.mail(false));

        assertThat(Fingerprint.fromBytes(print.toBytes())).isEqualTo(print);
    }

    @Test
    void a_fingerprint_of_nothing_survives_being_kept() {
        var print = empty().fingerprint(Evidence.ofMail(new byte[0]));

        assertThat(Fingerprint.fromBytes(print.toBytes())).isEqualTo(print);
    }

    @Test
    void a_fingerprint_takes_less_than_twelve_bits_a_run_of_bytes_and_three_bytes_a_word() {
        var chance = new Random(1);
        var text = new StringBuilder("Subject: a long mail\n\n");
        while (text.length() < 8_000)
            text.append(Integer.toString(chance.nextInt(2_000), 36)).append(' ');

        var print = empty().fingerprint(Evidence.ofMail(text.toString().getBytes(StandardCharsets.UTF_8)));

        assertThat(print.toBytes().length).isLessThan(print.grams().length * 12 / 8 + print.words().length * 3);
    }

    @Test
    void what_was_kept_before_fingerprints_were_packed_is_still_read() {
        var loose = Ids.bytes(out -> {
            out.writeFloat(-1.5f);
            out.write(new byte[] {2, 5, (byte) 0x80, 1, 3, 0, 0, 7, 0, 0, 0, 1, 2, 3});
        });

        var print = Fingerprint.fromBytes(loose);

        assertThat(print.prior()).isEqualTo(-1.5f);
        assertThat(print.grams()).containsExactly(5, 133);
        assertThat(print.words()).containsExactly(7, 0, 0x010203);
        assertThat(Fingerprint.fromBytes(print.toBytes())).isEqualTo(print);
    }

    @Test
    void what_is_no_fingerprint_is_refused() {
        var whole = empty().fingerprint(letters.mail(true)).toBytes();

        for (int length = 0; length < whole.length; length += 7) {
            var cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Fingerprint.fromBytes(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_few_wrong_marks_do_not_get_good_mail_held_back() {
        var model = taught(300);
        for (int i = 0; i < 5; i++) model.learn(Letters.row(model, "wrong" + i, "eve", true, letters.mail(false)));

        for (int i = 0; i < 100; i++) {
            assertThat(model.score(letters.mail(false)).verdict()).isNotEqualTo(Verdict.QUARANTINE);
        }
    }

    @Test
    void taking_back_the_newest_lesson_leaves_the_vectors_as_they_were() {
        var words = new int[] {3, 70, 900, 5_000};
        var expert = new MarginExpert(13);
        expert.learn(1, new int[] {3, 8}, false, 1);
        double before = expert.score(words);
        expert.learn(2, words, true, 1);
        assertThat(expert.score(words)).isGreaterThan(before + 0.5);

        expert.unlearn(2);
        expert.unlearn(1);

        assertThat(expert.score(words)).isZero();
    }

    @Test
    void taking_back_a_sample_leaves_the_vectors_as_they_were() {
        var words = new int[] {3, 70, 900, 5_000};
        var expert = new MarginExpert(13);
        expert.learn(1, new int[] {3, 8, 70}, 2.7, true, 1);
        expert.learn(2, new int[] {8, 900}, false, 1);
        expert.learn(3, new int[] {3, 5_000}, 1.3, true, 1);
        assertThat(expert.score(words)).isNotZero();

        for (int row = 1; row <= 3; row++) expert.unlearn(row);

        assertThat(expert.score(words)).isZero();
    }

    @Test
    void an_active_model_fits_into_32_megabytes_and_a_stored_one_into_8() {
        var model = taught(1_000);

        assertThat(model.memory()).isLessThan(32_000_000);
        assertThat(model.toBytes().length).isLessThan(8_000_000);
    }

    @Test
    void the_shared_prior_helps_at_the_start_and_fades() {
        var model = SpamModel.empty(KEY, SpamModel.HAM_LOSS, Prior.shipped());
        var bait = Evidence.ofText("form", "", "Congratulations, you won! Click here to claim your free casino bonus");
        var question = Evidence.ofText("form", "", "My parcel has not arrived, could you check my order please?");

        assertThat(model.score(bait).logOdds()).isPositive();
        assertThat(model.score(question).logOdds()).isNegative();
        assertThat(Prior.weight(450)).isEqualTo(Prior.weight(0) / 10);
    }
}
