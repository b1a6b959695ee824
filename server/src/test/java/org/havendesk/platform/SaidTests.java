package org.havendesk.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is kept without words and read in each reader's language. */
class SaidTests {
    private final Texts texts = new Texts("i18n/outbox");

    @Test
    void it_is_read_in_each_language_with_what_was_said_as_it_was() {
        var kept = Said.of("outbox.failure.refused", "mx.acme.test", "550 {0} \"no\"")
                .and(Said.of("outbox.again"))
                .kept();

        assertThat(texts.said(Language.EN, kept))
                .isEqualTo("mx.acme.test refused the mail. 550 {0} \"no\" It will be tried again.");
        assertThat(texts.said(Language.FR, kept)).startsWith("mx.acme.test a refusé");
        assertThat(texts.said(Language.BG, kept)).contains("mx.acme.test").doesNotContain("refused");
    }

    @Test
    void other_words_are_shown_as_they_are() {
        for (var words : new String[] {"550 mailbox full", "", "[[", "[[]]", "[[1]]", "[[\"no.such.text\",\"x\"]]"}) {
            assertThat(texts.said(Language.FR, words)).as(words).isEqualTo(words);
        }
    }
}
