package org.havendesk.email.mime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The mails under {@code src/test/resources/mail}: one oddity each, named by it. */
final class Samples {
    private static final Path FOLDER = Path.of("src/test/resources/mail");

    private Samples() {}

    static List<String> names() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".eml"))
                    .map(name -> name.substring(0, name.length() - ".eml".length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] raw(String name) {
        return bytes(name + ".eml");
    }

    /** What a person who looks at the mail expects, as JSON. */
    static byte[] expected(String name) {
        return bytes(name + ".expected.json");
    }

    private static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
