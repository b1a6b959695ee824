package org.havendesk.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** HTTPS with a certificate of one's own, spoken to as a browser or an old client does. */
class OwnCertificateTests {
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({SslAutoConfiguration.class, TomcatServletWebServerAutoConfiguration.class})
    @Import(CipherOrder.Set.class)
    static class Served {}

    private static final char[] STORE = "of a test".toCharArray();

    @TempDir
    Path folder;

    private ServletWebServerApplicationContext program;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException, InterruptedException {
        make("first");
        use("first");
        program = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Served.class)
                .run(
                        "--havendesk.bind=127.0.0.1",
                        "--havendesk.port=0",
                        "--havendesk.tls.certificate=" + folder.resolve("cert.pem"),
                        "--havendesk.tls.key=" + folder.resolve("key.pem"),
                        "--spring.ssl.bundle.watch.file.quiet-period=200ms");
    }

    @AfterEach
    void stop() {
        program.close();
    }

    @Test
    void we_choose_the_strongest_cipher_whatever_the_client_likes_best() throws Exception {
        var weakFirst = List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384");
        var olderWeakFirst =
                List.of("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");

        assertThat(session("TLSv1.3", weakFirst).getCipherSuite()).isEqualTo("TLS_AES_256_GCM_SHA384");
        assertThat(session("TLSv1.2", olderWeakFirst).getCipherSuite())
                .isEqualTo("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
    }

    @Test
    void ciphers_and_protocols_of_yesterday_are_refused() {
        assertThatThrownBy(() -> session(
                        "TLSv1.2",
                        List.of("TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA")))
                .isInstanceOf(SSLException.class);
        for (var old : List.of("TLSv1.1", "TLSv1")) {
            assertThatThrownBy(() -> session(old, List.of("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA")))
                    .as(old)
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void a_new_certificate_is_used_without_a_restart_and_the_order_of_ciphers_stays() throws Exception {
        var before = certificate();
        make("second");
        use("second");

        var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (certificate().equals(before) && System.nanoTime() < until) {
            Thread.onSpinWait();
        }

        assertThat(certificate()).isNotEqualTo(before);
        we_choose_the_strongest_cipher_whatever_the_client_likes_best();
    }

    private X509Certificate certificate() throws IOException, GeneralSecurityException {
        return (X509Certificate)
                session("TLSv1.3", List.of("TLS_AES_256_GCM_SHA384")).getPeerCertificates()[0];
    }

    private SSLSession session(String protocol, List<String> ciphers) throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anyone()}, null);
        try (var socket = (SSLSocket) context.getSocketFactory()
                .createSocket(
                        "127.0.0.1",
                        Objects.requireNonNull(program.getWebServer()).getPort())) {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.setEnabledCipherSuites(ciphers.toArray(String[]::new));
            socket.startHandshake();
            return socket.getSession();
        }
    }

    private void use(String name) throws IOException {
        for (var part : List.of("key.pem", "cert.pem")) {
            Files.copy(folder.resolve(name + "-" + part), folder.resolve(part), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void make(String name) throws IOException, GeneralSecurityException, InterruptedException {
        var store = folder.resolve(name + ".p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(STORE))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(made.waitFor()).isZero();
        var keys = KeyStore.getInstance(store.toFile(), STORE);
        pem(name + "-key.pem", "PRIVATE KEY", keys.getKey(name, STORE).getEncoded());
        pem(name + "-cert.pem", "CERTIFICATE", keys.getCertificate(name).getEncoded());
    }

    private void pem(String file, String what, byte[] bytes) throws IOException {
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + what
                        + "-----\n");
    }

    /** A client that looks at nothing but how it is spoken to. */
    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate @Nullable [] chain, @Nullable String how) {}

        @Override
        public void checkServerTrusted(X509Certificate @Nullable [] chain, @Nullable String how) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
