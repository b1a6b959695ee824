package org.havendesk.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.havendesk.testing.HavendeskTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HavendeskTest
class TextsTests {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @Autowired
    Texts texts;

    @Test
    void every_text_is_there_in_every_language() {
        for (var language : Language.values()) {
            assertThat(texts.keys(language)).as(language.key()).isEqualTo(texts.keys(Language.EN));
        }
    }

    @Test
    void every_translation_has_the_same_places_for_arguments() {
        List<String> wrong = new ArrayList<>();
        for (var key : texts.keys(Language.EN)) {
            for (var language : Language.values()) {
                if (!places(language, key).equals(places(Language.EN, key))) {
                    wrong.add(language.key() + " " + key);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void an_apostrophe_is_nothing_special() {
        assertThat(texts.text(Language.FR, "page.poweredBy")).contains("d’assistance");
        assertThat(texts.text(Language.EN, "invalid.tooLong", 7)).isEqualTo("This may be at most 7 characters long.");
    }

    @Test
    void what_stands_in_an_argument_is_not_read_as_a_place() {
        assertThat(texts.text(Language.EN, "letter.invitation.subject", "{1} $1 \\", "Acme"))
                .isEqualTo("{1} $1 \\ invites you to Acme");
    }

    private java.util.Set<String> places(Language language, String key) {
        return PLACE.matcher(texts.text(language, key))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());
    }
}
