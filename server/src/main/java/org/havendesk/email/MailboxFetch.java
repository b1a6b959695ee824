package org.havendesk.email;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.havendesk.platform.TenantId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Fetches what is new in a mailbox. Each mail is stored for good before anything changes on the server. */
@Component
class MailboxFetch {
    private static final int MOST = 200;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int SAVE_EVERY = 20;
    /** So often a mail that breaks the connection is tried before it is passed over. */
    private static final int TRIES = 3;
    /** After a server numbered all mails anew, those are looked at again that came shortly before the last fetch. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    private final MailboxConnections connections;
    private final MailboxRows rows;
    private final Intake intake;
    private final SmtpSettings limits;
    private final MailDoor door;
    private final TransactionTemplate transaction;

    MailboxFetch(
            MailboxConnections connections,
            MailboxRows rows,
            Intake intake,
            SmtpSettings limits,
            MailDoor door,
            PlatformTransactionManager transactions) {
        this.connections = connections;
        this.rows = rows;
        this.intake = intake;
        this.limits = limits;
        this.door = door;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** How a round ended. */
    sealed interface Outcome {
        /**
         * @param more whether something is left for the next round
         * @param pressing whether that may be at once; otherwise too many mails have come in a short time
         * @param watchFrom the number of the next mail, where the server can tell when it comes
         */
        record Done(boolean more, boolean pressing, Optional<Long> watchFrom) implements Outcome {}

        record Failed(MailboxTrouble trouble) implements Outcome {}
    }

    Outcome run(TenantId tenant, Mailbox mailbox, String password) {
        try (var open = connections.open(mailbox.settings(), password, Folder.READ_WRITE, MailboxConnections.SILENCE)) {
            return switch (mailbox.settings().kind()) {
                case IMAP -> imap(tenant, mailbox, (IMAPStore) open.store(), (IMAPFolder) open.folder());
                case POP3 -> pop3(tenant, mailbox, (POP3Folder) open.folder());
            };
        } catch (MessagingException | IOException e) {
            return new Outcome.Failed(MailboxTrouble.of(e));
        }
    }

    /**
     * How far an IMAP folder was fetched.
     *
     * @param validity under which the numbers are valid (RFC 3501, 2.3.1.1)
     * @param last number fetched
     * @param tries of the mail after it that broke the connection
     */
    record ImapProgress(long validity, long last, int tries) {
        static Optional<ImapProgress> of(String text) {
            var parts = text.split(":", 3);
            return parts.length < 3
                    ? Optional.empty()
                    : Optional.of(new ImapProgress(
                            Long.parseLong(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2])));
        }

        ImapProgress at(long uid) {
            return new ImapProgress(validity, uid, 0);
        }

        ImapProgress triedAgain() {
            return new ImapProgress(validity, last, tries + 1);
        }

