package org.havendesk.email.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** Makes sure that there is a sentence for each reason that a test comes across. */
final class Spoken {
    private static final Properties WORDS = words();

    private Spoken() {}

    static SenderVerdict sentences(SenderVerdict verdict) {
        sentence(verdict.state().wire(), verdict.reason());
        sentence("spf", verdict.spf());
        sentence("dkim", verdict.dkim());
        sentence("dmarc", verdict.dmarc());
        sentence("arc", verdict.arc());
        return verdict;
    }

    static Finding sentence(String check, Finding finding) {
        sentence(check, finding.reason());
        return finding;
    }

    private static void sentence(String part, String reason) {
        assertThat(WORDS).containsKey("sender." + part + "." + reason);
    }

    private static Properties words() {
        try (var file = Spoken.class.getResourceAsStream("/i18n/sender_en.properties")) {
            var words = new Properties();
            words.load(new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
