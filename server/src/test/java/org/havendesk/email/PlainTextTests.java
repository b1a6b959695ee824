package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<p>One</p><p>Two</p> | One\\n\\nTwo",
                "a<br>b | a\\nb",
                "<div>a</div><div>b</div> | a\\nb",
                "<ul><li>a</li><li>b</li></ul> | - a\\n- b",
                "<ol><li>a</li><li>b</li></ol> | 1. a\\n2. b",
                "<blockquote><p>a</p><p>b</p></blockquote>c | > a\\n\\n> b\\n\\nc",
                "<a href='https://x.test'>x</a> | x <https://x.test>",
                "<a href='https://x.test'>https://x.test</a> | https://x.test",
                "<a href='mailto:a@x.test'>a@x.test</a> | a@x.test",
                "<pre>a\\n  b</pre> | a\\n  b",
                "1 &lt; 2&nbsp;&amp; 3 | 1 < 2 & 3",
                "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table> | a b\\nc",
                "<p>  much   space \\n here </p> | much space here",
                "<img alt='A cat'> | [A cat]"
            })
    void html_becomes_text_that_reads_well(String html, String text) {
        assertThat(PlainText.of(html.replace("\\n", "\n"))).isEqualTo(text.replace("\\n", "\n"));
    }
}
