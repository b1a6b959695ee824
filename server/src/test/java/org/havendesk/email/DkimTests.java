package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.PublicKeyRecordRetriever;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.jdkim.tagvalue.SignatureRecordImpl;
import org.havendesk.email.DkimKeys.Check;
import org.havendesk.email.DkimKeys.DkimDomain;
import org.havendesk.platform.Forbidden;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Keys;
import org.havendesk.testing.Zone;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Mails of a domain are signed, so that receivers can tell them from forgeries. */
class DkimTests extends OutgoingTest {
    @Autowired
    DkimKeys dkim;

    @Autowired
    Keys keys;

    @Autowired
    Zone zone;

    @Test
    void a_mail_of_an_added_domain_carries_a_signature_that_verifies() throws Exception {
        var domain = as(() -> dkim.add(acme.ada(), acme.subdomain() + ".test"));
        reply(asks("Подписано"), "<p>Signed &amp; <b>sealed</b>. Ето.</p>");

        var mail = office.oneFor(maria);

        assertThat(mail.header("DKIM-Signature"))
                .contains("d=" + domain.domain())
                .contains("s=" + domain.selector())
                .contains("a=rsa-sha256")
                .doesNotContain(" l=");
        assertThat(verified(mail.bytes(), domain)).isTrue();
        assertThat(mail.header("Message-ID")).isEqualTo(mail().externalId());
    }

    @Test
    void whatever_is_changed_on_the_way_breaks_the_signature() {
        var domain = as(() -> dkim.add(acme.ada(), acme.subdomain() + ".test"));
        reply(asks("Tampered"), "<p>Pay to account one.</p>");
        var source = office.oneFor(maria).source();

        assertThat(verified(bytes(source), domain)).isTrue();
        assertThat(verified(bytes(source.replace("account one", "account two")), domain))
                .isFalse();
        assertThat(verified(bytes(source.replace("Subject: Re: Tampered", "Subject: Re: Forged")), domain))
                .isFalse();
        assertThat(verified(bytes(source.replaceFirst("From: .*", "From: eve@" + domain.domain())), domain))
                .isFalse();
    }

    @Test
    void a_mail_of_a_domain_that_was_not_added_is_not_signed() {
        as(() -> dkim.add(acme.ada(), "other.test"));
        reply(asks("Unsigned"), "<p>Hello</p>");

        assertThat(office.oneFor(maria).header("DKIM-Signature")).isEmpty();
    }

    @Test
    void the_private_key_lies_encrypted_and_adding_again_keeps_it() {
        var domain = as(() -> dkim.add(acme.ada(), "Acme.TEST"));

        assertThat(domain.domain()).isEqualTo("acme.test");
        assertThat(as(() -> dkim.add(acme.ada(), "acme.test"))).isEqualTo(domain);
        var sealed = within(() -> db.sql("SELECT private_key FROM dkim_key WHERE tenant_id = :tenant")
                .param("tenant", acme.tenant().value())
                .query(byte[].class)
                .single());
        assertThat(sealed[0] == 0x30 && sealed[1] == (byte) 0x82).isFalse();
        assertThat(as(() -> keys.decrypt(acme.tenant(), sealed, "dkim:acme.test")))
                .startsWith(0x30, 0x82);
    }

    @Test
    void domains_are_checked_and_for_those_who_may_change_settings() {
        assertThatThrownBy(() -> as(() -> dkim.add(acme.ada(), "no domain"))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> as(() -> dkim.add(acme.ada(), "localhost"))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> as(() -> dkim.add(acme.kevin(), "acme.test"))).isInstanceOf(Forbidden.class);
    }

    @Test
    void the_dns_is_asked_whether_the_record_is_published() {
        var domain = as(() -> dkim.add(acme.ada(), "acme.test"));

        assertThat(as(() -> dkim.check(acme.ada(), "acme.test"))).isEqualTo(Check.MISSING);
        zone.text(domain.name(), "v=DKIM1; k=rsa; p=MIIBIjANBg");
        assertThat(as(() -> dkim.check(acme.ada(), "acme.test"))).isEqualTo(Check.DIFFERENT);
        zone.text(domain.name(), domain.value());
        assertThat(as(() -> dkim.check(acme.ada(), "acme.test"))).isEqualTo(Check.VERIFIED);
        assertThat(as(() -> dkim.all(acme.ada())).getFirst().verified()).isTrue();
        zone.silent(domain.name());
        assertThat(as(() -> dkim.check(acme.ada(), "acme.test"))).isEqualTo(Check.UNREACHABLE);
    }

    private static boolean verified(byte[] mail, DkimDomain domain) {
        PublicKeyRecordRetriever retriever = (methods, selector, from) ->
                selector.toString().equals(domain.selector()) && from.toString().equals(domain.domain())
                        ? List.of(domain.value())
                        : List.of();
        try {
            var signatures = new Timeless(retriever).verify(new ByteArrayInputStream(mail));
            return signatures != null && signatures.size() == 1;
        } catch (FailException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Our clock may have been turned forward, which a verifier takes for a signature from the future. */
    private static final class Timeless extends DKIMVerifier {
        private Timeless(PublicKeyRecordRetriever retriever) {
            super(retriever);
        }

        @Override
        public SignatureRecord newSignatureRecord(String record) {
            return new SignatureRecordImpl(record) {
                @Override
                public Long getSignatureTimestamp() {
                    return 0L;
                }
            };
        }
    }
}
