package org.havendesk.email;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.havendesk.email.Transmission.Step;
import org.havendesk.email.Transmission.Trouble;
import org.jspecify.annotations.Nullable;

/** Hands mails to SMTP servers (RFC 5321). What a server says is an outcome, not an exception. */
class SmtpClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration SILENCE = Duration.ofSeconds(90);
    private static final Duration WHOLE = Duration.ofMinutes(10);
    private static final int SAID = 300;

    private final MailHosts hosts;
    private final SSLSocketFactory tls;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("smtp-watch").factory());

    SmtpClient(MailHosts hosts, SSLSocketFactory tls) {
        this.hosts = hosts;
        this.tls = tls;
    }

    /**
     * Offers a mail to a server.
     *
     * @param message complete; nothing is changed in it
     * @param sender to whom the server tells that it could not deliver
     * @param recipients in ASCII or, where the server can (RFC 6531), in any script
     */
    Transmission send(SmtpServer server, MimeMessage message, String sender, Set<String> recipients) {
        var international = !StandardCharsets.US_ASCII
                .newEncoder()
                .canEncode(String.join("", recipients).concat(sender));
        var session = session(server, sender, international);
        return talk(server, session, transport -> {
            if (international && !transport.supportsExtension("SMTPUTF8")) {
                return Transmission.failed(new Trouble(Step.SEND, true, "failure.utf8", ""));
            }
            return offer(transport, message, recipients);
        });
    }

    /** Connects and logs in, and no more. */
    Optional<Trouble> greet(SmtpServer server) {
        return talk(server, session(server, "", false), transport -> Transmission.accepted(Set.of()))
                .trouble();
    }

    private interface Talk {
        Transmission with(SMTPTransport transport) throws MessagingException;
    }

    private Transmission talk(SmtpServer server, Session session, Talk talk) {
        InetAddress address;
        try {
            address = server.isRelay() ? MailHosts.named(server.host()) : hosts.resolve(server.host());
        } catch (MailHosts.Refused e) {
            return Transmission.failed(new Trouble(Step.RESOLVE, false, "failure.private", ""));
        } catch (IOException e) {
            return Transmission.failed(new Trouble(Step.RESOLVE, false, "failure.resolve", ""));
        }
        try (var socket = new Socket()) {
            var end = watch.schedule(() -> close(socket), WHOLE.toSeconds(), TimeUnit.SECONDS);
            try {
                socket.connect(new InetSocketAddress(address, server.port()), (int) CONNECT.toMillis());
                socket.setSoTimeout((int) SILENCE.toMillis());
                return talk(server, session, socket, talk);
            } finally {
                end.cancel(false);
            }
        } catch (IOException e) {
            return Transmission.failed(new Trouble(Step.CONNECT, false, "failure.connect", said(e)));
        }
    }

    private Transmission talk(SmtpServer server, Session session, Socket plain, Talk talk) {
        Socket socket;
        try {
            socket = server.security() == MailSecurity.TLS ? encrypted(plain, server) : plain;
        } catch (IOException e) {
            return Transmission.failed(new Trouble(Step.TLS, false, "failure.tls", said(e)));
        }
        var name = new URLName(
                "smtp",
                server.host(),
                server.port(),
                null,
                server.username().isEmpty() ? null : server.username(),
                server.username().isEmpty() ? null : server.password());
        try (var transport = new SMTPTransport(session, name)) {
            try {
                transport.connect(socket);
            } catch (AuthenticationFailedException e) {
                return Transmission.failed(new Trouble(Step.LOGIN, false, "failure.login", said(e)));
            } catch (MessagingException e) {
                return Transmission.failed(
                        isAboutTls(e)
                                ? new Trouble(Step.TLS, false, "failure.tls", said(e))
                                : new Trouble(Step.CONNECT, false, "failure.greeting", said(e)));
            }
            return talk.with(transport);
        } catch (MessagingException e) {
            return Transmission.failed(new Trouble(Step.SEND, false, "failure.broken", said(e)));
        }
    }

    private Transmission offer(SMTPTransport transport, MimeMessage message, Set<String> recipients)
            throws MessagingException {
        try {
            transport.sendMessage(message, addresses(recipients));
            return Transmission.accepted(recipients);
        } catch (SendFailedException e) {
            return outcome(e, recipients);
        } finally {
            quit(transport);
        }
    }

    /** After the mail was taken, nothing that goes wrong at the farewell may count as a failure. */
    private static void quit(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            // the mail's fate is known already
        }
    }

    private static Transmission outcome(SendFailedException failed, Set<String> recipients) {
        var refused = new HashMap<String, String>();
        var later = new HashMap<String, String>();
        @Nullable Trouble trouble = null;
        for (@Nullable Exception one = failed;
                one instanceof MessagingException;
                one = ((MessagingException) one).getNextException()) {
            switch (one) {
                case SMTPAddressFailedException address ->
                    (address.getReturnCode() / 100 == 5 ? refused : later)
                            .put(String.valueOf(address.getAddress().getAddress()), said(address));
                case SMTPSenderFailedException sender ->
                    trouble = trouble(sender.getReturnCode(), "failure.sender", said(sender));
                case SMTPSendFailedException send when send.getReturnCode() / 100 == 2 -> {
                    // the mail was taken, for some of its recipients
                }
                case SMTPSendFailedException send ->
                    trouble = trouble(send.getReturnCode(), "failure.refused", said(send));
                default -> {
                    // only wraps the reasons
                }
            }
        }
        var accepted = new LinkedHashSet<>(texts(failed.getValidSentAddresses()));
        accepted.retainAll(recipients);
        if (trouble == null && accepted.isEmpty() && refused.isEmpty() && later.isEmpty()) {
            trouble = new Trouble(Step.SEND, false, "failure.broken", said(failed));
        }
        return new Transmission(accepted, refused, later, Optional.ofNullable(trouble));
    }

    private static Trouble trouble(int code, String key, String said) {
        return new Trouble(Step.SEND, code / 100 == 5, key, said);
    }

    private static List<String> texts(Address @Nullable [] addresses) {
        return addresses == null
                ? List.of()
                : List.of(addresses).stream()
                        .map(address -> ((InternetAddress) address).getAddress())
                        .toList();
    }

    /** The addresses were checked when they came in; the library's own check knows no other script. */
    private static Address[] addresses(Set<String> recipients) {
        return recipients.stream().map(SmtpClient::address).toArray(Address[]::new);
    }

    private static InternetAddress address(String text) {
        var address = new InternetAddress();
        address.setAddress(text);
        return address;
    }

    private Socket encrypted(Socket plain, SmtpServer server) throws IOException {
        var socket = (SSLSocket) tls.createSocket(plain, server.host(), server.port(), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 6125: the name must be the host's
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private Session session(SmtpServer server, String sender, boolean international) {
        var settings = new Properties();
        settings.put("mail.smtp.auth", String.valueOf(!server.username().isEmpty()));
        settings.put("mail.smtp.starttls.enable", String.valueOf(server.security() == MailSecurity.STARTTLS));
        settings.put("mail.smtp.starttls.required", String.valueOf(server.security() == MailSecurity.STARTTLS));
        settings.put("mail.smtp.ssl.socketFactory", tls);
        settings.put("mail.smtp.ssl.checkserveridentity", "true");
        settings.put("mail.smtp.sendpartial", "true");
        settings.put("mail.smtp.quitwait", "false");
        settings.put("mail.smtp.timeout", String.valueOf(SILENCE.toMillis()));
        settings.put("mail.mime.allowutf8", String.valueOf(international));
        if (!sender.isEmpty()) {
            settings.put("mail.smtp.from", sender);
        }
        return Session.getInstance(settings);
    }

    private static boolean isAboutTls(MessagingException failed) {
        for (@Nullable Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof javax.net.ssl.SSLException
                    || String.valueOf(cause.getMessage()).contains("TLS")) {
                return true;
            }
        }
        return false;
    }

    /** A server's words, on one line and bounded. */
    private static String said(Exception failed) {
        var words = String.valueOf(failed.getMessage())
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
        return words.length() <= SAID ? words : words.substring(0, SAID);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
