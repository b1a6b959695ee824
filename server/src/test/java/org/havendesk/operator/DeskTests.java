package org.havendesk.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DeskTests {
    @Test
    void a_list_is_printed_as_a_table() {
        assertThat(printed("[{\"id\":\"1\",\"name\":\"Acme\"},{\"id\":\"22\",\"name\":null}]"))
                .isEqualTo("""
                        id  name
                        1   Acme
                        22
                        """);
    }

    @Test
    void an_empty_list_says_so() {
        assertThat(printed("[]")).isEqualTo("none\n");
    }

    @Test
    void a_thing_is_printed_line_by_line() {
        assertThat(printed("{\"url\":\"http://localhost:8080\",\"up\":7}"))
                .isEqualTo("url: http://localhost:8080\nup: 7\n");
    }

    @Test
    void what_strangers_wrote_cannot_move_the_cursor_of_a_terminal() {
        assertThat(printed("{\"subject\":\"a\\u001b[2Jb\\u0007\"}")).isEqualTo("subject: a[2Jb\n");
        assertThat(printed("[{\"subject\":\"a\\nb\\u001b]0;x\"}]")).isEqualTo("subject\na b]0;x\n");
    }

    private static String printed(String json) {
        var bytes = new ByteArrayOutputStream();
        DeskPrinter.print(JsonMapper.shared().readTree(json), new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
