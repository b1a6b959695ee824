package org.havendesk.e2e;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.havendesk.email.mime.Mail;
import org.havendesk.email.mime.MailParser;
import org.havendesk.email.mime.Parsed;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.helper.SimpleMessageListenerAdapter;
import org.subethamail.smtp.server.SMTPServer;

/** The mail server of everybody else: takes what Havendesk sends. */
final class Postbox implements AutoCloseable {
    /** A mail that arrived. */
    record Arrived(String recipient, byte[] raw) {
        Mail mail() {
            if (MailParser.parse(raw) instanceof Parsed.Understood understood) {
                return understood.mail();
            }
            throw new IllegalStateException("Havendesk sent what it cannot read itself");
        }

        String text() {
            return new String(raw, StandardCharsets.UTF_8);
        }
    }

    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final SMTPServer server = SMTPServer.port(0)
            .messageHandlerFactory(new SimpleMessageListenerAdapter(new SimpleMessageListener() {
                @Override
                public boolean accept(String from, String recipient) {
                    return true;
                }

                @Override
                public void deliver(String from, String recipient, java.io.InputStream data)
                        throws java.io.IOException {
                    arrived.add(new Arrived(recipient, data.readAllBytes()));
                }
            }))
            .build();

    Postbox() {
        server.start();
    }

    String url() {
        return "smtp://127.0.0.1:" + server.getPortAllocated();
    }

    /** The first mail to somebody that fits, waiting for it half a minute at most. */
    Arrived to(String recipient, Predicate<Arrived> fits) throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < deadline) {
            var found = arrived.stream()
                    .filter(one -> one.recipient().equalsIgnoreCase(recipient))
                    .filter(fits)
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("No such mail among " + arrived.size());
    }

    @Override
    public void close() {
        server.stop();
    }
}
