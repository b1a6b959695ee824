package org.havendesk.email;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whose certificates we believe when mail is fetched: the well-known authorities', and those that the operator names. */
@Component
class MailTrust {
    private final SSLSocketFactory sockets;

    /** @param file PEM certificates of authorities or of servers themselves; may be empty */
    MailTrust(@Value("${havendesk.mail.trust:}") String file) throws GeneralSecurityException, IOException {
        this.sockets = file.isBlank()
                ? (SSLSocketFactory) SSLSocketFactory.getDefault()
                : context(Path.of(file)).getSocketFactory();
    }

    SSLSocketFactory sockets() {
        return sockets;
    }

    private static SSLContext context(Path file) throws GeneralSecurityException, IOException {
        var own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        try (var pem = Files.newInputStream(file)) {
            int number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                own.setCertificateEntry(String.valueOf(number++), certificate);
            }
        }
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Either(manager(null), manager(own))}, null);
        return context;
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Trusts what one of two trusts. The check of the host's name is part of each (RFC 6125). */
    private static final class Either extends javax.net.ssl.X509ExtendedTrustManager {
        private final javax.net.ssl.X509ExtendedTrustManager known;
        private final javax.net.ssl.X509ExtendedTrustManager own;

        private Either(X509TrustManager known, X509TrustManager own) {
            this.known = (javax.net.ssl.X509ExtendedTrustManager) known;
            this.own = (javax.net.ssl.X509ExtendedTrustManager) own;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket)
                throws CertificateException {
            try {
                known.checkServerTrusted(chain, type, socket);
            } catch (CertificateException e) {
                own.checkServerTrusted(chain, type, socket);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine)
                throws CertificateException {
            try {
                known.checkServerTrusted(chain, type, engine);
            } catch (CertificateException e) {
                own.checkServerTrusted(chain, type, engine);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("The host's name is not known");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket)
                throws CertificateException {
            throw new CertificateException("We are no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("We are no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("We are no server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return Stream.of(known.getAcceptedIssuers(), own.getAcceptedIssuers())
                    .flatMap(Stream::of)
                    .toArray(X509Certificate[]::new);
        }
    }
}
