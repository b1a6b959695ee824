package org.havendesk.spam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerBoundTests {
    private static List<String> kept(LedgerBound bound, int lessons) {
        return IntStream.range(0, lessons)
                .mapToObj(i -> {
                    boolean whole = bound.whole(10);
                    return bound.keeps(whole ? 10 : 4) ? whole ? "whole" : "words" : "gone";
                })
                .toList();
    }

    @Test
    void the_newest_stay_whole_the_next_by_their_words_and_the_oldest_go() {
        var kept = kept(LedgerBound.of(100, 100), 30);

        assertThat(kept).startsWith("whole").endsWith("gone").contains("words");
        assertThat(kept)
                .isSortedAccordingTo(java.util.Comparator.comparing(List.of("whole", "words", "gone")::indexOf));
        long bytes = kept.stream()
                .mapToInt(one -> one.equals("whole") ? 10 : one.equals("words") ? 4 : 0)
                .sum();
        assertThat(bytes).isBetween(95L, 100L);
    }

    @Test
    void so_many_lessons_stay_and_no_more_however_small_they_are() {
        assertThat(kept(LedgerBound.of(7, 1e9), 10))
                .containsOnly("whole", "gone")
                .endsWith("gone", "gone", "gone");
    }
}
