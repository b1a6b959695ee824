package org.havendesk.email.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.havendesk.email.auth.SenderVerdict.State;
import org.havendesk.platform.EmailAddress;
import org.havendesk.testing.Zone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about a sender, and why. */
class SenderTruthTests {
    private static final String MAIL = mail("Maria <maria@example.org>");
    private static final TestSigner OWN = TestSigner.rsa("example.org", 2048);
    private static final TestSigner OTHER = TestSigner.rsa("mailer.example.com", 1024);
    private static final String OUR_TRACE = "Received: from x ([198.51.100.1]) by help.acme.test with ESMTP id 1;\r\n";

    private final Zone zone = new Zone();

    @Test
    void a_signature_of_the_authors_domain_proves_it_even_without_a_policy() {
        OWN.publishedIn(zone);

        var verdict = direct(OWN.signed(MAIL), "eve@example.com");

        assertThat(verdict.state()).isEqualTo(State.AUTHENTICATED);
        assertThat(verdict.reason()).isEqualTo("signed");
        assertThat(verdict.domain()).isEqualTo("example.org");
        assertThat(verdict.dmarc()).isEqualTo(new Finding(Result.NONE, "noRecord", "example.org"));
    }

    @Test
    void a_server_that_the_authors_domain_names_proves_it() {
        zone.text("example.org", "v=spf1 ip4:192.0.2.10 -all").text("_dmarc.example.org", "v=DMARC1; p=reject");

        var verdict = direct(MAIL, "bounces@example.org");

        assertThat(verdict.state()).isEqualTo(State.AUTHENTICATED);
        assertThat(verdict.reason()).isEqualTo("server");
        assertThat(verdict.dmarc().passed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "v=DMARC1; p=reject, FAILED, refused",
        "v=DMARC1; p=quarantine, FAILED, refused",
        "v=DMARC1; p=none, UNAUTHENTICATED, unproven",
        "v=DMARC1; p=reject; pct=0, UNAUTHENTICATED, unproven",
        "v=DMARC1; p=reject; t=y, UNAUTHENTICATED, unproven",
        "v=DMARC1; p=strange; rua=mailto:a@example.org, UNAUTHENTICATED, unproven",
        "v=DMARC1; p=strange, UNKNOWN, nothingPublished",
        "v=DMARC2; p=reject, UNKNOWN, nothingPublished"
    })
    void mail_that_proves_nothing_is_treated_as_the_domain_wishes(String policy, State state, String reason) {
        zone.text("_dmarc.example.org", policy);

        var verdict = direct(MAIL, "eve@example.com");

        assertThat(verdict.state()).isEqualTo(state);
        assertThat(verdict.reason()).isEqualTo(reason);
    }

    @Test
    void a_server_and_a_signature_of_another_domain_prove_nothing_about_the_author() {
        OTHER.publishedIn(zone);
        zone.text("example.com", "v=spf1 +all").text("_dmarc.example.org", "v=DMARC1; p=reject");

        var verdict = direct(OTHER.signed(MAIL), "eve@example.com");

        assertThat(verdict.state()).isEqualTo(State.FAILED);
        assertThat(verdict.spf().passed()).isTrue();
        assertThat(verdict.dkim().passed()).isTrue();
        assertThat(verdict.dmarc()).isEqualTo(new Finding(Result.FAIL, "refused", "example.org"));
    }

    @ParameterizedTest
    @CsvSource({
        "mail.example.org, v=DMARC1; p=reject, AUTHENTICATED",
        "mail.example.org, v=DMARC1; p=reject; adkim=s, FAILED",
        "mail.example.org, v=DMARC1; p=reject; aspf=s, AUTHENTICATED",
        "example.org, v=DMARC1; p=reject; adkim=s, AUTHENTICATED",
        "example.net, v=DMARC1; p=reject, FAILED"
    })
    void a_signature_counts_for_its_organization_or_strictly_for_its_domain(String signer, String policy, State state) {
        zone.text("_dmarc.example.org", policy);
        var signed = TestSigner.rsa(signer, 1024).publishedIn(zone).signed(MAIL);

        assertThat(direct(signed, "").state()).isEqualTo(state);
    }

    @Test
    void organizations_under_a_public_suffix_are_not_one() {
        zone.text("_dmarc.shop.co.uk", "v=DMARC1; p=reject");
        var signed = TestSigner.rsa("evil.co.uk", 1024).publishedIn(zone).signed(mail("a@shop.co.uk"));

        assertThat(direct(signed, "", "a@shop.co.uk").state()).isEqualTo(State.FAILED);
    }

