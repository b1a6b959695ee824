package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Invalid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "nine char",
                "password123",
                "P@ssw0rd2024!",
                "Motdepasse2024",
                "парола12345",
                "1234567890",
                "0987654321",
                "abcdefghijkl",
                "aaaaaaaaaaaa",
                "ababababababab",
                "qwertyuiop",
                "david@acme.test",
                "David@Acme.Test1",
                "David.Agent 2024",
                "welcome 2024!!"
            })
    void what_everybody_would_guess_is_refused(String password) {
        assertThatThrownBy(() -> check(password)).isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "four quiet boats",
                "d8-Kq2.vX0z",
                "тиха лодка на залез",
                "le phare de la jetée",
                "2718281828 and so on",
                "correct gull battery lighthouse"
            })
    void what_is_long_and_ones_own_is_taken(String password) {
        assertThatCode(() -> check(password)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 5_000})
    void what_is_endless_is_refused(int length) {
        assertThatThrownBy(() -> check("four quiet boats ".repeat(length / 17 + 1)))
                .isInstanceOf(Invalid.class);
    }

    private static void check(String password) {
        PasswordRules.check(
                "password",
                password,
                "David Agent",
                EmailAddress.parse("david@acme.test").orElseThrow(),
                SecurityRules.Password.USUAL);
    }
}
