package org.havendesk.email;

import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import org.springframework.stereotype.Component;

/** Connects to mailboxes, as far as accounts may reach their servers. */
@Component
class MailboxConnections {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    static final Duration SILENCE = Duration.ofSeconds(60);

    private final MailHosts hosts;
    private final MailTrust trust;

    MailboxConnections(MailHosts hosts, MailTrust trust) {
        this.hosts = hosts;
        this.trust = trust;
    }

    /** An open connection with its folder open. */
    record Connection(Store store, Folder folder, MailboxSockets sockets) implements AutoCloseable {
        /** What was not asked for is not removed: the folder is left as it is. */
        @Override
        public void close() {
            try {
                if (folder.isOpen()) {
                    folder.close(false);
                }
                store.close();
            } catch (MessagingException | IllegalStateException e) {
                sockets.abort();
            }
        }
    }

    /**
     * @param mode of the folder, {@link Folder#READ_ONLY} or {@link Folder#READ_WRITE}
     * @param silence after which the server is given up
     */
    Connection open(MailboxSettings settings, String password, int mode, Duration silence)
            throws MessagingException, IOException {
        var address = hosts.resolve(settings.host());
        var sockets = new MailboxSockets(trust.sockets(), settings.host());
        var store = Session.getInstance(properties(settings, sockets, silence)).getStore(protocol(settings));
        try {
            store.connect(address.getHostAddress(), settings.port(), settings.username(), password);
            var folder = store.getFolder(settings.kind() == MailboxSettings.Kind.POP3 ? "INBOX" : settings.folder());
            if (!folder.exists()) {
                throw new FolderNotFoundException(folder, "There is no such folder");
            }
            folder.open(mode);
            return new Connection(store, folder, sockets);
        } catch (MessagingException | RuntimeException e) {
            sockets.abort();
            throw e;
        }
    }

    private static String protocol(MailboxSettings settings) {
        return settings.kind().wire();
    }

    private static Properties properties(MailboxSettings settings, MailboxSockets sockets, Duration silence) {
        var prefix = "mail." + protocol(settings) + ".";
        var starttls = String.valueOf(settings.security() == MailSecurity.STARTTLS);
        var all = new Properties();
        all.put(prefix + "ssl.enable", String.valueOf(settings.security() == MailSecurity.TLS));
        all.put(prefix + "starttls.enable", starttls);
        all.put(prefix + "starttls.required", starttls);
        all.put(prefix + "socketFactory", sockets.plain());
        all.put(prefix + "ssl.socketFactory", sockets.encrypted());
        all.put(prefix + "socketFactory.fallback", "false");
        all.put(prefix + "ssl.socketFactory.fallback", "false");
        all.put(prefix + "ssl.checkserveridentity", "false"); // the sockets do it, against the name and not the address
        all.put(prefix + "connectiontimeout", String.valueOf(CONNECT.toMillis()));
        all.put(prefix + "timeout", String.valueOf(silence.toMillis()));
        all.put(prefix + "writetimeout", String.valueOf(SILENCE.toMillis()));
        all.put(prefix + "peek", "true");
        all.put(prefix + "partialfetch", "false");
        all.put(prefix + "connectionpoolsize", "1");
        all.put(prefix + "keepmessagecontent", "false");
        return all;
    }
}
