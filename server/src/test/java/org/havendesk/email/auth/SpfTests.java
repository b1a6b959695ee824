package org.havendesk.email.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.havendesk.email.auth.Dns.Kind;
import org.havendesk.testing.Zone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpfTests {
    private final Zone zone = new Zone();

    @ParameterizedTest
    @CsvSource({
        "v=spf1 ip4:192.0.2.10 -all, pass",
        "v=spf1 ip4:192.0.2.0/24 -all, pass",
        "v=spf1 ip4:192.0.2.0/29 -all, fail",
        "v=spf1 ip4:192.0.2.11 ~all, softfail",
        "v=spf1 ip4:192.0.2.11 ?all, neutral",
        "v=spf1 ip6:2001:db8::/32 -all, fail",
        "v=spf1 ip4:192.0.2.11, neutral",
        "V=SPF1 IP4:192.0.2.10 -ALL, pass",
        "v=spf1   a:mail.example.org   -all  , pass",
        "v=spf1 a:mail.example.org/30 -all, pass",
        "v=spf1 a:none.example.org -all, fail",
        "v=spf1 mx -all, pass",
        "v=spf1 mx/32//64 -all, pass",
        "v=spf1 include:other.example.net -all, pass",
        "v=spf1 -include:other.example.net +all, fail",
        "v=spf1 redirect=other.example.net, pass",
        "v=spf1 redirect=other.example.net -all, fail",
        "v=spf1 exists:%{ir}.list.example.org -all, pass",
        "v=spf1 exists:%{l}.%{d2}.users -all, fail",
        "v=spf1 ptr -all, pass",
        "v=spf1 ptr:example.net -all, fail",
        "v=spf1 exp=why.example.org moo.x-1_y=%{c} ip4:192.0.2.10, pass",
        "v=spf10 +all, none",
        "spf2.0/mfrom +all, none"
    })
    void a_record_says_which_servers_are_the_domains(String record, String result) {
        zone.text("example.org", record)
                .with("mail.example.org", Kind.A, "192.0.2.9", "192.0.2.10")
                .with("example.org", Kind.MX, "mail.example.org")
                .text("other.example.net", "v=spf1 ip4:192.0.2.10 -all")
                .with("10.2.0.192.list.example.org", Kind.A, "127.0.0.2")
                .with("10.2.0.192.in-addr.arpa", Kind.PTR, "mail.example.org");

        assertThat(check("maria@example.org").result().wire()).isEqualTo(result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=spf1 ip4:192.0.2.300 -all",
                "v=spf1 ip4:192.0.2.10/33 -all",
                "v=spf1 ip4:192.0.2.010 +all",
                "v=spf1 ip4:192.0.2.10/08 -all",
                "v=spf1 ip6:2001:db8:::1 -all",
                "v=spf1 a: -all",
                "v=spf1 a:museum -all",
                "v=spf1 all: +all",
                "v=spf1 moo +all",
                "v=spf1 include +all",
                "v=spf1 include:none.example.net +all",
                "v=spf1 redirect=a.example.org redirect=b.example.org",
                "v=spf1 redirect=none.example.net",
                "v=spf1 exp=a.example.org exp=a.example.org +all",
                "v=spf1 exists:%{x}.example.org +all",
                "v=spf1 exists:%{d0}.example.org +all",
                "v=spf1 exists:%(d).example.org +all",
                "v=spf1 +all\u00e9"
            })
    void a_record_that_is_written_wrong_counts_for_nothing(String record) {
        zone.text("example.org", record);

        assertThat(check("maria@example.org")).isEqualTo(new Finding(Result.PERMERROR, "badRecord", "example.org"));
    }

    @Test
    void two_records_are_as_good_as_a_wrong_one() {
        zone.text("example.org", "v=spf1 +all").text("example.org", "v=spf1 -all");

        assertThat(check("maria@example.org").result()).isEqualTo(Result.PERMERROR);
    }

    @Test
    void without_a_sender_the_name_of_the_server_is_checked() {
        zone.text("mail.example.org", "v=spf1 ip4:192.0.2.10 -all");

        assertThat(check("")).isEqualTo(new Finding(Result.PASS, "listed", "mail.example.org"));
    }

    @Test
    void a_server_whose_name_is_no_domain_says_nothing() {
        assertThat(Spf.check(zone, address(), "[192.0.2.10]", "").result()).isEqualTo(Result.NONE);
        assertThat(Spf.check(zone, address(), "localhost", "").result()).isEqualTo(Result.NONE);
        assertThat(check("maria@" + "a".repeat(64) + ".org").result()).isEqualTo(Result.NONE);
    }

    @Test
    void an_address_of_version_6_is_checked_as_one() {
        zone.text("example.org", "v=spf1 ip6:2001:db8::/32 exists:%{i}.%{v}.example.org -all");

        var address = InetAddress.ofLiteral("2001:db8::10");
        assertThat(Spf.check(zone, address, "x", "maria@example.org").passed()).isTrue();
    }

    @Test
    void more_than_ten_lookups_are_too_many() {
        zone.text("example.org", "v=spf1 include:n1.example.org -all");
        for (int i = 1; i <= 12; i++) {
            zone.text("n" + i + ".example.org", "v=spf1 include:n" + (i + 1) + ".example.org -all");
        }

        assertThat(check("maria@example.org")).isEqualTo(new Finding(Result.PERMERROR, "tooMuch", "example.org"));
        assertThat(zone.asked()).isLessThanOrEqualTo(11);
    }

    @Test
    void a_circle_of_includes_ends() {
        zone.text("example.org", "v=spf1 include:example.org -all");

        assertThat(check("maria@example.org").result()).isEqualTo(Result.PERMERROR);
        assertThat(zone.asked()).isLessThanOrEqualTo(11);
    }

    @Test
    void more_than_two_lookups_that_find_nothing_are_too_many() {
        zone.text("example.org", "v=spf1 a:n1.example.org a:n2.example.org a:n3.example.org +all");

        assertThat(check("maria@example.org").reason()).isEqualTo("tooMuch");
    }

    @Test
    void a_domain_with_very_many_exchanges_is_refused() {
        zone.text("example.org", "v=spf1 mx +all");
        for (int i = 0; i < 11; i++) {
            zone.with("example.org", Kind.MX, "mx" + i + ".example.org");
        }

        assertThat(check("maria@example.org").reason()).isEqualTo("tooMuch");
        assertThat(zone.asked()).isEqualTo(2);
    }

    @Test
    void a_name_made_of_macros_stays_a_name() {
        zone.text("example.org", "v=spf1 exists:%{l}.%{l}.%{l}.%{l}.%{l}.example.org -all");

        assertThat(check("x".repeat(60) + "@example.org").result()).isEqualTo(Result.FAIL);
    }

    @Test
    void silence_of_the_dns_is_an_error_of_the_moment() {
        zone.text("example.org", "v=spf1 include:silent.example.org -all").silent("silent.example.org");

        assertThat(check("maria@example.org")).isEqualTo(Finding.noAnswer("example.org"));
        assertThat(check("maria@silent.example.org").result()).isEqualTo(Result.TEMPERROR);
    }

    @Test
    void a_mail_asks_so_many_questions_and_no_more() {
        zone.text("example.org", "v=spf1 a:mail.example.org -all").with("mail.example.org", Kind.A, "192.0.2.10");

        var bounded = new BoundedDns(zone, Duration.ofMinutes(1), 1);
        assertThat(Spf.check(bounded, address(), "x", "maria@example.org").result())
                .isEqualTo(Result.TEMPERROR);
        var late = new BoundedDns(zone, Duration.ZERO, 100);
        assertThat(Spf.check(late, address(), "x", "maria@example.org").result())
                .isEqualTo(Result.TEMPERROR);
    }

    private Finding check(String sender) {
        return Spoken.sentence("spf", Spf.check(zone, address(), "mail.example.org", sender));
    }

    private static InetAddress address() {
        return InetAddress.ofLiteral("192.0.2.10");
    }
}
