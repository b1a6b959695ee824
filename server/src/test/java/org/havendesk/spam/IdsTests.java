package org.havendesk.spam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdsTests {
    @ParameterizedTest
    @CsvSource({"0, 24", "1, 24", "2, 20", "127, 20", "128, 7", "129, 8", "3000, 9", "3000, 20", "20000, 24", "500, 31"
    })
    void distinct_ids_are_ascending_and_each_there_once(int count, int bits) {
        var random = new Random(count);
        var ids = IntStream.range(0, count + 50)
                .map(i -> random.nextInt() >>> (32 - bits))
                .toArray();
        var expected = IntStream.of(ids).limit(count).sorted().distinct().toArray();

        assertThat(Ids.distinct(ids, count)).isEqualTo(expected);
    }
}
