package org.havendesk.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.havendesk.email.Transmission.Step;
import org.havendesk.email.Transmission.Trouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** What is said to a server is said to that server alone. */
class SmtpSafetyTests {
    private static final char[] STORE = "testing".toCharArray();

    @TempDir
    static Path folder;

    private static SSLContext localhost;

    @BeforeAll
    static void certificate() throws Exception {
        var store = folder.resolve("localhost.p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(STORE))
                .redirectErrorStream(true)
                .start();
        assertThat(made.waitFor()).isZero();
        localhost = context(store);
    }

    @Test
    void mail_goes_over_tls_to_the_server_that_the_certificate_names() {
        try (var office = encrypted();
                var client = client(localhost.getSocketFactory())) {
            assertThat(client.greet(server("localhost", office, MailSecurity.STARTTLS, "right")))
                    .isEmpty();
            assertThat(step(client.greet(server("127.0.0.1", office, MailSecurity.STARTTLS, "right"))))
                    .contains(Step.TLS);
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() {
        try (var office = encrypted();
                var client = client((SSLSocketFactory) SSLSocketFactory.getDefault())) {
            assertThat(step(client.greet(server("localhost", office, MailSecurity.STARTTLS, "right"))))
                    .contains(Step.TLS);
        }
    }

    @Test
    void a_server_without_starttls_never_hears_the_password() {
        try (var office = new PostOffice();
                var client = client(localhost.getSocketFactory())) {
            assertThat(step(client.greet(server("localhost", office, MailSecurity.STARTTLS, "right"))))
                    .contains(Step.TLS);
        }
    }

    @Test
    void a_wrong_password_is_said_to_be_one() {
        try (var office = encrypted();
                var client = client(localhost.getSocketFactory())) {
            assertThat(step(client.greet(server("localhost", office, MailSecurity.STARTTLS, "wrong"))))
                    .contains(Step.LOGIN);
        }
    }

    @Test
    void tls_from_the_first_byte_works_too() {
        var builder = SMTPServer.port(0).serverSocketFactory(localhost);
        try (var office = new PostOffice(builder);
                var client = client(localhost.getSocketFactory())) {
            assertThat(client.greet(server("localhost", office, MailSecurity.TLS, "")))
                    .isEmpty();
        }
    }

    @Test
    void the_network_of_the_installation_is_out_of_reach_for_accounts() {
        try (var office = new PostOffice();
                var client = new SmtpClient(new MailHosts(false), localhost.getSocketFactory())) {
            assertThat(client.greet(server("localhost", office, MailSecurity.NONE, "")))
                    .map(Trouble::key)
                    .contains("failure.private");
            var relay = Relay.parse(office.relay()).orElseThrow();
            assertThat(client.greet(relay)).isEmpty();
        }
    }

    private static Optional<Step> step(Optional<Trouble> trouble) {
        return trouble.map(Trouble::step);
    }

    private static SmtpClient client(SSLSocketFactory tls) {
        return new SmtpClient(new MailHosts(true), tls);
    }

    private static PostOffice encrypted() {
        return new PostOffice(SMTPServer.port(0)
                .enableTLS()
                .startTlsSocketFactory(localhost)
                .requireTLS()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    if (!password.equals("right")) {
                        throw new LoginFailedException("no");
                    }
                })));
    }

    private static SmtpServer server(String host, PostOffice office, MailSecurity security, String password) {
        return new SmtpServer(
                Optional.of(UUID.randomUUID()),
                host,
                office.port(),
                security,
                password.isEmpty() ? "" : "desk",
                password,
                Optional.of("desk@acme.test"));
    }

    private static SSLContext context(Path store) throws GeneralSecurityException, IOException {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, STORE);
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, STORE);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("localhost", keys.getCertificate("localhost"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
