package org.havendesk.platform;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sentences as the keys of their texts with arguments: kept when something happens, and read by each reader in their own
 * language, by {@link Texts#said}.
 */
public record Said(List<Sentence> sentences) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** One sentence. */
    record Sentence(String key, List<String> arguments) {}

    public static Said of(String key, Object... arguments) {
        return new Said(List.of(
                new Sentence(key, Arrays.stream(arguments).map(Object::toString).toList())));
    }

    public Said and(Said more) {
        return new Said(
                Stream.concat(sentences.stream(), more.sentences.stream()).toList());
    }

    /** As it stands in a row. */
    public String kept() {
        return JSON.writeValueAsString(sentences.stream()
                .map(one -> Stream.concat(Stream.of(one.key), one.arguments.stream())
                        .toList())
                .toList());
    }

    /** @return empty when this is none of ours, as the words of somebody else's server */
    static Optional<Said> read(String kept) {
        if (!kept.startsWith("[[")) {
            return Optional.empty();
        }
        try {
            var sentences = JSON.readValue(kept, String[][].class);
            return Optional.of(new Said(Arrays.stream(sentences)
                    .map(one -> new Sentence(one[0], List.of(one).subList(1, one.length)))
                    .toList()));
        } catch (JacksonException | IndexOutOfBoundsException | NullPointerException e) {
            return Optional.empty();
        }
    }
}
