package org.havendesk.platform;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Every text that a person sees, in each {@link Language}. Each room has a bundle {@code i18n/<room>_<language>.properties}
 * (UTF-8), listed in {@code spring.messages.basename}. In a text, {@code {0}} stands for the first argument; nothing else
 * is special, an apostrophe neither.
 */
@Component
public class Texts {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final Map<Language, Map<String, String>> all = new EnumMap<>(Language.class);

    Texts(@Value("${spring.messages.basename}") String bundles) {
        for (var language : Language.values()) {
            Map<String, String> texts = new HashMap<>();
            Arrays.stream(bundles.split(",")).map(String::strip).forEach(bundle -> read(bundle, language, texts));
            all.put(language, Map.copyOf(texts));
        }
    }

    /** The text of this key; the English one where a translation is missing, the key itself where there is none. */
    public String text(Language language, String key, Object... arguments) {
        return find(language, key, List.of(arguments)).orElse(key);
    }

    /** @return empty when no bundle has this key */
    public Optional<String> find(Language language, String key, List<Object> arguments) {
        return Optional.ofNullable(pattern(language, key)).map(text -> filled(text, arguments));
    }

    /** What was kept by {@link Said#kept}, for this reader; anything else as it is. */
    public String said(Language language, String kept) {
        return Said.read(kept)
                .filter(said -> said.sentences().stream().allMatch(one -> pattern(language, one.key()) != null))
                .map(said -> said.sentences().stream()
                        .map(one -> text(language, one.key(), one.arguments().toArray())
                                .strip())
                        .collect(Collectors.joining(" ")))
                .orElse(kept);
    }

    /** The keys of a language, so that a test can compare the languages. */
    public Set<String> keys(Language language) {
        return texts(language).keySet();
    }

    private @Nullable String pattern(Language language, String key) {
        var own = texts(language).get(key);
        return own != null ? own : texts(Language.EN).get(key);
    }

    private Map<String, String> texts(Language language) {
        return all.getOrDefault(language, Map.of());
    }

    private static String filled(String text, List<Object> arguments) {
        return arguments.isEmpty()
                ? text
                : PLACE.matcher(text)
                        .replaceAll(place -> Matcher.quoteReplacement(argument(place.group(1), arguments)));
    }

    private static String argument(String place, List<Object> arguments) {
        var index = Integer.parseInt(place);
        return index < arguments.size() ? arguments.get(index).toString() : "";
    }

    private static void read(String bundle, Language language, Map<String, String> texts) {
        var name = "/" + bundle + "_" + language.key() + ".properties";
        try (var stream = Texts.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("There is no " + name + " among the texts");
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
            properties.forEach((key, text) -> {
                if (texts.put(key.toString(), text.toString()) != null) {
                    throw new IllegalStateException("The text " + key + " stands in two bundles");
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
