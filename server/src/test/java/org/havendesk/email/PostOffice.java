package org.havendesk.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server that takes what it is given, refuses what it is told to, and shows all of it. */
final class PostOffice implements AutoCloseable {
    /** A mail as it was handed over: the envelope, and the bytes. */
    record Taken(String sender, List<String> recipients, byte[] bytes) {
        MimeMessage message() {
            try {
                return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        String header(String name) {
            try {
                return String.join(
                        "\n",
                        message().getHeader(name) == null
                                ? new String[0]
                                : message().getHeader(name));
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        String source() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private record Refusal(int code, String words) {}

    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final Map<String, Refusal> contents = new ConcurrentHashMap<>();
    private final SMTPServer server;

    PostOffice() {
        this(SMTPServer.port(0));
    }

    PostOffice(SMTPServer.Builder builder) {
        server = builder.bindAddress(InetAddress.getLoopbackAddress())
                .hostName("post.office.test")
                .insertReceivedHeaders(false)
                .messageHandlerFactory(Window::new)
                .build();
        server.start();
    }

    int port() {
        return server.getPortAllocated();
    }

    String relay() {
        return "smtp://127.0.0.1:" + port();
    }

    /** From now on mail for this address is refused. */
    void refuse(String recipient, int code, String words) {
        refusals.put(recipient, new Refusal(code, words));
    }

    /** From now on mail for this address is refused when all of it was handed over. */
    void refuseContent(String recipient, int code, String words) {
        contents.put(recipient, new Refusal(code, words));
    }

    void acceptAll() {
        refusals.clear();
        contents.clear();
    }

    List<Taken> takenFor(String recipient) {
        return taken.stream()
                .filter(mail -> mail.recipients().contains(recipient))
                .toList();
    }

    /** The only mail for this address, as soon as it is there. */
    Taken oneFor(String recipient) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !takenFor(recipient).isEmpty());
        var mails = takenFor(recipient);
        if (mails.size() != 1) {
            throw new AssertionError(mails.size() + " mails");
        }
        return mails.getFirst();
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Window implements MessageHandler {
        private final List<String> recipients = new ArrayList<>();
        private String sender = "";

        private Window(MessageContext context) {}

        @Override
        public void from(String from) {
            sender = from;
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            refuse(refusals.get(recipient));
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            var bytes = data.readAllBytes();
            for (var recipient : recipients) {
                refuse(contents.get(recipient));
            }
            taken.add(new Taken(sender, List.copyOf(recipients), bytes));
            return "taken";
        }

        private static void refuse(@Nullable Refusal refusal) throws RejectException {
            if (refusal != null) {
                throw new RejectException(refusal.code(), refusal.words());
            }
        }

        @Override
        public void done() {}
    }
}
