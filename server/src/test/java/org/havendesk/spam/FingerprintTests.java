package org.havendesk.spam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTests {
    private static final SpamKey KEY = new SpamKey(1, 2);

    /** A mail of so many words, of which each is one of {@code vocabulary}. */
    private static Fingerprint mail(int words, int vocabulary) {
        var random = new Random(words);
        var text = random.ints(words, 0, vocabulary).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
        return Fingerprint.of(
                Evidence.ofMail(("Subject: " + vocabulary + "\r\n\r\n" + text).getBytes(StandardCharsets.UTF_8)), KEY);
    }

    private static byte[] packed(int[] words) {
        return Ids.bytes(out -> Sequence.write(new Bits.Out(out), words));
    }

    private static int[] unpacked(byte[] bytes, int count) throws IOException {
        var words = new int[count];
        Sequence.read(new Bits.In(new DataInputStream(new ByteArrayInputStream(bytes))), words);
        return words;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 1",
        "2, 1",
        "2, 2",
        "3, 2",
        "500, 1",
        "500, 2",
        "500, 64",
        "500, 65",
        "4000, 400",
        "4000, 16000000"
    })
    void words_in_their_order_come_back_as_they_were(int count, int vocabulary) throws IOException {
        var words = new Random(count).ints(count, 0, vocabulary).toArray();

        assertThat(unpacked(packed(words), count)).isEqualTo(words);
    }

    @Test
    void a_text_that_repeats_itself_takes_a_bit_a_word() {
        var once = new Random(1).ints(100, 0, 1 << Fingerprint.WORD_BITS).toArray();
        var often = new int[900];
        for (int i = 0; i < often.length; i++) often[i] = once[i % once.length];

        assertThat(packed(once)).hasSizeBetween(300, 325);
        assertThat(packed(often)).hasSizeBetween(packed(once).length + 100, packed(once).length + 105);
    }

    @Test
    void a_word_that_was_never_there_is_refused() {
        var nothingSeen = new byte[] {0};
        var writtenOutTwice = Ids.bytes(out -> {
            var bits = new Bits.Out(out);
            for (int i = 0; i < 2; i++) {
                bits.write(1, 1);
                bits.write(7, Fingerprint.WORD_BITS);
            }
            bits.end();
        });

        assertThatThrownBy(() -> unpacked(nothingSeen, 1)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> unpacked(writtenOutTwice, 2)).isInstanceOf(IOException.class);
    }

    @Test
    void an_old_lesson_keeps_the_lowest_runs_and_the_first_words() {
        var whole = mail(1_500, 700);

        var thin = whole.thinned();

        assertThat(thin.grams()).isEqualTo(Arrays.copyOf(whole.grams(), Fingerprint.GRAMS_LEFT));
        assertThat(thin.words()).isEqualTo(Arrays.copyOf(whole.words(), Fingerprint.WORDS_LEFT));
        assertThat(thin.gramsEach() * Fingerprint.GRAMS_LEFT).isEqualTo(whole.grams().length);
        assertThat(Fingerprint.fromBytes(thin.toBytes())).isEqualTo(thin);
        assertThat(Fingerprint.fromBytes(whole.toBytes())).isEqualTo(whole);
    }

    @Test
    void what_was_packed_with_the_order_of_its_words_apart_is_still_read() {
        var whole = Fingerprint.fromBytes(apart(0xff, -1));
        var thin = Fingerprint.fromBytes(apart(0xfd, 1_000));

        for (var print : new Fingerprint[] {whole, thin}) {
            assertThat(print.prior()).isEqualTo(-1.5f);
            assertThat(print.grams()).containsExactly(5, 133);
            assertThat(print.words()).containsExactly(7, 0x010203, 0, 7);
            assertThat(Fingerprint.fromBytes(print.toBytes())).isEqualTo(print);
        }
        assertThat(whole.isThin()).isFalse();
        assertThat(thin.isThin()).isTrue();
        assertThat(thin.gramsEach()).isEqualTo(500);
    }

    private static byte[] apart(int form, int gramsBefore) {
        return Ids.bytes(out -> {
            out.writeByte(form);
            out.writeFloat(-1.5f);
            if (gramsBefore >= 0) Ids.writeCount(out, gramsBefore);
            var bits = new Bits.Out(out);
            bits.writeSet(new int[] {5, 133});
            bits.writeSet(new int[] {0, 7, 0x010203});
            Ids.writeCount(out, 4);
            for (int place : new int[] {1, 2, 0, 1}) bits.write(place, 2);
            bits.end();
        });
    }
}