    @Test
    void a_subdomain_follows_the_wish_of_its_organization() {
        zone.text("_dmarc.example.org", "v=DMARC1; p=none; sp=reject");

        assertThat(direct(mail("a@news.example.org"), "", "a@news.example.org").state())
                .isEqualTo(State.FAILED);
        assertThat(direct(MAIL, "").state()).isEqualTo(State.UNAUTHENTICATED);
        zone.text("_dmarc.news.example.org", "v=DMARC1; p=none");
        assertThat(direct(mail("a@news.example.org"), "", "a@news.example.org").state())
                .isEqualTo(State.UNAUTHENTICATED);
    }

    @Test
    void two_policies_are_none() {
        zone.text("_dmarc.example.org", "v=DMARC1; p=reject").text("_dmarc.example.org", "v=DMARC1; p=none");

        assertThat(direct(MAIL, "").state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void a_domain_that_publishes_nothing_leaves_its_senders_unknown() {
        var verdict = direct(MAIL, "maria@example.org");

        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.reason()).isEqualTo("nothingPublished");
    }

    @Test
    void a_domain_that_names_its_servers_does_not_speak_through_others_even_behind_another_envelope() {
        zone.text("example.org", "v=spf1 ip4:192.0.2.77 ~all");

        assertThat(direct(MAIL, "maria@example.org").reason()).isEqualTo("unproven");
        assertThat(direct(MAIL, "eve@example.com").state()).isEqualTo(State.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: Maria <maria@example.org>\r\nFrom: Eve <eve@example.com>",
                "From: Eve <eve@example.com>\r\nFrom: Maria <maria@example.org>",
                "From: Maria <maria@example.org>, Eve <eve@example.com>",
                "From: \"maria@example.org\" <eve@example.com>",
                "From: <eve@example.com> (maria@example.org)",
                "From: eve@example.com <maria@example.org> <eve@example.com>",
                "Sender: maria@example.org",
                "From: Eve <eve@example.com>"
            })
    void a_mail_with_none_or_several_authors_or_another_one_proves_nothing(String from) {
        OWN.publishedIn(zone);
        var signed = OWN.signed(mail("x").replace("From: x", from), "relaxed/relaxed", "from", "");

        var verdict = direct(signed, "maria@example.org");

        assertThat(verdict.state()).isEqualTo(State.UNAUTHENTICATED);
        assertThat(verdict.reason()).isIn("noAuthor", "severalAuthors", "otherAuthor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maria@example.org",
                "<maria@example.org>",
                "\"Bank, <bank@example.com>\" <maria@example.org>",
                "Maria (of bank@example.com) <maria@example.org>",
                "maria@example.org, m.second@example.org",
                "Maria\r\n <maria@example.org>"
            })
    void what_stands_around_an_address_is_not_an_author(String from) {
        OWN.publishedIn(zone);

        assertThat(direct(OWN.signed(mail(from)), "").state()).isEqualTo(State.AUTHENTICATED);
    }

    @Test
    void a_domain_in_other_letters_is_the_same_domain() {
        var signed = new String(mail("Иван <ivan@пример.example>").getBytes(UTF_8), ISO_8859_1);
        var domain = EmailAddress.parse("ivan@пример.example").orElseThrow().domain();
        var signer = TestSigner.ed25519(domain).publishedIn(zone);

        assertThat(direct(signer.signed(signed), "", "ivan@" + domain).state()).isEqualTo(State.AUTHENTICATED);
    }

    @Test
    void silence_about_the_authors_domain_leaves_the_sender_unknown() {
        zone.silent("_dmarc.example.org");

        assertThat(direct(MAIL, "eve@example.com").reason()).isEqualTo("noAnswer");
        OWN.publishedIn(zone);
        assertThat(direct(OWN.signed(MAIL), "").state()).isEqualTo(State.AUTHENTICATED);
    }

    @Test
    void silence_about_domains_that_a_stranger_chose_excuses_nothing() {
        zone.text("_dmarc.example.org", "v=DMARC1; p=reject")
                .silent("evil.example.com")
                .silent("s._domainkey.evil.example.com");
        var signature = "DKIM-Signature: v=1; a=rsa-sha256; d=evil.example.com; s=s; h=from; bh=AAAA; b=AAAA\r\n";
        var seal = OTHER.sealed(MAIL, 1, "none", "none");

        assertThat(direct(signature.repeat(50) + seal, "eve@evil.example.com").state())
                .isEqualTo(State.FAILED);
    }

    @Test
    void without_looking_nothing_is_known() {
        var off = truth(new SenderSettings(false, Duration.ofSeconds(1), List.of(), List.of(), List.of()));

        assertThat(off.of(handed("192.0.2.10", ""), author("maria@example.org"), bytes(MAIL)))
                .isEqualTo(SenderVerdict.unknown("example.org", "off"));
        assertThat(zone.asked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "192.168.1.1", "::1", "fd00::1", "fe80::1", "100.64.0.1"})
    void a_mail_from_our_own_house_is_of_an_unknown_sender_unless_it_is_signed(String address) {
        zone.text("example.org", "v=spf1 -all").text("_dmarc.example.org", "v=DMARC1; p=reject");
        OWN.publishedIn(zone);

        var verdict = truth().of(handed(address, "maria@example.org"), author("maria@example.org"), bytes(MAIL));
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.reason()).isEqualTo("local");
        assertThat(zone.asked()).isZero();

        var signed = bytes(OWN.signed(MAIL));
        assertThat(truth().of(handed(address, "maria@example.org"), author("maria@example.org"), signed)
                        .state())
                .isEqualTo(State.AUTHENTICATED);
    }

