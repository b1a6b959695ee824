package org.havendesk.email;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * With what the listener encrypts: the configured certificate, read again when its file has changed, or a self-signed one.
 * Other mail servers encrypt without looking at the certificate (RFC 7435), so that the latter is better than none.
 */
final class SmtpCertificate {
    private static final Logger log = LoggerFactory.getLogger(SmtpCertificate.class);
    private static final Duration LOOKED_AT = Duration.ofMinutes(1);
    private static final Duration LIFE = Duration.ofDays(3650);

    private final SmtpSettings settings;
    private SSLContext context;
    private FileTime readFrom = FileTime.fromMillis(0);
    private long lookedAt = System.nanoTime();

    SmtpCertificate(SmtpSettings settings, String host) throws GeneralSecurityException, IOException {
        this.settings = settings;
        this.context = isConfigured() ? read() : selfSigned(host);
    }

    synchronized SSLContext context() {
        if (isConfigured() && System.nanoTime() - lookedAt > LOOKED_AT.toNanos()) {
            lookedAt = System.nanoTime();
            refresh();
        }
        return context;
    }

    private boolean isConfigured() {
        return settings.certificate() != null && !settings.certificate().isBlank();
    }

    private void refresh() {
        try {
            if (!Files.getLastModifiedTime(file()).equals(readFrom)) {
                context = read();
            }
        } catch (IOException | RuntimeException e) {
            log.warn(
                    "The certificate of the mail listener cannot be read; the one from before stays: {}",
                    e.getMessage());
        }
    }

    private SSLContext read() throws IOException {
        readFrom = Files.getLastModifiedTime(file());
        var details = new PemSslStoreDetails(null, "file:" + settings.certificate(), "file:" + settings.key());
        return SslBundle.of(new PemSslStoreBundle(details, null)).createSslContext();
    }

    private Path file() {
        return Path.of(String.valueOf(settings.certificate()));
    }

    private static SSLContext selfSigned(String host) throws GeneralSecurityException, IOException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("smtp", pair.getPrivate(), new char[0], new Certificate[] {certificate(pair, host)});
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** X.509 version 3 (RFC 5280, 4.1), signed with ECDSA and SHA-256. */
    private static Certificate certificate(KeyPair pair, String host) throws GeneralSecurityException, IOException {
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        var name = new X500Name("CN=" + host);
        var now = Instant.now();
        var content = new V3TBSCertificateGenerator();
        content.setSerialNumber(new ASN1Integer(new BigInteger(120, new SecureRandom())));
        content.setIssuer(name);
        content.setSubject(name);
        content.setStartDate(new Time(Date.from(now.minus(Duration.ofDays(1)))));
        content.setEndDate(new Time(Date.from(now.plus(LIFE))));
        content.setSignature(algorithm);
        content.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        var signed = content.generateTBSCertificate();
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(signed.getEncoded(ASN1Encoding.DER));
        var certificate = new DERSequence(
                new org.bouncycastle.asn1.ASN1Encodable[] {signed, algorithm, new DERBitString(signature.sign())});
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new java.io.ByteArrayInputStream(certificate.getEncoded(ASN1Encoding.DER)));
    }
}
