package org.havendesk.email;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Waits on connections of its own until servers tell of new mail (IMAP IDLE, RFC 2177). */
@Component
class MailboxWatch {
    private static final int MOST = 500;
    private static final Duration SILENCE = Duration.ofMinutes(10);

    private final MailboxConnections connections;
    private final Map<UUID, Watch> watches = new ConcurrentHashMap<>();

    MailboxWatch(MailboxConnections connections) {
        this.connections = connections;
    }

    /**
     * Waits for new mail, where the server can tell of it.
     *
     * @param from the number of the next mail; whatever came since was missed
     * @param onMail called once, when mail has come
     */
    void begin(Mailbox mailbox, String password, Optional<Long> from, Runnable onMail) {
        if (from.isEmpty() || watches.size() >= MOST) {
            return;
        }
        var watch = new Watch();
        var before = watches.put(mailbox.id(), watch);
        if (before != null) {
            before.end();
        }
        Thread.ofVirtual().name("mailbox-watch").start(() -> {
            if (watch.sees(mailbox.settings(), password, from.get())) {
                onMail.run();
            }
            watches.remove(mailbox.id(), watch);
        });
    }

    void end(UUID mailbox) {
        var watch = watches.remove(mailbox);
        if (watch != null) {
            watch.end();
        }
    }

    void endAll() {
        watches.keySet().forEach(this::end);
    }

    private final class Watch {
        private final AtomicBoolean mail = new AtomicBoolean();
        private volatile boolean ended;
        private MailboxConnections.@Nullable Connection connection;

        /** @return false when the connection broke: then the next round comes at its own time */
        private boolean sees(MailboxSettings settings, String password, long from) {
            try (var open = connections.open(settings, password, Folder.READ_ONLY, SILENCE)) {
                connection = open;
                var folder = (IMAPFolder) open.folder();
                folder.addMessageCountListener(new MessageCountAdapter() {
                    @Override
                    public void messagesAdded(MessageCountEvent event) {
                        mail.set(true);
                    }
                });
                if (folder.getUIDNext() > from) {
                    return true;
                }
                while (!mail.get() && !ended) {
                    folder.idle(true);
                }
                return mail.get() && !ended;
            } catch (MessagingException | IOException | IllegalStateException e) {
                return false;
            }
        }

        private void end() {
            ended = true;
            var open = connection;
            if (open != null) {
                open.sockets().abort();
            }
        }
    }
}
