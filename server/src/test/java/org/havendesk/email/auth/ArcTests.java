package org.havendesk.email.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mail that lists and forwarders pass on, changed, with what they had found out before (RFC 8617). */
class ArcTests {
    private static final TestSigner LIST = TestSigner.rsa("list.example", 2048);
    private static final TestSigner FORWARDER = TestSigner.ed25519("forwarder.example");
    private static final TestSigner STRANGER = TestSigner.rsa("stranger.example", 1024);
    private static final String FOUND = "dmarc=pass header.from=example.org; spf=pass smtp.mailfrom=maria@example.org";
    private static final String MAIL = """
            From: Maria <maria@example.org>
            To: support@acme.test
            Subject: [list] Where is it?
            Date: Mon, 20 Jul 2026 10:00:00 +0000

            It should have come on Monday.
            -- sent to the list
            """.replace("\n", "\r\n");

    private final Zone zone = new Zone();

    @BeforeEach
    void theAuthorsDomainRefusesWhatItDidNotSend() {
        zone.text("_dmarc.example.org", "v=DMARC1; p=reject");
        List.of(LIST, FORWARDER, STRANGER).forEach(signer -> signer.publishedIn(zone));
    }

    @Test
    void a_trusted_list_vouches_for_what_it_changed() {
        var verdict = judge(LIST.sealed(MAIL, 1, FOUND, "none"));

        assertThat(verdict.state()).isEqualTo(State.AUTHENTICATED);
        assertThat(verdict.reason()).isEqualTo("forwarded");
        assertThat(verdict.arc()).isEqualTo(new Finding(Result.PASS, "trusted", "list.example"));
        assertThat(verdict.dmarc().result()).isEqualTo(Result.FAIL);
    }

    @Test
    void whole_chains_of_trusted_servers_count() {
        var passedOn = FORWARDER.sealed(LIST.sealed(MAIL, 1, FOUND, "none"), 2, "arc=pass; dmarc=fail", "pass");

        assertThat(judge(passedOn).state()).isEqualTo(State.AUTHENTICATED);
        assertThat(judge(passedOn).arc().domain()).isEqualTo("forwarder.example");
    }

    @Test
    void a_stranger_in_the_chain_vouches_for_nothing() {
        var verdict = judge(STRANGER.sealed(MAIL, 1, FOUND, "none"));
        assertThat(verdict.state()).isEqualTo(State.FAILED);
        assertThat(verdict.arc()).isEqualTo(new Finding(Result.PASS, "chain", "stranger.example"));

        var behind = STRANGER.sealed(LIST.sealed(MAIL, 1, FOUND, "none"), 2, FOUND, "pass");
        assertThat(judge(behind).state()).isEqualTo(State.FAILED);
        var before = LIST.sealed(STRANGER.sealed(MAIL, 1, FOUND, "none"), 2, "arc=pass; dmarc=fail", "pass");
        assertThat(judge(before).state()).isEqualTo(State.FAILED);
    }

    @Test
    void a_trusted_server_that_found_nothing_vouches_for_nothing() {
        assertThat(judge(LIST.sealed(MAIL, 1, "dmarc=fail header.from=example.org", "none"))
                        .state())
                .isEqualTo(State.FAILED);
        assertThat(judge(LIST.sealed(MAIL, 1, "dmarc=pass header.from=example.com", "none"))
                        .state())
                .isEqualTo(State.FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Monday|Sunday",
                "\\[list\\] Where|[list] There",
                "dmarc=fail|dmarc=pass",
                "cv=none|cv=pass",
                "i=1; list.example|i=1; evil.example",
                "i=2;|i=3;",
                "(?s)ARC-Seal: i=1.*?\r\nARC-Me|ARC-Me",
                "ARC-Seal: i=2|ARC-Seal: i=2; h=from",
                "d=forwarder.example|d=stranger.example",
                "ARC-Message-Signature: i=1|ARC-Message-Signature: i=1; i=1"
            })
    void whatever_is_changed_breaks_the_chain(String change) {
        var sealed = FORWARDER.sealed(LIST.sealed(MAIL, 1, FOUND, "none"), 2, "arc=pass; dmarc=fail", "pass");
        var parts = change.split("\\|", -1);
        var changed = sealed.replaceAll(parts[0], parts[1]);

        assertThat(changed).isNotEqualTo(sealed);
        assertThat(judge(changed).arc().result()).isEqualTo(Result.FAIL);
        assertThat(judge(changed).state()).isEqualTo(State.FAILED);
    }

    @Test
    void a_set_that_stands_there_twice_breaks_the_chain() {
        var sealed = LIST.sealed(MAIL, 1, FOUND, "none");
        var twice = sealed.substring(0, sealed.indexOf("From:")) + sealed;

        assertThat(judge(twice).arc().result()).isEqualTo(Result.FAIL);
    }

    @Test
    void a_chain_that_somebody_found_broken_stays_broken() {
        assertThat(judge(LIST.sealed(MAIL, 1, FOUND, "fail")).arc().result()).isEqualTo(Result.FAIL);
        var mended = LIST.sealed(LIST.sealed(MAIL, 1, FOUND, "fail"), 2, FOUND, "pass");
        assertThat(judge(mended).arc().result()).isEqualTo(Result.FAIL);
    }

    @Test
    void a_very_long_chain_is_not_followed() {
        var set = "ARC-Seal: i=%d; cv=pass; b=AAAA\r\nARC-Message-Signature: i=%d; b=AAAA\r\n"
                + "ARC-Authentication-Results: i=%d; x\r\n";
        var long_ = new StringBuilder();
        for (int i = 99; i > 0; i--) {
            long_.append(set.formatted(i, i, i));
        }

        assertThat(judge(long_ + MAIL).arc()).isEqualTo(new Finding(Result.FAIL, "broken", ""));
        assertThat(zone.asked()).isLessThan(10);
    }

    @Test
    void where_the_author_is_proven_nobody_needs_to_vouch() {
        var own = TestSigner.rsa("example.org", 1024).publishedIn(zone);
        var verdict = judge(STRANGER.sealed(own.signed(MAIL), 1, FOUND, "none"));

        assertThat(verdict.reason()).isEqualTo("signed");
        assertThat(verdict.arc().reason()).isEqualTo("notNeeded");
    }

    private SenderVerdict judge(String mail) {
        var settings = new SenderSettings(
                true, Duration.ofSeconds(10), List.of(), List.of(), List.of("list.example", "Forwarder.Example"));
        var clock = Clock.fixed(Instant.parse("2026-07-20T10:00:00Z"), ZoneOffset.UTC);
        return Spoken.sentences(new SenderTruth(zone, settings, clock)
                .of(
                        new Handed(Optional.of(InetAddress.ofLiteral("192.0.2.10")), "mail.list.example", ""),
                        EmailAddress.parse("maria@example.org").orElseThrow(),
                        mail.getBytes(ISO_8859_1)));
    }
}
