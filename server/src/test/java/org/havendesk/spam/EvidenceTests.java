package org.havendesk.spam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTests {
    private static Evidence mail(String raw) {
        return Evidence.ofMail(raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> words(String raw) {
        return mail(raw).words();
    }

    @Test
    void words_carry_the_field_they_were_found_in() {
        assertThat(words("Subject: Free Lamp\nFrom: Eve <eve@shop.example.org>\n\nHello"))
                .contains("h:subject", "subject:free", "subject:lamp", "from:eve", "from:shop.example.org")
                .contains("from:.example.org", "hello")
                .doesNotContain("free");
    }

    @Test
    void encoded_words_and_bodies_are_read_in_their_charset() {
        var body = Base64.getMimeEncoder().encodeToString("Честито".getBytes(Charset.forName("windows-1251")));

        assertThat(words("""
                Subject: =?utf-8?B?%s?= =?iso-8859-1?Q?pri=E8re?=
                Content-Type: text/plain; charset=windows-1251
                Content-Transfer-Encoding: base64

                %s
                """.formatted(
                                Base64.getEncoder().encodeToString("Награда ".getBytes(StandardCharsets.UTF_8)), body)))
                .contains("subject:награда", "subject:prière", "честито");
    }

    @Test
    void html_is_read_as_text_tags_and_links() {
        assertThat(words("""
                Subject: x
                Content-Type: text/html

                <STYLE>p { color: red }</STYLE><p align=center>Cheap v<!-- hidden -->iagra &amp; more
                <a href="http://www.pills.example/buy?id=1">now</a>
                """))
                .contains("cheap", "viagra", "more", "<p>", "<align=center>", "<a href>", "url:www.pills.example")
                .contains("url:pills.example", "url/buy", "now")
                .doesNotContain("color", "hidden");
    }

    @Test
    void an_attachment_counts_by_its_type_and_name() {
        assertThat(words("""
                Subject: x
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: application/zip; name="invoice.zip"
                Content-Transfer-Encoding: base64

                AAAA
                --b--
                """)).contains("part:application/zip", "file:.zip").doesNotContain("aaaa");
    }

    @Test
    void marks_that_filters_left_are_not_looked_at() {
        var plain = mail("Subject: x\nTo: help@acme.test\n\nbody");
        var marked = mail(
                "X-Spam-Status: Yes,\n score=9\nSubject: x\nX-Havendesk-Verdict: quarantine\nTo: help@acme.test\n\nbody");

        assertThat(marked.words()).isEqualTo(plain.words());
        assertThat(marked.head()).isEqualTo(plain.head());
    }

    @ParameterizedTest
    @CsvSource({
        "X-Spam-Status: Yes, true",
        "'x-spam-flag: YES', true",
        "'X-Spam-Status: No, score=1 yes', false",
        "'X-Spam-Status: yesterday', false",
        "X-Other: Yes, true"
    })
    void the_topmost_word_of_a_server_is_read_and_who_wrote_it(String header, boolean spam) {
        var relay = mail("Received: from a.example.net (b [192.0.2.1]) by MX.acme.test with ESMTP; now\n" + header
                        + "\nReceived: from c by d.example.net; then\nX-Spam-Status: Yes\nTo: help@acme.test\n\nbody")
                .relay();

        assertThat(relay.host()).isEqualTo("mx.acme.test");
        assertThat(relay.saysSpam()).isEqualTo(spam);
    }

    @ParameterizedTest
    @CsvSource({"07700900123,#0x11", "25th,#0x2a", "FREE,#CAPS", "!!!!!!,!!!", "特价优惠,特价"})
    void a_word_also_counts_by_how_it_is_written(String written, String token) {
        assertThat(Evidence.ofText("chat", "", written).words()).contains(token);
    }

    @Test
    void a_message_without_mail_headers_is_its_text() {
        var evidence = Evidence.ofText("form", "Maria", "Where is my parcel?");

        assertThat(evidence.words()).contains("channel:form", "from:maria", "parcel");
        assertThat(new String(evidence.head(), StandardCharsets.UTF_8)).isEqualTo("Maria\nWhere is my parcel?");
    }

    @Test
    void whatever_comes_in_is_read_without_failing_and_within_bounds() {
        var random = new Random(5);
        for (int i = 0; i < 500; i++) {
            var bytes = new byte[random.nextInt(6_000)];
            random.nextBytes(bytes);
            if (i % 2 == 0) scatter(bytes, random);
            assertThatCode(() -> {
                        var evidence = Evidence.ofMail(bytes);
                        assertThat(evidence.words()).hasSizeLessThanOrEqualTo(Words.MOST);
                        assertThat(evidence.head()).hasSizeLessThanOrEqualTo(Evidence.HEAD);
                    })
                    .doesNotThrowAnyException();
        }
    }

    private static void scatter(byte[] bytes, Random random) {
        var pieces = List.of(
                "Content-Type: multipart/mixed; boundary=b\n\n",
                "\n--b\n",
                "Subject: =?x?q?=ZZ?=\n",
                "<a href=\"",
                "<!--",
                "=\n",
                "&#99999999999;",
                "Content-Transfer-Encoding: base64\n",
                "Content-Type: text/html; charset=nonsense\n\n");
        for (int i = 0; i < 20; i++) {
            var piece = pieces.get(random.nextInt(pieces.size())).getBytes(StandardCharsets.US_ASCII);
            if (bytes.length <= piece.length) return;
            int at = i < 2 ? 0 : random.nextInt(bytes.length - piece.length);
            System.arraycopy(piece, 0, bytes, at, piece.length);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Content-Type: multipart/mixed; boundary=b\n\n--b\n'",
        "<div>",
        "<",
        "'<a b= '",
        "=?utf-8?q?a",
        "'a: b\n'",
        "<!--",
        "'Received: from a.b.c.d.e.f.g.h\n'",
        "&#x",
        "https://a.",
        "'\n--'"
    })
    void a_message_of_megabytes_made_to_be_slow_is_read_quickly(String piece) {
        var start = "Subject: x\nContent-Type: text/html; boundary=b\n\n";
        var raw = (start + piece.repeat(4_000_000 / piece.length())).getBytes(StandardCharsets.US_ASCII);

        Assertions.assertTimeout(Duration.ofSeconds(2), () -> Evidence.ofMail(raw));
        var headers = piece.repeat(4_000_000 / piece.length()).getBytes(StandardCharsets.US_ASCII);
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> Evidence.ofMail(headers));
    }
}
