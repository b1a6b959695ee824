package org.havendesk.email;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.havendesk.platform.EmailAddress;
import org.havendesk.platform.TenantId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

/** One mail that is being handed over: for whom it is, then its bytes. */
final class SmtpMail implements MessageHandler {
    private static final Logger log = LoggerFactory.getLogger(SmtpMail.class);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final int CHUNK = 8 * 1024;
    private static final int LARGE = 256 * 1024;
    private static final long PATIENCE_SECONDS = 30;
    private static final int LONGEST_NAME = 255;

    private final MessageContext context;
    private final SmtpSettings settings;
    private final String host;
    private final Routes routes;
    private final MailDoor door;
    private final Intake intake;
    private final Semaphore large;
    private final Clock clock;
    private final Map<TenantId, List<String>> recipients = new LinkedHashMap<>();
    private String sender = "";

    SmtpMail(
            MessageContext context,
            SmtpSettings settings,
            String host,
            Routes routes,
            MailDoor door,
            Intake intake,
            Semaphore large,
            Clock clock) {
        this.context = context;
        this.settings = settings;
        this.host = host;
        this.routes = routes;
        this.door = door;
        this.intake = intake;
        this.large = large;
        this.clock = clock;
    }

    @Override
    public void from(String from) {
        sender = EmailAddress.parse(from).map(EmailAddress::value).orElse("");
    }

    @Override
    public void recipient(String recipient) throws RejectException {
        var address =
                EmailAddress.parse(recipient).orElseThrow(() -> new RejectException(553, "5.1.3 No such address"));
        switch (route(address)) {
            case Routes.Route.To(var tenant) -> {
                if (!recipients.containsKey(tenant) && !isAdmitted(tenant)) {
                    throw new RejectException(451, "4.7.1 Too many mails at once, try again later");
                }
                recipients.computeIfAbsent(tenant, key -> new ArrayList<>()).add(address.value());
            }
            case Routes.Route.NotNow() -> throw new RejectException(450, "4.2.1 Not available now, try again later");
            case Routes.Route.Nowhere() -> throw new RejectException(550, "5.1.1 No such address here");
        }
    }

    private boolean isAdmitted(TenantId tenant) throws RejectException {
        try {
            return door.admit(tenant, from(), sender);
        } catch (RuntimeException e) {
            log.warn("The mail listener cannot count mails ({})", e.getClass().getSimpleName());
            throw new RejectException(451, "4.3.0 Try again later");
        }
    }

    private Routes.Route route(EmailAddress address) throws RejectException {
        try {
            return routes.of(address);
        } catch (RuntimeException e) {
            log.warn(
                    "The mail listener cannot look up addresses ({})",
                    e.getClass().getSimpleName());
            throw new RejectException(451, "4.3.0 Try again later");
        }
    }

    /** What is refused is read to its end all the same: what follows it are commands again, never the rest of a mail. */
    @Override
    public String data(InputStream data) throws RejectException, IOException {
        var raw = new ByteArrayOutputStream(CHUNK);
        var held = read(data, raw);
        try {
            take(raw.toByteArray());
        } finally {
            large.release(held);
        }
        return "2.0.0 Taken";
    }

    /** @return how many places for large mails are held: 0 or 1 */
    private int read(InputStream data, ByteArrayOutputStream raw) throws RejectException, IOException {
        var deadline = System.nanoTime() + settings.transferTimeout().toNanos();
        var received = received();
        var most = settings.maxSize().toBytes() + received.length;
        var held = 0;
        var complete = false;
        try {
            var chunk = new byte[CHUNK];
            for (var n = data.read(chunk); n >= 0; n = data.read(chunk)) {
                if (raw.size() + n > most) {
                    raw.reset();
                    drain(data, deadline);
                    throw new RejectException(552, "5.3.4 The mail is too large");
                }
                if (raw.size() == 0 && beginsWithField(chunk, n)) {
                    raw.writeBytes(received);
                }
                raw.write(chunk, 0, n);
                if (held == 0 && raw.size() > LARGE) {
                    if (!isPlaceFree()) {
                        raw.reset();
                        drain(data, deadline);
                        throw new RejectException(452, "4.3.1 Too many large mails at once, try again later");
                    }
                    held = 1;
                }
                checkTime(deadline);
            }
            complete = true;
            return held;
        } finally {
            if (!complete) {
                large.release(held);
            }
        }
    }

    private boolean isPlaceFree() {
        try {
            return large.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void drain(InputStream data, long deadline) throws IOException {
        var rest = new byte[CHUNK];
        while (data.read(rest) >= 0) {
            checkTime(deadline);
        }
    }

    private static void checkTime(long deadline) throws IOException {
        if (System.nanoTime() > deadline) {
            throw new IOException("The mail took too long to come");
        }
    }

    private void take(byte[] raw) throws RejectException {
        try {
            recipients.forEach((tenant, own) ->
                    intake.take(tenant, new Arrived(Arrived.SMTP, sender, List.copyOf(own), from(), helo(), raw)));
        } catch (RuntimeException e) {
            log.warn(
                    "A mail could not be stored; its sender will try again ({})",
                    e.getClass().getSimpleName());
            throw new RejectException(451, "4.3.0 The mail could not be stored, try again later");
        }
    }

    /** What has no head gets no trace either: it would look like a mail, and is none. */
    private static boolean beginsWithField(byte[] bytes, int length) {
        int i = 0;
        while (i < length && bytes[i] > ' ' && bytes[i] < 0x7f && bytes[i] != ':') {
            i++;
        }
        return i > 0 && i < length && bytes[i] == ':';
    }

    /** The trace that every server on the way leaves (RFC 5321, 4.4); it names no recipient. */
    private byte[] received() {
        var address = from().map(InetAddress::getHostAddress).orElse("unknown");
        var line = "Received: from " + helo() + " ([" + address + "])\r\n\tby " + host + " with ESMTP id "
                + context.getSessionId() + ";\r\n\t" + DATE.format(clock.instant()) + "\r\n";
        return line.getBytes(StandardCharsets.US_ASCII);
    }

    private String helo() {
        return context.getHelo().map(SmtpMail::plain).orElse("unknown");
    }

    private Optional<InetAddress> from() {
        return context.getRemoteAddress() instanceof InetSocketAddress remote
                ? Optional.of(remote.getAddress())
                : Optional.empty();
    }

    private static String plain(String said) {
        var word = said.replaceAll("[^A-Za-z0-9.:_\\[\\]-]", "");
        return word.isEmpty() ? "unknown" : word.substring(0, Math.min(word.length(), LONGEST_NAME));
    }

    @Override
    public void done() {
        recipients.clear();
    }
}
