package org.havendesk.email;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.SessionHandler;

/**
 * Listens for mail from other servers (RFC 5321). It takes mail for our own addresses only and passes nothing on. Begins
 * when everything else stands, and is the first to stop.
 */
@Component
class SmtpListener implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(SmtpListener.class);
    /** Of the memory, how much mails that are just coming may take. */
    private static final int SHARE = 8;

    private final SmtpSettings settings;
    private final String host;
    private final Routes routes;
    private final MailDoor door;
    private final Intake intake;
    private final Clock clock;
    private @Nullable SMTPServer server;

    SmtpListener(
            SmtpSettings settings,
            @Value("${havendesk.host}") String host,
            Routes routes,
            MailDoor door,
            Intake intake,
            Clock clock) {
        this.settings = settings;
        this.host = settings.hostName() == null || settings.hostName().isBlank() ? host : settings.hostName();
        this.routes = routes;
        this.door = door;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public void start() {
        if (settings.port() < 0) {
            return;
        }
        try {
            var started = server(new SmtpCertificate(settings, host));
            started.start();
            server = started;
            log.info("Mail is taken on {}:{}", settings.bind(), started.getPortAllocated());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The mail listener cannot start: " + e.getMessage(), e);
        }
    }

    @Override
    public void stop() {
        var running = server;
        server = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    /** Where it listens; useful when the system chose. */
    int port() {
        var running = server;
        return running == null ? -1 : running.getPortAllocated();
    }

    private SMTPServer server(SmtpCertificate certificate) throws IOException {
        var maxSize = Math.toIntExact(settings.maxSize().toBytes());
        var large =
                new Semaphore(Math.max(2, Math.toIntExact(Runtime.getRuntime().maxMemory() / SHARE / maxSize)), true);
        return new SMTPServer.Builder()
                .bindAddress(InetAddress.getByName(settings.bind()))
                .port(settings.port())
                .backlog(200)
                .hostName(host)
                .softwareName("ready")
                .messageHandlerFactory(
                        context -> new SmtpMail(context, settings, host, routes, door, intake, large, clock))
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .enableTLS()
                .startTlsSocketFactory(socket -> encrypted(certificate, socket))
                .insertReceivedHeaders(false)
                .fromAddressValidator(address -> true)
                .maxConnections(settings.maxConnections())
                .sessionHandler(SessionHandler.limitConcurrentSessionsBySource(settings.maxConnectionsPerAddress()))
                .connectionTimeout(Math.toIntExact(settings.timeout().toSeconds()), TimeUnit.SECONDS)
                .maxRecipients(settings.maxRecipients())
                .maxMessageSize(maxSize)
                .build();
    }

    private static SSLSocket encrypted(SmtpCertificate certificate, Socket plain) throws IOException {
        var socket = (SSLSocket) certificate
                .context()
                .getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        socket.setUseClientMode(false);
        socket.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        return socket;
    }
}
