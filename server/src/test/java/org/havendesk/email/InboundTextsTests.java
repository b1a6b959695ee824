package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboundTextsTests {
    @Test
    void the_three_languages_say_the_same_things() {
        assertThat(texts("fr").keySet()).isEqualTo(texts("en").keySet());
        assertThat(texts("bg").keySet()).isEqualTo(texts("en").keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "bg"})
    void every_reason_has_its_text(String language) {
        var texts = texts(language);
        for (var reason : InboundReason.values()) {
            assertThat(texts).containsKey("inbound.reason." + reason.wire());
            assertThat(InboundReason.of(reason.wire())).isEqualTo(reason);
        }
        for (var key : List.of(
                "private",
                "resolve",
                "connect",
                "slow",
                "broken",
                "tls",
                "unknownCertificate",
                "otherCertificate",
                "oldCertificate",
                "noTls",
                "login",
                "folder",
                "store",
                "other")) {
            assertThat(texts).containsKey("mailbox.trouble." + key);
        }
    }

    private static Properties texts(String language) {
        var texts = new Properties();
        try (var stream = InboundTextsTests.class.getResourceAsStream("/i18n/inbound_" + language + ".properties")) {
            assertThat(stream).isNotNull();
            texts.load(new InputStreamReader(java.util.Objects.requireNonNull(stream), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
