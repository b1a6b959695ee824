package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakedPasswordsTests {
    private static final int SHORTEST = 8;

    /**
     * With {@code -Dleaked.list} it makes the filter that ships with the product from that list; {@code leaked-passwords.md}
     * beside it tells from what.
     */
    @Test
    void a_filter_knows_every_password_that_it_was_made_from() throws IOException {
        var given = Optional.ofNullable(System.getProperty("leaked.list"));
        var lines = given.isPresent()
                ? Files.readAllLines(Path.of(given.get()))
                : List.of("Correct Horse", "battery staple", "short");
        var list = lines.stream()
                .map(line -> line.strip().toLowerCase(Locale.ROOT))
                .filter(line -> line.length() >= SHORTEST)
                .collect(Collectors.toCollection(TreeSet::new));
        var filter = LeakedPasswords.of(list);

        if (given.isPresent()) {
            Files.write(Path.of("src/main/resources/agents/leaked-passwords.bin"), filter.bytes());
        }
        assertThat(list).isNotEmpty().allMatch(filter::has);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password1234", "Qwertyuiop", "1q2w3e4r5t6y", "iloveyou1", "football1", "PASSWORD123"})
    void what_leaks_hold_is_known(String password) {
        assertThat(LeakedPasswords.shipped().has(password)).isTrue();
    }

    @Test
    void what_nobody_uses_is_not_taken_for_leaked() {
        var wrong = IntStream.range(0, 200_000)
                .mapToObj(i -> "quiet boat no. " + i * 7919)
                .filter(LeakedPasswords.shipped()::has)
                .count();

        assertThat(wrong).isLessThan(3);
    }
}
