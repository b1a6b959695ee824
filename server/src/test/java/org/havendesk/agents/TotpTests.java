package org.havendesk.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTests {
    /** The secret of RFC 6238, appendix B. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** The vectors of RFC 6238, appendix B, for SHA-1; of their eight digits the last six. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void the_codes_are_those_of_the_standard(long seconds, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
    }

    @Test
    void a_clock_may_be_one_step_off_and_no_more() {
        var now = Instant.ofEpochSecond(1_700_000_010);
        var step = Totp.step(now);

        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step - 1), now)).hasValue(step - 1);
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step), now)).hasValue(step);
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step + 1), now)).hasValue(step + 1);
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step - 2), now)).isEmpty();
        assertThat(Totp.stepOf(SECRET, Totp.code(SECRET, step + 2), now)).isEmpty();
    }

    @Test
    void spaces_count_for_nothing_and_everything_else_is_no_code() {
        var now = Instant.ofEpochSecond(59);

        assertThat(Totp.stepOf(SECRET, " 287 082 ", now)).hasValue(1);
        for (var typed : new String[] {"", " ", "28708", "2870820", "28708a", "٢٨٧٠٨٢", "287082\u0000"}) {
            assertThat(Totp.stepOf(SECRET, typed, now)).as(typed).isEmpty();
        }
    }

    /** RFC 4648, 10. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void what_people_type_is_base32_without_padding(String plain, String typed) {
        assertThat(Totp.base32(plain.getBytes(StandardCharsets.US_ASCII))).isEqualTo(typed);
    }

    @Test
    void the_address_for_the_app_names_account_and_person_safely() {
        var uri = Totp.uri("Møbel & Co: Sofia", "ada@acme.test", SECRET);

        assertThat(uri)
                .startsWith("otpauth://totp/M%C3%B8bel%20%26%20Co%3A%20Sofia:ada%40acme.test?secret=GEZDGNBVGY3TQOJQ")
                .endsWith("&issuer=M%C3%B8bel%20%26%20Co%3A%20Sofia&algorithm=SHA1&digits=6&period=30");
        assertThat(QrPicture.svg(uri))
                .startsWith("<svg xmlns=")
                .endsWith("</svg>")
                .doesNotContain("ada");
    }
}