    @Test
    void a_fetched_mail_is_judged_by_its_signature_alone() {
        OWN.publishedIn(zone);
        zone.text("_dmarc.example.org", "v=DMARC1; p=reject");

        assertThat(fetched(OWN.signed(MAIL)).state()).isEqualTo(State.AUTHENTICATED);
        assertThat(fetched(MAIL).reason()).isEqualTo("fetched");
        assertThat(fetched(OWN.signed(MAIL).replace("Monday", "Sunday")).state())
                .isEqualTo(State.UNKNOWN);
    }

    @Test
    void a_named_relay_says_whom_it_had_the_mail_from() {
        zone.text("example.org", "v=spf1 ip4:192.0.2.10 -all");
        var received = "Received: from mail.example.org (mail.example.org [192.0.2.10])\r\n"
                + "\tby mx.relay.test (Postfix) with ESMTPS id 4; Mon, 20 Jul 2026 10:00:00 +0000\r\n";

        assertThat(relayed(OUR_TRACE + received + MAIL).reason()).isEqualTo("server");
        assertThat(fetched("Return-Path: <maria@example.org>\r\n" + received + MAIL)
                        .reason())
                .isEqualTo("server");
        assertThat(relayed(OUR_TRACE + received.replace("mx.relay.test", "mx.evil.test") + MAIL)
                        .state())
                .isEqualTo(State.UNKNOWN);
        assertThat(relayed(OUR_TRACE + received.replace("192.0.2.10", "192.0.2.11") + received + MAIL)
                        .state())
                .isEqualTo(State.UNAUTHENTICATED);
        assertThat(direct(OUR_TRACE + received.replace("192.0.2.10", "203.0.113.5") + MAIL, "a@example.com")
                        .state())
                .isEqualTo(State.UNAUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from [192.0.2.10] (unknown [203.0.113.5]) by mx.relay.test with SMTP",
                "from [203.0.113.5] (helo=[192.0.2.10]) by mx.relay.test with smtp (Exim)",
                "from mail.example.org ([IPv6:2001:db8::5]) by mx.relay.test with SMTP",
                "from mail.example.org (203.0.113.5) by mx.relay.test (10.0.0.1) with Microsoft SMTP"
            })
    void a_client_cannot_choose_the_address_that_a_relay_saw(String received) {
        zone.text("example.org", "v=spf1 ip4:192.0.2.10 -all");

        assertThat(relayed(OUR_TRACE + "Received: " + received + "\r\n" + MAIL)
                        .spf()
                        .result())
                .isEqualTo(Result.FAIL);
    }

    @Test
    void what_a_named_relay_found_out_is_believed() {
        zone.text("_dmarc.example.org", "v=DMARC1; p=reject");
        var found = "Authentication-Results: mx.relay.test (policy); spf=none smtp.mailfrom=x;\r\n"
                + " dmarc=%s (p=REJECT; sp=none) header.from=%s\r\n";
        var passed = found.formatted("pass", "example.org");
        var failed = found.formatted("fail", "example.org");

        assertThat(fetched(passed + MAIL).reason()).isEqualTo("relay");
        assertThat(relayed(OUR_TRACE + passed + MAIL).reason()).isEqualTo("relay");
        assertThat(fetched(failed + MAIL).state()).isEqualTo(State.FAILED);
        assertThat(fetched(found.formatted("pass", "example.com") + MAIL).state())
                .isEqualTo(State.FAILED);
        assertThat(direct(OUR_TRACE + passed + MAIL, "eve@example.com").state()).isEqualTo(State.FAILED);
        assertThat(fetched(passed.replace("mx.relay.test", "mx.evil.test") + MAIL)
                        .state())
                .isEqualTo(State.UNKNOWN);
    }

