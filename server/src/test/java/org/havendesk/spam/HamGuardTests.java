package org.havendesk.spam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HamGuardTests {
    private static final double TARGET = 0.0015;

    private final Random chance = new Random(1);
    private final HamGuard guard = new HamGuard(TARGET);

    /** The score of a message, in log-odds that are worth what they say: good mail below 0, spam above. */
    private double score(boolean spam, double clear) {
        return (spam ? clear : -clear) + Math.sqrt(2 * clear) * chance.nextGaussian();
    }

    private void tell(int messages, double share, double clear, double wrong) {
        for (int i = 0; i < messages; i++) {
            boolean spam = chance.nextDouble() < share;
            guard.learn(score(spam, clear), spam ^ chance.nextDouble() < wrong);
        }
    }

    private double held(boolean spam, double clear) {
        int held = 0;
        for (int i = 0; i < 20_000; i++) if (score(spam, clear) >= guard.bar()) held++;
        return held / 20_000.0;
    }

    @Test
    void there_is_no_bar_before_ten_good_messages_are_known() {
        for (int i = 0; i < 9; i++) guard.learn(-5, false);
        for (int i = 0; i < 100; i++) guard.learn(5, true);
        assertThat(guard.bar()).isInfinite();

        guard.learn(-5, false);

        assertThat(guard.bar()).isFinite();
    }

    @Test
    void no_more_good_mail_is_held_than_the_account_allows_and_most_spam_is() {
        tell(3_000, 0.4, 10, 0);

        assertThat(held(false, 10)).isLessThanOrEqualTo(2 * TARGET);
        assertThat(held(true, 10)).isGreaterThan(0.8);
    }

    @Test
    void who_allows_more_gets_a_lower_bar() {
        var lax = new HamGuard(0.02);
        for (int i = 0; i < 2_000; i++) {
            boolean spam = chance.nextBoolean();
            double score = score(spam, 5);
            guard.learn(score, spam);
            lax.learn(score, spam);
        }

        assertThat(lax.bar()).isLessThan(guard.bar() - 1);
    }

    @Test
    void one_label_in_twenty_being_wrong_does_not_stop_the_holding() {
        tell(3_000, 0.4, 10, 0.05);

        assertThat(held(false, 10)).isLessThanOrEqualTo(2 * TARGET);
        assertThat(held(true, 10)).isGreaterThan(0.7);
    }

    @Test
    void good_mail_of_a_filter_that_is_seldom_sure_is_not_taken_for_a_slip() {
        tell(4_000, 0.4, 2, 0);

        assertThat(held(false, 2)).isLessThanOrEqualTo(2 * TARGET);
    }

    @Test
    void what_a_filter_got_wrong_while_it_was_young_is_forgotten_as_it_learns() {
        for (int i = 0; i < 100; i++) guard.learn(score(true, 6), false);
        for (int i = 0; i < 100; i++) guard.learn(score(true, 6), true);
        assertThat(guard.bar()).isGreaterThan(7);

        tell(600, 0.5, 10, 0);

        assertThat(guard.bar()).isLessThan(6);
    }

    @Test
    void a_guard_that_was_stored_goes_on_where_it_was() {
        tell(4_500, 0.3, 5, 0.02);
        var restored = new HamGuard(TARGET);

        Ids.from(Ids.bytes(guard::write), in -> {
            restored.read(in);
            return restored;
        });

        assertThat(restored.bar()).isEqualTo(guard.bar());
        for (int i = 0; i < 50; i++) {
            guard.learn(i % 7, i % 3 == 0);
            restored.learn(i % 7, i % 3 == 0);
        }
        assertThat(restored.bar()).isCloseTo(guard.bar(), within(0.0));
        assertThat(Ids.bytes(restored::write)).isEqualTo(Ids.bytes(guard::write));
    }
}
