package org.havendesk.email;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.havendesk.email.auth.Dns;
import org.havendesk.platform.Agent;
import org.havendesk.platform.Conflict;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.Happened;
import org.havendesk.platform.Invalid;
import org.havendesk.platform.Keys;
import org.havendesk.platform.NotFound;
import org.havendesk.platform.Permission;
import org.havendesk.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.simplejavamail.utils.mail.dkim.Canonicalization;
import org.simplejavamail.utils.mail.dkim.DkimMessage;
import org.simplejavamail.utils.mail.dkim.DkimSigner;
import org.simplejavamail.utils.mail.dkim.SigningAlgorithm;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The keys with which an account signs the mails of its domains (RFC 6376): RSA with 2,048 bits, as every receiver must
 * know (RFC 8301). Each account has a selector of its own, so that two accounts of one domain do not get in each other's
 * way.
 */
@Service
@Transactional
class DkimKeys {
    /** At most this many domains in an account. */
    static final int MAX = 50;

    private static final int BITS = 2048;

    private final JdbcClient db;
    private final Keys keys;
    private final Dns dns;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    DkimKeys(JdbcClient db, Keys keys, Dns dns, ApplicationEventPublisher events, Clock clock) {
        this.db = db;
        this.keys = keys;
        this.dns = dns;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A domain that mails are signed for.
     *
     * @param publicKey Base64
     * @param verified whether the record was found in the DNS when it was last looked for
     */
    record DkimDomain(String domain, String selector, String publicKey, boolean verified) {
        /** The name of the record to publish. */
        String name() {
            return selector + "._domainkey." + domain;
        }

        /** The text of the record to publish, of type TXT. */
        String value() {
            return "v=DKIM1; k=rsa; p=" + publicKey;
        }
    }

    /** What the DNS says. */
    enum Check {
        VERIFIED,
        MISSING,
        DIFFERENT,
        UNREACHABLE
    }

    @Transactional(readOnly = true)
    public List<DkimDomain> all(Agent agent) {
        agent.require(Permission.MANAGE_SETTINGS);
        return db.sql("""
                SELECT domain, selector, public_key, verified_at FROM dkim_key
                 WHERE tenant_id = :tenant ORDER BY domain LIMIT :max
                """)
                .param("tenant", agent.tenant().value())
                .param("max", MAX)
                .query(DkimKeys::domain)
                .list();
    }

    /**
     * From now on mails from this domain are signed. Adding it again changes nothing.
     *
     * @throws Invalid when it is no domain
     */
    public DkimDomain add(Agent agent, String domain) {
        agent.require(Permission.MANAGE_SETTINGS);
        var name = EmailAddress.parse("a@" + domain.strip())
                .map(EmailAddress::domain)
                .filter(one -> one.contains("."))
                .orElseThrow(() -> Invalid.field("domain", "domain"));
        var known = find(agent.tenant(), name);
        if (known.isPresent()) {
            return known.get();
        }
        if (all(agent).size() >= MAX) {
            throw new Conflict("dkimDomains", MAX);
        }
        insert(agent.tenant(), name);
        events.publishEvent(Happened.by(agent, "dkim.added", "domain", null));
        return find(agent.tenant(), name).orElseThrow();
    }

    /** @throws NotFound when it was not added */
    public void remove(Agent agent, String domain) {
        agent.require(Permission.MANAGE_SETTINGS);
        var done = db.sql("DELETE FROM dkim_key WHERE tenant_id = :tenant AND domain = :domain")
                .param("tenant", agent.tenant().value())
                .param("domain", domain)
                .update();
        if (done == 0) {
            throw new NotFound("domain");
        }
        events.publishEvent(Happened.by(agent, "dkim.removed", "domain", null));
    }

    /**
     * Looks whether the record is published, and remembers the answer.
     *
     * @throws NotFound when the domain was not added
     */
    public Check check(Agent agent, String domain) {
        agent.require(Permission.MANAGE_SETTINGS);
        var known = find(agent.tenant(), domain).orElseThrow(() -> new NotFound("domain"));
        var check = compare(known);
        db.sql("UPDATE dkim_key SET verified_at = :at WHERE tenant_id = :tenant AND domain = :domain")
                .param("at", check == Check.VERIFIED ? Timestamp.from(clock.instant()) : null)
                .param("tenant", agent.tenant().value())
                .param("domain", domain)
                .update();
        return check;
    }

    /** The mail with a signature, when the domain that it comes from was added; else as it is. */
    @Transactional(readOnly = true)
    public MimeMessage signed(TenantId tenant, MimeMessage message, String from) {
        var domain = from.substring(from.lastIndexOf('@') + 1);
        return signer(tenant, domain)
                .<MimeMessage>map(one -> Signed.by(one, message))
                .orElse(message);
    }

    private Check compare(DkimDomain known) {
        List<String> texts;
        try {
            texts = dns.ask(known.name(), Dns.Kind.TXT);
        } catch (Dns.NoAnswer e) {
            return Check.UNREACHABLE;
        }
        if (texts.isEmpty()) {
            return Check.MISSING;
        }
        return texts.stream().anyMatch(text -> text.replaceAll("[\\s\"]", "").contains("p=" + known.publicKey()))
                ? Check.VERIFIED
                : Check.DIFFERENT;
    }

    private Optional<DkimSigner> signer(TenantId tenant, String domain) {
        return db.sql("SELECT selector, private_key FROM dkim_key WHERE tenant_id = :tenant AND domain = :domain")
                .param("tenant", tenant.value())
                .param("domain", domain)
                .query((row, line) -> signer(tenant, domain, row.getString(1), row.getBytes(2)))
                .optional();
    }

    private DkimSigner signer(TenantId tenant, String domain, String selector, byte[] sealed) {
        try {
            var encoded = keys.decrypt(tenant, sealed, context(domain));
            var key = (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            var signer = new DkimSigner(domain, selector, key);
            signer.setSigningAlgorithm(SigningAlgorithm.SHA256_WITH_RSA);
            signer.setHeaderCanonicalization(Canonicalization.RELAXED);
            signer.setBodyCanonicalization(Canonicalization.RELAXED);
            signer.setLengthParam(false); // RFC 6376, 8.2: else anything could be added below
            signer.setCheckDomainKey(false);
            return signer;
        } catch (GeneralSecurityException | org.simplejavamail.utils.mail.dkim.DkimException e) {
            throw new IllegalStateException("The key of a domain cannot be used", e);
        }
    }

    private void insert(TenantId tenant, String domain) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            var pair = generator.generateKeyPair();
            var random = new byte[4];
            new SecureRandom().nextBytes(random);
            db.sql("""
                    INSERT INTO dkim_key (tenant_id, domain, selector, private_key, public_key, created_at)
                    VALUES (:tenant, :domain, :selector, :private, :public, :at)
                        ON CONFLICT DO NOTHING
                    """)
                    .param("tenant", tenant.value())
                    .param("domain", domain)
                    .param("selector", "hd-" + HexFormat.of().formatHex(random))
                    .param("private", keys.encrypt(tenant, pair.getPrivate().getEncoded(), context(domain)))
                    .param(
                            "public",
                            Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()))
                    .param("at", Timestamp.from(clock.instant()))
                    .update();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<DkimDomain> find(TenantId tenant, String domain) {
        return db.sql("""
                SELECT domain, selector, public_key, verified_at FROM dkim_key
                 WHERE tenant_id = :tenant AND domain = :domain
                """)
                .param("tenant", tenant.value())
                .param("domain", domain)
                .query(DkimKeys::domain)
                .optional();
    }

    private static String context(String domain) {
        return "dkim:" + domain;
    }

    private static DkimDomain domain(ResultSet row, int line) throws SQLException {
        @Nullable Timestamp verified = row.getTimestamp("verified_at");
        return new DkimDomain(
                row.getString("domain"), row.getString("selector"), row.getString("public_key"), verified != null);
    }

    /** A finished mail: the signature is put on it as it stands, and nothing is made anew after. */
    private static final class Signed extends DkimMessage {
        private Signed(MimeMessage message, DkimSigner signer) throws MessagingException {
            super(message, signer);
        }

        static Signed by(DkimSigner signer, MimeMessage message) {
            try {
                return new Signed(message, signer);
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void saveChanges() {
            // a new Message-ID and new boundaries would be made here
        }
    }
}