    @Test
    void results_that_a_stranger_wrote_below_those_of_the_relay_do_not_count() {
        zone.text("_dmarc.example.org", "v=DMARC1; p=reject");
        var forged = "Authentication-Results: mx.relay.test; dmarc=pass header.from=example.org\r\n";
        var real = "Authentication-Results: mx.relay.test; dmarc=fail header.from=example.org\r\n";
        var received = "Received: from eve ([203.0.113.5]) by mx.relay.test with SMTP\r\n";
        var stranger = "Received: from a ([203.0.113.6]) by somewhere.example with SMTP\r\n";

        assertThat(fetched(real + received + forged + MAIL).state()).isEqualTo(State.FAILED);
        assertThat(fetched(received + real + forged + MAIL).state()).isEqualTo(State.FAILED);
        assertThat(fetched(received + stranger + forged + MAIL).state()).isEqualTo(State.FAILED);
    }

    @Test
    void results_of_several_methods_are_taken_together() {
        zone.text("_dmarc.example.org", "v=DMARC1; p=reject");
        var dkim = "Authentication-Results: mx.relay.test; dkim=pass header.d=example.org\r\n";
        var dmarc = "Authentication-Results: mx.relay.test; dmarc=fail header.from=example.org\r\n";

        assertThat(fetched(dkim + MAIL).state()).isEqualTo(State.AUTHENTICATED);
        assertThat(fetched(dkim + dmarc + MAIL).state()).isEqualTo(State.FAILED);
    }

    @Test
    void a_head_larger_than_anybody_needs_proves_nothing() {
        OWN.publishedIn(zone);

        assertThat(direct("X-Filler: x\r\n".repeat(2_000) + OWN.signed(MAIL), "")
                        .reason())
                .isEqualTo("tooLong");
    }

    @Test
    void hostile_heads_are_read_in_no_time() {
        var start = System.nanoTime();
        for (var field : List.of("DKIM-Signature", "Authentication-Results", "Received", "ARC-Seal", "From")) {
            for (var value : List.of(
                    "b".repeat(400_000),
                    "b ".repeat(200_000),
                    ";".repeat(400_000),
                    " b=".repeat(100_000),
                    "(".repeat(400_000),
                    "i=1; ".repeat(80_000),
                    "a.b=c ".repeat(60_000),
                    "by ".repeat(130_000))) {
                fetched(field + ": " + value + "\r\n" + MAIL);
                relayed(field + ": " + value + "\r\n" + MAIL);
            }
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    private static String mail(String from) {
        return "From: " + from + "\r\nTo: support@acme.test\r\nSubject: Where is it?\r\n"
                + "Date: Mon, 20 Jul 2026 10:00:00 +0000\r\n\r\nIt should have come on Monday.\r\n";
    }

    private SenderVerdict direct(String mail, String sender) {
        return direct(mail, sender, "maria@example.org");
    }

    private SenderVerdict direct(String mail, String sender, String author) {
        return Spoken.sentences(truth().of(handed("192.0.2.10", sender), author(author), bytes(mail)));
    }

    private SenderVerdict fetched(String mail) {
        return Spoken.sentences(truth().of(Handed.FETCHED, author("maria@example.org"), bytes(mail)));
    }

    private SenderVerdict relayed(String mail) {
        return Spoken.sentences(
                truth().of(handed("198.51.100.1", "maria@example.org"), author("maria@example.org"), bytes(mail)));
    }

    private SenderTruth truth() {
        return truth(new SenderSettings(
                true, Duration.ofSeconds(10), List.of("relay.test"), List.of("198.51.100.0/24"), List.of()));
    }

    private SenderTruth truth(SenderSettings settings) {
        return new SenderTruth(zone, settings, Clock.fixed(Instant.parse("2026-07-20T10:00:00Z"), ZoneOffset.UTC));
    }

    private static Handed handed(String address, String sender) {
        return new Handed(Optional.of(InetAddress.ofLiteral(address)), "mail.example.net", sender);
    }

    private static EmailAddress author(String address) {
        return EmailAddress.parse(address).orElseThrow();
    }

    private static byte[] bytes(String mail) {
        return mail.getBytes(ISO_8859_1);
    }
}
