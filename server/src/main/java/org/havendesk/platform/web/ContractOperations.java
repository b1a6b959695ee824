package org.havendesk.platform.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.tags.Tag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Says of each operation what {@code api/operations.txt} says of it, under the tag of its section, and names it by method
 * and path, so that the names stay when a method of ours is called otherwise.
 */
@Component
class ContractOperations implements OpenApiCustomizer {
    private static final String SOURCE = "api/operations.txt";

    private final List<Section> sections = read();

    /** Operations that belong together. */
    record Section(String name, String description, Map<String, String> operations) {}

    @Override
    public void customise(OpenAPI api) {
        api.setTags(sections.stream()
                .map(section -> new Tag().name(section.name()).description(section.description()))
                .toList());
        api.getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().forEach((method, operation) -> describe(method, path, operation)));
    }

    /** Each operation that is described, as {@code GET /rest/tickets}. */
    List<String> described() {
        return sections.stream()
                .flatMap(section -> section.operations().keySet().stream())
                .toList();
    }

    private void describe(HttpMethod method, String path, Operation operation) {
        var key = method + " " + path;
        operation.setOperationId(name(method, path));
        operation.setTags(null);
        sections.stream()
                .filter(section -> section.operations().containsKey(key))
                .findFirst()
                .ifPresent(section -> {
                    operation.addTagsItem(section.name());
                    say(operation, section.operations().getOrDefault(key, ""));
                });
        operation.getResponses().values().forEach(ContractOperations::sayWhatIsLeft);
        operation
                .getResponses()
                .addApiResponse("429", new ApiResponse().$ref("TooMany"))
                .addApiResponse("default", new ApiResponse().$ref("Problem"));
    }

    private static void sayWhatIsLeft(ApiResponse response) {
        RateHeaders.LEFT.forEach(
                name -> response.addHeaderObject(name, new Header().$ref("#/components/headers/" + name)));
    }

    private static void say(Operation operation, String words) {
        var end = words.indexOf(". ");
        operation.setSummary((end < 0 ? words : words.substring(0, end)).replaceAll("\\.$", ""));
        if (end >= 0) {
            operation.setDescription(words.substring(end + 2));
        }
    }

    /** {@code GET /rest/tickets/{id}/messages} is {@code getTicketsByIdMessages}. */
    private static String name(HttpMethod method, String path) {
        return Stream.of(path.replaceFirst("^/rest/", "").split("[/-]"))
                .map(piece -> piece.startsWith("{") ? "By" + capital(piece.substring(1, piece.length() - 1)) : piece)
                .map(ContractOperations::capital)
                .collect(Collectors.joining("", method.name().toLowerCase(Locale.ROOT), ""));
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static List<Section> read() {
        try {
            var text = new ClassPathResource(SOURCE).getContentAsString(StandardCharsets.UTF_8);
            return Stream.of(text.replaceAll("(?m)^#.*\n", "")
                            .replaceAll("\n {2,}", " ")
                            .strip()
                            .split("(?m)^(?=\\[)"))
                    .filter(section -> !section.isBlank())
                    .map(ContractOperations::section)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Section section(String text) {
        var lines = new ArrayList<>(text.strip().lines().toList());
        var head = lines.removeFirst().split("]", 2);
        return new Section(
                head[0].substring(1),
                head[1].strip(),
                lines.stream()
                        .map(line -> line.split(" {2}", 2))
                        .collect(Collectors.toUnmodifiableMap(line -> line[0], line -> line[1].strip())));
    }
}
