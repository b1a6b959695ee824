package org.havendesk.operator.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.havendesk.email.mime.MailParser;
import org.havendesk.email.mime.Parsed;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** The world outside: takes every mail and remembers the last one to each, but knows nobody at {@code gone.example.com}. */
final class Sink implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, String> last = new ConcurrentHashMap<>();
    private final SMTPServer server = SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandlerFactory(Handler::new)
            .build();

    Sink() {
        server.start();
    }

    String address() {
        return "smtp://127.0.0.1:" + server.getPortAllocated();
    }

    /** The text of the last mail to this address; waits for it. */
    String mailTo(String address) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!last.containsKey(address)) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("No mail came to " + address);
            }
            Fill.pause();
        }
        return last.getOrDefault(address, "");
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Handler implements MessageHandler {
        private String to = "";

        private Handler(MessageContext context) {}

        @Override
        public void from(String sender) {}

        @Override
        public void recipient(String recipient) throws RejectException {
            if (recipient.endsWith("@gone.example.com")) {
                throw new RejectException(550, "5.1.1 Nobody of that name here");
            }
            to = recipient;
        }

        @Override
        public String data(InputStream mail) throws IOException {
            if (MailParser.parse(mail.readAllBytes()) instanceof Parsed.Understood(var understood)) {
                last.put(to, understood.text());
            }
            return "2.0.0 Taken";
        }

        @Override
        public void done() {}
    }
}
