package org.havendesk.email.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.havendesk.email.auth.Dns.Kind;
import org.havendesk.email.auth.Dns.NoAnswer;
import org.havendesk.testing.Zone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class NameServersTests {
    private final Zone zone = new Zone();
    private NameServer server;
    private NameServers dns;

    @BeforeEach
    void begin() throws IOException {
        server = new NameServer(zone);
        dns = asking(server.address());
    }

    @AfterEach
    void end() throws IOException {
        server.close();
    }

    @Test
    void each_kind_of_record_is_read() throws NoAnswer {
        zone.text("example.org", "v=spf1 -all")
                .with("example.org", Kind.A, "192.0.2.1", "192.0.2.2")
                .with("example.org", Kind.AAAA, "2001:db8::1")
                .with("example.org", Kind.MX, "later.example.org", "sooner.example.org")
                .with("1.2.0.192.in-addr.arpa", Kind.PTR, "mail.example.org");

        assertThat(dns.ask("Example.ORG", Kind.TXT)).containsExactly("v=spf1 -all");
        assertThat(dns.ask("example.org", Kind.A)).containsExactlyInAnyOrder("192.0.2.1", "192.0.2.2");
        assertThat(dns.addresses("example.org", InetAddress.ofLiteral("::1")))
                .containsExactly(InetAddress.ofLiteral("2001:db8::1"));
        assertThat(dns.ask("example.org", Kind.MX)).containsExactly("sooner.example.org", "later.example.org");
        assertThat(dns.ask("1.2.0.192.in-addr.arpa", Kind.PTR)).containsExactly("mail.example.org");
    }

    @Test
    void a_long_text_comes_in_one_piece_over_tcp() throws NoAnswer {
        var key = "v=DKIM1; k=rsa; p=" + "MIIB\"\\".repeat(300);
        zone.text("s._domainkey.example.org", key);

        assertThat(dns.ask("s._domainkey.example.org", Kind.TXT)).containsExactly(key);
    }

    @Test
    void an_alias_is_followed() throws NoAnswer {
        zone.with("alias.www.example.org", Kind.PTR, "host.example.net").text("host.example.net", "here");

        assertThat(dns.ask("www.example.org", Kind.TXT)).containsExactly("here");
    }

    @Test
    void what_does_not_exist_or_cannot_exist_is_an_empty_answer() throws NoAnswer {
        assertThat(dns.ask("nothing.example.org", Kind.TXT)).isEmpty();
        assertThat(dns.ask("a".repeat(64) + ".example.org", Kind.TXT)).isEmpty();
        assertThat(dns.ask("a..example.org", Kind.TXT)).isEmpty();
        assertThat(dns.ask("a\\", Kind.TXT)).isEmpty();
    }

    @Test
    void a_second_question_is_answered_from_memory() throws NoAnswer {
        zone.text("example.org", "once");
        dns.ask("example.org", Kind.TXT);
        dns.ask("nothing.example.org", Kind.TXT);
        var before = server.questions();

        dns.ask("EXAMPLE.org", Kind.TXT);
        dns.ask("nothing.example.org", Kind.TXT);

        assertThat(server.questions()).isEqualTo(before);
    }

    @Test
    void the_memory_is_bounded() throws NoAnswer {
        var small = new NameServers(
                new DnsSettings(List.of(server.address()), Duration.ofSeconds(2), DataSize.ofBytes(2_000)));
        for (int i = 0; i < 200; i++) {
            small.ask("n" + i + ".example.org", Kind.TXT);
        }

        assertThat(small.remembered()).isLessThan(20);
    }

    @Test
    void a_failure_is_no_answer_and_no_reason_to_ask_nobody_else() throws NoAnswer {
        zone.silent("broken.example.org").text("example.org", "fine");

        assertThatThrownBy(() -> dns.ask("broken.example.org", Kind.TXT)).isInstanceOf(NoAnswer.class);
        assertThat(dns.ask("example.org", Kind.TXT)).containsExactly("fine");
    }

    @Test
    void the_next_server_is_asked_when_the_first_says_nothing() throws IOException, NoAnswer {
        zone.text("example.org", "from the second");
        try (var first = new NameServer(new Zone())) {
            first.fallSilent();

            assertThat(asking(first.address(), server.address()).ask("example.org", Kind.TXT))
                    .containsExactly("from the second");
        }
    }

    @Test
    void while_no_server_says_anything_nobody_waits() {
        server.fallSilent();
        assertThatThrownBy(() -> dns.ask("one.example.org", Kind.TXT)).isInstanceOf(NoAnswer.class);
        var before = server.questions();

        for (int i = 0; i < 50; i++) {
            var name = "n" + i + ".example.org";
            assertThatThrownBy(() -> dns.ask(name, Kind.TXT)).isInstanceOf(NoAnswer.class);
        }

        assertThat(server.questions()).isEqualTo(before);
    }

    private static NameServers asking(String... servers) {
        return new NameServers(new DnsSettings(List.of(servers), Duration.ofMillis(400), DataSize.ofMegabytes(1)));
    }
}