        @Override
        public String toString() {
            return validity + ":" + last + ":" + tries;
        }
    }

    private Outcome imap(TenantId tenant, Mailbox mailbox, IMAPStore store, IMAPFolder folder)
            throws MessagingException {
        var validity = folder.getUIDValidity();
        var before = ImapProgress.of(mailbox.progress());
        if (before.isEmpty() && !mailbox.all()) {
            var next = nextUid(folder);
            save(tenant, mailbox, new ImapProgress(validity, next - 1, 0));
            return new Outcome.Done(false, true, canTell(store) ? Optional.of(next) : Optional.empty());
        }
        var renumbered = before.filter(one -> one.validity() != validity).isPresent();
        var progress = before.filter(one -> !renumbered).orElse(new ImapProgress(validity, 0, 0));
        var since = renumbered && !mailbox.all()
                ? mailbox.fetchedAt().map(at -> at.minus(OVERLAP))
                : Optional.<Instant>empty();
        var more = imap(tenant, mailbox, folder, progress, since);
        return new Outcome.Done(
                more != Left.NOTHING,
                more != Left.TOO_MUCH,
                canTell(store) ? Optional.of(nextUid(folder)) : Optional.empty());
    }

    /** What a round has left for the next one. */
    private enum Left {
        NOTHING,
        SOME,
        /** Too many mails have come in a short time. */
        TOO_MUCH
    }

    private Left imap(TenantId tenant, Mailbox mailbox, IMAPFolder folder, ImapProgress from, Optional<Instant> since)
            throws MessagingException {
        var messages = messagesAfter(folder, from.last());
        var deadline = System.nanoTime() + LONGEST.toNanos();
        var progress = from;
        int count = 0;
        boolean tooMuch = false;
        for (var message : messages) {
            if (System.nanoTime() > deadline) {
                break;
            }
            if (!door.admitFetched(tenant)) {
                tooMuch = true;
                break;
            }
            try {
                if (progress.tries() >= TRIES) {
                    intake.passOver(tenant, Arrived.fetched(mailbox.id(), head(message)), InboundReason.NOT_FETCHED);
                } else if (isAfter(message, since)) {
                    take(tenant, mailbox, message);
                }
            } catch (MessagingException | IOException e) {
                save(tenant, mailbox, progress.triedAgain());
                throw new MessagingException("Cannot fetch", e);
            }
            progress = progress.at(folder.getUID(message));
            if (++count % SAVE_EVERY == 0) {
                save(tenant, mailbox, progress);
            }
        }
        save(tenant, mailbox, progress);
        removeTaken(mailbox, folder, Arrays.copyOf(messages, count));
        if (tooMuch) {
            return Left.TOO_MUCH;
        }
        return count < messages.length || messages.length == MOST ? Left.SOME : Left.NOTHING;
    }

    private static boolean isAfter(Message message, Optional<Instant> since) throws MessagingException {
        var came = message.getReceivedDate();
        return since.isEmpty() || came == null || came.toInstant().isAfter(since.get());
    }

    /** The first {@link #MOST} mails behind a number. A range that ends with {@code *} names the last mail in any case. */
    private static Message[] messagesAfter(IMAPFolder folder, long last) throws MessagingException {
        var found = new ArrayList<Message>();
        for (var message : folder.getMessagesByUID(last + 1, UIDFolder.LASTUID)) {
            if (message != null && folder.getUID(message) > last && found.size() < MOST) {
                found.add(message);
            }
        }
        var messages = found.toArray(Message[]::new);
        var profile = new FetchProfile();
        profile.add(IMAPFolder.FetchProfileItem.SIZE);
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        folder.fetch(messages, profile);
        return messages;
    }

    private static long nextUid(IMAPFolder folder) throws MessagingException {
        var next = folder.getUIDNext();
        if (next > 0) {
            return next;
        }
        var count = folder.getMessageCount();
        return count == 0 ? 1 : folder.getUID(folder.getMessage(count)) + 1;
    }

    private static boolean canTell(IMAPStore store) throws MessagingException {
        return store.hasCapability("IDLE");
    }

    private static void removeTaken(Mailbox mailbox, IMAPFolder folder, Message[] taken) throws MessagingException {
        if (!mailbox.keep() && taken.length > 0) {
            var deleted = new ArrayList<Message>();
            for (var message : taken) {
                if (message.isSet(Flags.Flag.DELETED)) {
                    deleted.add(message);
                }
            }
            expunge(folder, deleted.toArray(Message[]::new));
        }
    }

    /** Only ours, where the server can (RFC 4315); the rest stays marked until its owner clears the folder. */
    private static void expunge(IMAPFolder folder, Message[] messages) throws MessagingException {
        if (((IMAPStore) folder.getStore()).hasCapability("UIDPLUS")) {
            folder.expunge(messages);
        } else {
            folder.expunge();
        }
    }

    private void take(TenantId tenant, Mailbox mailbox, Message message) throws MessagingException, IOException {
        var most = limits.maxSize().toBytes();
        if (message.getSize() > most) {
            intake.passOver(tenant, Arrived.fetched(mailbox.id(), head(message)), InboundReason.TOO_LARGE);
            return;
        }
        var raw = new ByteArrayOutputStream(Math.max(1024, message.getSize()));
        message.writeTo(raw);
        if (raw.size() > most) {
            intake.passOver(tenant, Arrived.fetched(mailbox.id(), head(message)), InboundReason.TOO_LARGE);
            return;
        }
        intake.take(tenant, Arrived.fetched(mailbox.id(), raw.toByteArray()));
        message.setFlag(mailbox.keep() ? Flags.Flag.SEEN : Flags.Flag.DELETED, true);
    }

    /** What can be shown of a mail that is not fetched; it stays on the server. */
    private static byte[] head(Message message) {
        var lines = new StringBuilder();
        try {
            for (var name : List.of("From", "To", "Subject", "Date", "Message-ID")) {
                var values = message.getHeader(name);
                if (values != null && values.length > 0) {
                    lines.append(name).append(": ").append(values[0]).append("\r\n");
                }
            }
        } catch (MessagingException e) {
            lines.append("Subject: ?\r\n");
        }
        return lines.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private Outcome pop3(TenantId tenant, Mailbox mailbox, POP3Folder folder) throws MessagingException {
        var byUid = byUid(folder);
        if (mailbox.progress().isEmpty()) {
            if (!mailbox.all()) {
                mark(tenant, mailbox, List.copyOf(byUid.keySet()));
            }
            inTransaction(() -> rows.progressed(tenant, mailbox.id(), mailbox.round(), "begun"));
        }
        var unseen = unseen(tenant, mailbox, byUid);
        var deadline = System.nanoTime() + LONGEST.toNanos();
        int count = 0;
        boolean tooMuch = false;
        for (var uid : unseen) {
            if (count == MOST || System.nanoTime() > deadline) {
                break;
            }
            if (!door.admitFetched(tenant)) {
                tooMuch = true;
                break;
            }
            var message = byUid.get(uid);
            if (message != null) {
                takeFromPop3(tenant, mailbox, message);
            }
            mark(tenant, mailbox, List.of(uid));
            count++;
        }
        inTransaction(() -> rows.seenOnly(tenant, mailbox.id(), byUid.keySet()));
        folder.close(true);
        return new Outcome.Done(count < unseen.size(), !tooMuch, Optional.empty());
    }

    /** A mail that the server cannot hand over is passed over; the others are not to wait for it. */
    private void takeFromPop3(TenantId tenant, Mailbox mailbox, Message message) throws MessagingException {
        try {
            take(tenant, mailbox, message);
        } catch (IOException | MessagingException e) {
            if (!message.getFolder().isOpen()) {
                throw new MessagingException("Cannot fetch", e);
            }
            intake.passOver(tenant, Arrived.fetched(mailbox.id(), head(message)), InboundReason.NOT_FETCHED);
        }
    }

    private static Map<String, Message> byUid(POP3Folder folder) throws MessagingException {
        var messages = folder.getMessages();
        var profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(messages, profile);
        var byUid = new LinkedHashMap<String, Message>();
        for (var message : messages) {
            var uid = folder.getUID(message);
            if (uid == null) {
                throw new MessagingException("The server gives its mails no names (UIDL)");
            }
            byUid.put(uid, message);
        }
        return byUid;
    }

    private List<String> unseen(TenantId tenant, Mailbox mailbox, Map<String, Message> byUid) {
        var unseen = transaction.execute(state -> rows.unseen(tenant, mailbox.id(), byUid.keySet()));
        return unseen == null
                ? Collections.emptyList()
                : byUid.keySet().stream().filter(unseen::contains).toList();
    }

    private void mark(TenantId tenant, Mailbox mailbox, List<String> uids) {
        inTransaction(() -> rows.seen(tenant, mailbox.id(), uids));
    }

    private void save(TenantId tenant, Mailbox mailbox, ImapProgress progress) {
        inTransaction(() -> rows.progressed(tenant, mailbox.id(), mailbox.round(), progress.toString()));
    }

    private void inTransaction(Runnable work) {
        transaction.executeWithoutResult(state -> work.run());
    }
}
