package org.havendesk.email;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The texts that stand in our mails and beside them, in each language. */
@Component
class OutboxWords {
    private static final List<String> LANGUAGES = List.of("en", "fr", "bg");

    private final Map<String, Properties> all =
            LANGUAGES.stream().collect(Collectors.toMap(Function.identity(), OutboxWords::read));

    /** In English where the language is none of ours. */
    String text(String language, String key, Object... arguments) {
        var texts = all.getOrDefault(language, all.getOrDefault("en", new Properties()));
        var text = texts.getProperty("outbox." + key, key);
        for (int place = 0; place < arguments.length; place++) {
            text = text.replace("{" + place + "}", String.valueOf(arguments[place]));
        }
        return text;
    }

    private static Properties read(String language) {
        var texts = new Properties();
        try (var stream = OutboxWords.class.getResourceAsStream("/i18n/outbox_" + language + ".properties")) {
            texts.load(new InputStreamReader(java.util.Objects.requireNonNull(stream), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
