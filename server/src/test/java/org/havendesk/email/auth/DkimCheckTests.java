package org.havendesk.email.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import org.havendesk.testing.Zone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.simplejavamail.utils.mail.dkim.Canonicalization;
import org.simplejavamail.utils.mail.dkim.DkimMessage;
import org.simplejavamail.utils.mail.dkim.DkimSigner;
import org.simplejavamail.utils.mail.dkim.SigningAlgorithm;

class DkimCheckTests {
    private static final TestSigner RSA = TestSigner.rsa("example.org", 2048);
    private static final String MAIL = """
            From: Maria <maria@example.org>
            To: support@acme.test
            Subject: Where is it?
            Date: Mon, 20 Jul 2026 10:00:00 +0000

            It should have  come on Monday.

            Maria

            """.replace("\n", "\r\n");

    private final Zone zone = new Zone();

    @Test
    void the_examples_of_the_standards_verify() {
        zone.text(
                        "brisbane._domainkey.football.example.com",
                        "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
                .text(
                        "test._domainkey.football.example.com",
                        "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3id"
                                + "Y6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lx"
                                + "j+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB");

        assertThat(check("""
                DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
                 d=football.example.com; i=@football.example.com;
                 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
                 subject : date : message-id : from : subject : date;
                 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
                 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
                 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
                DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
                 d=football.example.com; i=@football.example.com;
                 q=dns/txt; s=test; t=1528637909; h=from : to : subject :
                 date : message-id : from : subject : date;
                 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
                 b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
                 DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
                 dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
                From: Joe SixPack <joe@football.example.com>
                To: Suzie Q <suzie@shopping.example.net>
                Subject: Is dinner ready?
                Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
                Message-ID: <20030712040037.46341.5F8J@football.example.com>

                Hi.

                We lost the game.  Are you hungry yet?

                Joe.
                """.replace("\n", "\r\n")))
                .containsExactly(
                        new Finding(Result.PASS, "signed", "football.example.com"),
                        new Finding(Result.PASS, "signed", "football.example.com"));
    }

    @ParameterizedTest
    @CsvSource({"SIMPLE,SIMPLE", "SIMPLE,RELAXED", "RELAXED,SIMPLE", "RELAXED,RELAXED"})
    void what_another_library_signs_verifies(Canonicalization head, Canonicalization body) throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var keys = generator.generateKeyPair();
        zone.text(
                "s1._domainkey.example.org",
                "v=DKIM1; p="
                        + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
        var signer = new DkimSigner("example.org", "s1", (RSAPrivateKey) keys.getPrivate());
        signer.setSigningAlgorithm(SigningAlgorithm.SHA256_WITH_RSA);
        signer.setHeaderCanonicalization(head);
        signer.setBodyCanonicalization(body);
        signer.setCheckDomainKey(false);
        var plain = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(
                        MAIL.replace("Where", "=?utf-8?Q?=D0=9A?=\r\n  Where").getBytes(ISO_8859_1)));
        var out = new ByteArrayOutputStream();
        new DkimMessage(plain, signer).writeTo(out);

        assertThat(check(out.toString(ISO_8859_1))).containsExactly(new Finding(Result.PASS, "signed", "example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed"})
    void any_change_that_a_person_could_see_breaks_a_signature(String canonical) {
        RSA.publishedIn(zone);
        var signed = RSA.signed(MAIL, canonical, "from:to:subject:date", "");

        assertThat(check(signed)).containsExactly(new Finding(Result.PASS, "signed", "example.org"));
        assertThat(reason(signed.replace("on Monday", "on Sunday"))).isEqualTo("changed");
        assertThat(reason(signed.replace("Where is it", "Where was it"))).isEqualTo("changed");
        assertThat(reason(signed.replace("maria@example.org", "mario@example.org")))
                .isEqualTo("changed");
        assertThat(reason(signed + "Buy this.\r\n")).isEqualTo("changed");
        assertThat(reason(signed.replace("\r\nTo: support@acme.test", ""))).isEqualTo("changed");
    }

    @Test
    void harmless_changes_on_the_way_do_no_harm_to_a_relaxed_signature() {
        RSA.publishedIn(zone);
        var signed = RSA.signed(MAIL);

        assertThat(check("Received: from a by b; Mon, 20 Jul 2026 10:00:00 +0000\r\n"
                        + signed.replace("Subject: Where is it?", "SUBJECT :  Where\r\n\t is it? ")
                                .replace("have  come", "have come\t")
                        + "\r\n\r\n"))
                .allMatch(Finding::passed);
        assertThat(check(signed.replace("\r\n", "\n"))).allMatch(Finding::passed);
        assertThat(check(signed.replaceAll("(?s)[\r\n]+$", ""))).allMatch(Finding::passed);
    }

    @Test
    void a_mail_without_a_body_can_be_signed() {
        RSA.publishedIn(zone);
        var head = MAIL.substring(0, MAIL.indexOf("\r\n\r\n") + 4);

        assertThat(check(RSA.signed(head, "simple/simple", "from", ""))).allMatch(Finding::passed);
        assertThat(check(RSA.signed(head, "relaxed/relaxed", "from", ""))).allMatch(Finding::passed);
    }

    @Test
    void a_signature_that_covers_part_of_the_body_proves_nothing() {
        RSA.publishedIn(zone);
        var empty = RSA.signed(MAIL.substring(0, MAIL.indexOf("\r\n\r\n") + 4), "relaxed/relaxed", "from", "l=0; ");

        assertThat(check(empty + "Pay to account two.\r\n"))
                .containsExactly(new Finding(Result.POLICY, "partial", "example.org"));
        var whole = RSA.signed(MAIL, "relaxed/relaxed", "from", "l=41; ");
        assertThat(check(whole)).containsExactly(new Finding(Result.PASS, "signed", "example.org"));
        assertThat(reason(whole + "Pay to account two.\r\n")).isEqualTo("partial");
        assertThat(reason(RSA.signed(MAIL, "relaxed/relaxed", "from", "l=999; ")))
                .isEqualTo("changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"From: eve@example.com", "Subject: Pay now", "To: all@acme.test"})
    void a_second_field_that_is_not_signed_makes_the_signature_worthless(String twin) {
        RSA.publishedIn(zone);
        var signed = RSA.signed(MAIL);

        assertThat(reason(twin + "\r\n" + signed)).isEqualTo("twice");
        assertThat(reason(signed.replaceFirst("\r\n\r\n", "\r\n" + twin + "\r\n\r\n")))
                .isEqualTo("twice");
    }

    @Test
    void a_field_that_was_signed_as_absent_must_stay_absent() {
        RSA.publishedIn(zone);
        var signed = RSA.signed(MAIL, "relaxed/relaxed", "from:from:cc:subject", "");

        assertThat(check(signed)).allMatch(Finding::passed);
        assertThat(reason("Cc: eve@example.com\r\n" + signed)).isEqualTo("changed");
    }

    @Test
    void very_small_and_very_large_keys_are_refused() {
        var small = TestSigner.rsa("example.org", 768).publishedIn(zone);
        var fine = TestSigner.rsa("example.org", 1024).publishedIn(zone);
        zone.text("huge._domainkey.example.org", "v=DKIM1; p=" + hugeKey());

        assertThat(reason(small.signed(MAIL))).isEqualTo("weakKey");
        assertThat(reason(fine.signed(MAIL))).isEqualTo("signed");
        assertThat(reason(fine.signed(MAIL).replace("s=rsa1024", "s=huge"))).isEqualTo("hugeKey");
    }

    @Test
    void keys_that_cannot_be_used_say_why() {
        zone.text("revoked._domainkey.example.org", "v=DKIM1; p=")
                .text("rubbish._domainkey.example.org", "v=DKIM1; p=AAAA")
                .text("other._domainkey.example.org", RSA.record().replace("k=rsa", "k=ed25519"))
                .text("chat._domainkey.example.org", RSA.record() + "; s=chat")
                .text("sha1._domainkey.example.org", RSA.record() + "; h=sha1")
                .text("version._domainkey.example.org", RSA.record().replace("DKIM1", "DKIM2"))
                .text("notags._domainkey.example.org", "hello")
                .silent("silent._domainkey.example.org");
        var signed = RSA.signed(MAIL);

        assertThat(reason(signed)).isEqualTo("noKey");
        for (var selector : List.of("rubbish", "other", "chat", "sha1", "version", "notags")) {
            assertThat(reason(signed.replace("s=rsa2048", "s=" + selector)))
                    .as(selector)
                    .isEqualTo("badKey");
        }
        assertThat(check(signed.replace("s=rsa2048", "s=revoked")))
                .containsExactly(new Finding(Result.FAIL, "revoked", "example.org"));
        assertThat(check(signed.replace("s=rsa2048", "s=silent"))).containsExactly(Finding.noAnswer("example.org"));
    }

    @Test
    void a_key_for_the_domain_alone_signs_for_nobody_below_it() {
        zone.text("rsa2048._domainkey.example.org", RSA.record() + "; t=s");

        assertThat(reason(RSA.signed(MAIL, "relaxed/relaxed", "from", "i=a@example.org; ")))
                .isEqualTo("signed");
        assertThat(reason(RSA.signed(MAIL, "relaxed/relaxed", "from", "i=a@shop.example.org; ")))
                .isEqualTo("badKey");
    }

    @Test
    void signatures_have_their_time() {
        RSA.publishedIn(zone);

        assertThat(reason(timed("x=1784539200; "))).isEqualTo("expired");
        assertThat(reason(timed("t=1784539100; x=1884539200; "))).isEqualTo("signed");
        assertThat(reason(timed("t=1884539100; x=1884539200; "))).isEqualTo("ahead");
        assertThat(reason(timed("t=1884539200; x=1784539100; "))).isEqualTo("badSignature");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v=1|v=2",
                "v=1; |",
                "a=rsa-sha256|a=rsa-sha1",
                "a=rsa-sha256|a=none",
                "c=relaxed/relaxed|c=strange",
                "d=example.org|d=org",
                "d=example.org|d=",
                "s=rsa2048|s=a b!",
                "h=from:to|h=to",
                "b=|b=!",
                "bh=|b=x; bh=",
                "c=relaxed/relaxed|c=relaxed/relaxed; i=@example.com",
                "c=relaxed/relaxed|c=relaxed/relaxed; q=http",
                "c=relaxed/relaxed|c=relaxed/relaxed; l=-1",
                "c=relaxed/relaxed|c=relaxed/relaxed; x=soon"
            })
    void a_signature_that_is_written_wrong_counts_for_nothing(String change) {
        RSA.publishedIn(zone);
        var parts = change.split("\\|", -1);
        var signed = RSA.signed(MAIL);

        assertThat(check(signed.replaceFirst(parts[0], parts[1]))).noneMatch(Finding::passed);
        assertThat(check(signed.replaceFirst(parts[0], parts[1])))
                .extracting(Finding::result)
                .containsOnly(Result.PERMERROR);
    }

    @Test
    void of_very_many_signatures_ten_are_looked_at() {
        RSA.publishedIn(zone);
        var others = "DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=x; h=from; bh=AAAA; b=AAAA\r\n".repeat(500);

        assertThat(check(others + RSA.signed(MAIL))).hasSize(10);
        assertThat(zone.asked()).isLessThanOrEqualTo(10);
    }

    private String timed(String tags) {
        return RSA.signed(MAIL, "relaxed/relaxed", "from", tags);
    }

    private static String hugeKey() {
        var modulus = "00" + "b7".repeat(2048);
        var number = "0282" + "%04x".formatted(2049) + modulus;
        var exponent = "0203010001";
        var inner = number + exponent;
        var sequence = "3082" + "%04x".formatted(inner.length() / 2) + inner;
        return Base64.getEncoder().encodeToString(java.util.HexFormat.of().parseHex(sequence));
    }

    private String reason(String mail) {
        return check(mail).getFirst().reason();
    }

    private List<Finding> check(String mail) {
        var clock = Clock.fixed(Instant.parse("2026-07-20T10:00:00Z"), ZoneOffset.UTC);
        return Dkim.check(new SignedMail(HeaderFields.of(mail.getBytes(ISO_8859_1)), zone, clock), field -> true)
                .stream()
                .map(finding -> Spoken.sentence("dkim", finding))
                .toList();
    }
}
