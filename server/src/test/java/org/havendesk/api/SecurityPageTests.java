package org.havendesk.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/security/classes.md names is there. */
class SecurityPageTests {
    private static final Pattern NAMED = Pattern.compile("`(\\w+Tests)\\.(\\w+)`");

    @Test
    void every_test_that_the_page_names_is_there() throws IOException {
        var named = NAMED.matcher(Files.readString(Path.of("../docs/security/classes.md")))
                .results()
                .toList();

        assertThat(named).hasSizeGreaterThan(50);
        for (var test : named) {
            assertThat(source(test.group(1))).as(test.group()).contains(" void " + test.group(2) + "(");
        }
    }

    private static String source(String name) throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            var found = files.filter(file -> file.endsWith(name + ".java")).findFirst();
            return found.isPresent() ? Files.readString(found.get()) : "";
        }
    }
}
